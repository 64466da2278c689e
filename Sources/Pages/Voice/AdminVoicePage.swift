public import ServiceHall

/// `/h/{hall}/admin/voice`: what the hall's voice is made of, and the hall's own recordings. 语音
public struct AdminVoicePage: Page {
  public static let template = "Voice/admin-voice"

  public struct Group: Sendable {
    public enum Name: String, Sendable, CaseIterable {
      case words, digits, letters, sentences, windows
    }

    public var name: Name
    public var rows: [Row]

    public init(name: Name, rows: [Row]) {
      self.name = name
      self.rows = rows
    }
  }

  public struct Row: Sendable {
    public enum State: Sendable, Equatable {
      case builtIn
      case recorded(milliseconds: Int)
      /// Recorded, but the file is gone; the built-in clip is heard.
      case lost
      /// A window's name that nobody has recorded; its number is read.
      case absent
    }

    public var clip: VoiceClip
    /// What it says.
    public var text: String
    public var state: State
    /// Of the recording, so that a browser does not play an older one from its memory.
    public var digest: String?

    public init(clip: VoiceClip, text: String, state: State, digest: String? = nil) {
      self.clip = clip
      self.text = text
      self.state = state
      self.digest = digest
    }
  }

  /// One file of an upload of which nothing was taken.
  public struct Fault: Sendable {
    public enum Reason: Sendable, Equatable {
      case sound(SoundFault)
      /// No clip has the file's name.
      case name
      case twice
      /// There was no file at all.
      case nothing

      var key: String {
        switch self {
        case .sound(let fault): fault.rawValue
        case .name: "name"
        case .twice: "twice"
        case .nothing: "nothing"
        }
      }
    }

    public var file: String
    public var reason: Reason

    public init(file: String, reason: Reason) {
      self.file = file
      self.reason = reason
    }
  }

  public var frame: Frame
  public var groups: [Group]
  /// A call that the hall's voice speaks as an example; nil for a hall without windows.
  public var example: (number: String, window: String)?
  public var faults: [Fault] = []

  public init(
    frame: Frame, groups: [Group], example: (number: String, window: String)?, faults: [Fault] = []
  ) {
    self.frame = frame
    self.groups = groups
    self.example = example
    self.faults = faults
  }
}
