struct LineView: View {
  let letter: String
  let name: String
  let place: String?
  let isOpen: Bool
  let needsIdentity: Bool
  let ahead: String
  let estimate: String?
  let waiting: String
  let closed: String?
  let opens: String?
  let address: String
  let key: String

  /// - Parameter key: the page's idempotency key, from which each form's own is made.
  init(_ line: LineStatus, _ strings: Strings, address: String = "", key: String = "") {
    letter = line.letter
    name = line.name
    place = line.place
    isOpen = line.isOpen
    needsIdentity = line.needsIdentity
    ahead = strings.ahead(line.waiting)
    estimate =
      line.waiting == 0 && line.estimatedSeconds != nil
      ? nil : strings.estimate(line.estimatedSeconds)
    waiting =
      line.waiting == 0
      ? strings.text("wait.nobody-waiting")
      : strings.text("wait.waiting", ["n": String(line.waiting)])
    closed = line.isOpen ? nil : strings.closed(line.closedReason)
    opens =
      line.isOpen ? nil : line.nextOpening.map { strings.text("closed.next", ["time": $0]) }
    self.address = address
    self.key = "\(key).\(line.letter)"
  }
}
