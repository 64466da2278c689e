import ServiceHall

extension VoiceEvent {
  private static let replaced = "voice.clipReplaced"
  private static let restored = "voice.clipRestored"

  var kind: String {
    switch self {
    case .clipReplaced: Self.replaced
    case .clipRestored: Self.restored
    }
  }

  var subject: String {
    switch self {
    case .clipReplaced(let clip, _), .clipRestored(let clip): clip.rawValue
    }
  }

  func body() throws -> String {
    switch self {
    case .clipReplaced(_, let recording): try CanonicalJSON.text(recording)
    case .clipRestored: "{}"
    }
  }

  /// - Returns: nil for an event of another feature.
  init?(kind: String, subject: String, body: String) throws {
    guard [Self.replaced, Self.restored].contains(kind) else { return nil }
    guard let clip = VoiceClip(subject) else { throw LedgerFault.damaged("\(kind) \(subject)") }
    self =
      kind == Self.replaced
      ? .clipReplaced(clip, try CanonicalJSON.value(Recording.self, from: body))
      : .clipRestored(clip)
  }
}
