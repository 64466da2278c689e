/// What the hall's voice says when a number is called. 叫号语音
///
/// A ticket's number is read sign by sign, so that nobody takes A012 for A12; a window is a place and is read as
/// people say it: 12 is 十二, 101 is 一百零一. The digits of a window with a leading zero or with four digits
/// are read one by one, and so are letters.
public struct Announcement: Sendable, Equatable {
  public let number: TicketNumber
  public let window: Window.ID

  public init(number: TicketNumber, window: Window.ID) {
    self.number = number
    self.window = window
  }

  /// 请 A 零 零 一 号 到 三 号窗口
  ///
  /// - Parameter recorded: the clips that the hall has recorded; the name of the window may be among them.
  public func clips(recorded: Set<VoiceClip> = []) -> [VoiceClip] {
    let name = VoiceClip(window: window)
    let place = recorded.contains(name) ? [name] : Self.reading(of: window) + [.window]
    return [.please] + Self.signs(of: number.description) + [.number, .to] + place
  }

  private static func signs(of text: some StringProtocol) -> [VoiceClip] {
    text.unicodeScalars.compactMap(VoiceClip.init(sign:))
  }

  private static func reading(of window: Window.ID) -> [VoiceClip] {
    var clips: [VoiceClip] = []
    var rest = window.rawValue[...]
    while let first = rest.utf8.first {
      let run = first.isDigit ? rest.prefix(while: { $0.isWholeNumber }) : rest.prefix(1)
      clips += numeral(run) ?? signs(of: run)
      rest = rest.dropFirst(run.count)
    }
    return clips
  }

  /// 十二, 二十, 一百零一, 一百一十; nil where the digits are not read as a number.
  private static func numeral(_ digits: Substring) -> [VoiceClip]? {
    guard digits.utf8.count <= 3, digits.first != "0", let value = Int(digits) else { return nil }
    let (hundreds, tens, ones) = (value / 100, value / 10 % 10, value % 10)
    var clips: [VoiceClip] = []
    if hundreds > 0 { clips += [VoiceClip.digits[hundreds], .hundred] }
    if hundreds > 0, tens == 0, ones > 0 { clips.append(VoiceClip.digits[0]) }
    if tens > 1 || (tens == 1 && hundreds > 0) { clips.append(VoiceClip.digits[tens]) }
    if tens > 0 { clips.append(.ten) }
    if ones > 0 { clips.append(VoiceClip.digits[ones]) }
    return clips
  }
}
