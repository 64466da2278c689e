/// What a board reports of its loudspeaker. 声音状态
public enum BoardSound: String, Sendable, CaseIterable, Codable {
  /// Calls are heard.
  case on
  /// The browser keeps silent until somebody touches the screen.
  case blocked
  /// The last sound could not be played.
  case failed
  /// Set up to be silent.
  case off
}
