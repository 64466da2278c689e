import HallTesting
import ServiceHall
import Testing

@Suite struct AnnouncementTests {
  private static func read(_ number: String, _ window: String, recorded: Set<VoiceClip> = []) throws
    -> String
  {
    let announcement = Announcement(
      number: try #require(TicketNumber(number)), window: .named(window))
    return announcement.clips(recorded: recorded).map(text).joined(separator: " ")
  }

  /// A clip as it is written, so that a test reads as the voice speaks.
  private static func text(_ clip: VoiceClip) -> String {
    let words: [VoiceClip: String] = [
      .please: "请", .number: "号", .to: "到", .window: "号窗口", .ten: "十", .hundred: "百",
    ]
    if let digit = VoiceClip.digits.firstIndex(of: clip) {
      return String(Array("零一二三四五六七八九")[digit])
    }
    return words[clip] ?? clip.letter ?? clip.rawValue
  }

  @Test(
    "a number is read sign by sign, a window as a number",
    arguments: [
      ("A001", "3", "请 A 零 零 一 号 到 三 号窗口"),
      ("B120", "12", "请 B 一 二 零 号 到 十 二 号窗口"),
      ("A1000", "20", "请 A 一 零 零 零 号 到 二 十 号窗口"),
      ("Z999", "10", "请 Z 九 九 九 号 到 十 号窗口"),
      ("C005", "101", "请 C 零 零 五 号 到 一 百 零 一 号窗口"),
      ("C005", "110", "请 C 零 零 五 号 到 一 百 一 十 号窗口"),
      ("C005", "212", "请 C 零 零 五 号 到 二 百 一 十 二 号窗口"),
      ("C005", "300", "请 C 零 零 五 号 到 三 百 号窗口"),
      ("C005", "03", "请 C 零 零 五 号 到 零 三 号窗口"),
      ("C005", "0", "请 C 零 零 五 号 到 零 号窗口"),
      ("C005", "2018", "请 C 零 零 五 号 到 二 零 一 八 号窗口"),
      ("C005", "A1", "请 C 零 零 五 号 到 A 一 号窗口"),
      ("C005", "B12", "请 C 零 零 五 号 到 B 十 二 号窗口"),
      ("C005", "VIP", "请 C 零 零 五 号 到 V I P 号窗口"),
      ("C005", "3F21", "请 C 零 零 五 号 到 三 F 二 十 一 号窗口"),
    ])
  func reading(number: String, window: String, expected: String) throws {
    #expect(try Self.read(number, window) == expected)
  }

  @Test("every letter and every digit is read by its own clip")
  func everySign() throws {
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" {
      #expect(try Self.read("\(letter)007", "1") == "请 \(letter) 零 零 七 号 到 一 号窗口")
      #expect(try Self.read("A007", "\(letter)") == "请 A 零 零 七 号 到 \(letter) 号窗口")
    }
    #expect(try Self.read("A1234567", "8") == "请 A 一 二 三 四 五 六 七 号 到 八 号窗口")
    #expect(try Self.read("A890", "9") == "请 A 八 九 零 号 到 九 号窗口")
  }

  @Test("a window whose name is recorded is called by its name")
  func namedWindow() throws {
    let name = try #require(VoiceClip(rawValue: "window-a1"))
    #expect(name == VoiceClip(window: .named("A1")))
    #expect(try Self.read("A001", "A1", recorded: [name]) == "请 A 零 零 一 号 到 window-a1")
    #expect(try Self.read("A001", "1", recorded: [name]) == "请 A 零 零 一 号 到 一 号窗口")
  }

  @Test(
    "a clip has one of the known names",
    arguments: [
      "", "Please", "digit-10", "letter-A", "window-", "window-A1", "window-12345", "window-a b", "../to",
    ])
  func unknownClips(name: String) {
    #expect(VoiceClip(rawValue: name) == nil)
  }
}
