/// What can happen to a hall's voice; each becomes one row of the journal.
public enum VoiceEvent: Sendable, Equatable {
  case clipReplaced(VoiceClip, Recording)
  /// The hall's recording is no longer used.
  case clipRestored(VoiceClip)

  /// A clip that a hall has recorded itself.
  public struct Recording: Sendable, Equatable, Codable {
    /// SHA-256 of the WAV file, in hex; the file is the blob of that name.
    public let digest: String
    public let milliseconds: Int

    public init(digest: String, milliseconds: Int) {
      self.digest = digest
      self.milliseconds = milliseconds
    }
  }
}
