/// One recording of a hall's voice: a sign, a word or a sentence. 语音片段
///
/// `digit-3`, `letter-a`, `please`; `window-6` is the whole name of one window and takes the place of its
/// number. The texts stand in `Templates/strings` under `voice-clips`.
public struct VoiceClip: Identifier {
  public let rawValue: String

  public init?(rawValue: String) {
    let clip = VoiceClip(unchecked: rawValue)
    guard VoiceClip.known.contains(clip) || clip.window != nil else { return nil }
    self = clip
  }

  private init(unchecked rawValue: String) { self.rawValue = rawValue }

  /// The name of a window, for a hall that has recorded it.
  public init(window: Window.ID) {
    rawValue = VoiceClip.windowPrefix + window.rawValue.lowercased()
  }

  /// The sign of a number: a digit or a letter A–Z.
  init?(sign: Unicode.Scalar) {
    switch sign {
    case "0"..."9": rawValue = "digit-\(sign)"
    case "A"..."Z": rawValue = "letter-\(String(sign).lowercased())"
    default: return nil
    }
  }

  private static let windowPrefix = "window-"

  /// 请
  public static let please = VoiceClip(unchecked: "please")
  /// 号, after a ticket's number
  public static let number = VoiceClip(unchecked: "number")
  /// 到
  public static let to = VoiceClip(unchecked: "to")
  /// 号窗口, after a window's number
  public static let window = VoiceClip(unchecked: "window")
  /// 十
  public static let ten = VoiceClip(unchecked: "ten")
  /// 百
  public static let hundred = VoiceClip(unchecked: "hundred")
  public static let soundTest = VoiceClip(unchecked: "sound-test")

  /// 零 to 九
  public static let digits = (0...9).map { VoiceClip(unchecked: "digit-\($0)") }
  public static let letters = "abcdefghijklmnopqrstuvwxyz".map {
    VoiceClip(unchecked: "letter-\($0)")
  }
  public static let words = [please, number, to, window, ten, hundred]
  /// What the sound test and the kiosk's steps say.
  public static let sentences =
    [soundTest]
    + [
      "lines", "priority", "identity", "ticket", "help", "return", "search", "item", "case", "collect",
      "cell",
    ].map { VoiceClip(unchecked: "step-\($0)") }

  /// Every clip that the program brings along, in the order in which people record them.
  public static let all = words + digits + letters + sentences
  private static let known = Set(all)

  /// The window whose name it is.
  public var window: Window.ID? {
    guard rawValue.hasPrefix(Self.windowPrefix), rawValue == rawValue.lowercased() else { return nil }
    return Window.ID(String(rawValue.dropFirst(Self.windowPrefix.count)).uppercased())
  }

  /// The letter or digit, when it is one: `A`.
  public var letter: String? {
    rawValue.hasPrefix("letter-") ? String(rawValue.dropFirst(7)).uppercased() : nil
  }

  /// How long the voice rests after it.
  var rest: Duration {
    switch self {
    case .please: .milliseconds(140)
    case .number, .to: .milliseconds(90)
    default: .milliseconds(50)
    }
  }
}
