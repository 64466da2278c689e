/// Rules that every acknowledgement keeps, whatever it answered.
extension ConformanceSuite {
  func checkWordForm() throws(ConformanceStop) {
    try expectWords()
    for answer in heard where answer.isEnvelope {
      guard let fault = answer.fault else { continue }
      show(answer.exchange)
      throw .breach(.header(Self.name(of: fault)))
    }
  }

  func checkWordSignature() throws(ConformanceStop) {
    guard let receiver else { throw .untried(.foundation) }
    try checkWords(.signature) { $0.isSigned(by: [receiver]) }
  }

  func checkIncarnation() throws(ConformanceStop) {
    guard let incarnation = welcome?.inc else { throw .untried(.foundation) }
    try checkWords(.incarnation) { $0.incarnation == incarnation }
  }

  func checkWords(
    _ breach: ConformanceBreach, _ holds: (Acknowledgement) -> Bool
  ) throws(ConformanceStop) {
    try expectWords()
    for answer in heard where !answer.words.allSatisfy(holds) {
      show(answer.exchange)
      throw .breach(breach)
    }
  }

  private func expectWords() throws(ConformanceStop) {
    guard heard.contains(where: { !$0.words.isEmpty || $0.isEnvelope }) else {
      throw .untried(.foundation)
    }
  }
}
