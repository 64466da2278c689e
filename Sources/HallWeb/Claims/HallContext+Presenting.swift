import HallLedger
import Pages
import ServiceHall

/// Opening a claim, with the limits that hold for whoever guesses: at the desk, at a kiosk, by a program.
extension HallContext {
  /// Who tries: wrong ones are counted by the person or the device.
  private var guesser: String { "present|\(hall.id)|\(machine.caller.actor)|\(machine.caller.device)" }

  private func guessKey(of number: String) -> String {
    "present|\(hall.id)|number|\(DocumentNumber.normalised(number))"
  }

  /// Opens a claim by its code.
  ///
  /// - Throws: `ClaimRefusal`, `WebRefusal.tooManyRequests`.
  func open(code: String) async throws -> Presentation {
    try await guess([guesser]) {
      try await ledger.present(
        try ClaimCode(code), of: hall, among: Array(machine.county.halls.values), now: machine.now)
    }
  }

  /// Opens a claim by the number of a document or a case, and the PIN.
  ///
  /// - Parameter field: the number's name in what was sent.
  /// - Throws: `InputRefusal`, and as by the code.
  func open(number: String?, pin: String?, field: String = "number") async throws -> Presentation {
    let number = try PlainText.required(number, field: field, longest: DocumentNumber.longest)
    guard let pin = ClaimPIN(try PlainText.required(pin, field: "pin", longest: 20)) else {
      throw InputRefusal("pin", .format)
    }
    return try await guess([guesser, guessKey(of: number)]) {
      try await ledger.present(number: number, pin: pin, by: machine.caller)
    }
  }

  /// Whose PIN a clerk has unlocked may try it at once.
  func forgiveGuesses(at claim: Claim.ID) async throws {
    for id in try await ledger.claim(claim).documents {
      let details = try await ledger.document(id).details
      for number in [details.number, details.caseNumber].compactMap({ $0 }) {
        machine.site.limits.forget(guessKey(of: number))
      }
    }
  }

  /// Counts what was guessed wrong. What opens something, though it is over, was no guess; nor is a text whose check
  /// character is wrong: a scanner misread it.
  private func guess(
    _ keys: [String], _ body: () async throws -> Presentation
  ) async throws -> Presentation {
    let limits = machine.site.limits
    for key in keys { try limits.require(key, .guesses) }
    do {
      return try await body()
    } catch let refusal as ClaimRefusal {
      switch refusal {
      case .unknown, .locked, .pinElsewhere: for key in keys { limits.count(key, .guesses) }
      default: break
      }
      throw refusal
    }
  }
}
