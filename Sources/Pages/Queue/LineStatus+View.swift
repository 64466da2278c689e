struct LineView: View {
  let letter: String
  let name: String
  let place: String?
  let isOpen: Bool
  let needsIdentity: Bool
  /// nil where nobody waits and no window is open: nothing is promised then.
  let ahead: String?
  let estimate: String?
  let waiting: String?
  let noWindow: String?
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
    let hasWindow = line.estimatedSeconds != nil
    ahead = hasWindow || line.waiting > 0 ? strings.ahead(line.waiting) : nil
    waiting = hasWindow || line.waiting > 0 ? strings.waiting(line.waiting) : nil
    estimate = hasWindow && line.waiting > 0 ? strings.estimate(line.estimatedSeconds) : nil
    noWindow = hasWindow ? nil : strings.text("wait.no-window")
    closed = line.isOpen ? nil : strings.closed(line.closedReason)
    opens =
      line.isOpen || line.closedReason != nil && line.nextOpening == nil && !line.isHallClosed
      ? nil : strings.nextOpening(of: line)
    self.address = address
    self.key = "\(key).\(line.letter)"
  }
}
