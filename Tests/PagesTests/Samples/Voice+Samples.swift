import ServiceHall

@testable import Pages

extension AdminVoicePage: SampledPage {
  static var samples: [String: AdminVoicePage] {
    func row(_ clip: VoiceClip, _ text: String, _ state: Row.State = .builtIn) -> Row {
      Row(clip: clip, text: text, state: state, digest: state == .builtIn ? nil : "0123456789abcdef")
    }
    let windows = ["1", "A1"].compactMap { Window.ID($0) }.map(VoiceClip.init(window:))
    let page = AdminVoicePage(
      frame: Samples.admin,
      groups: [
        Group(name: .words, rows: [row(.please, "请"), row(.window, "号窗口")]),
        Group(name: .digits, rows: VoiceClip.digits.map { row($0, "三") }),
        Group(name: .sentences, rows: [row(.soundTest, "您好，现在测试声音")]),
        Group(name: .windows, rows: windows.map { row($0, "不动产窗口", .absent) }),
      ], example: (number: "A001", window: "3"))
    var mixed = page
    mixed.groups[0].rows = [
      row(.please, "请", .recorded(milliseconds: 480)), row(.window, "号窗口", .lost),
    ]
    var refused = mixed
    refused.example = nil
    refused.faults =
      SoundFault.allCases.map { Fault(file: "请.wav", reason: .sound($0)) } + [
        Fault(file: "歌.wav", reason: .name), Fault(file: "to.wav", reason: .twice),
        Fault(file: "", reason: .nothing),
      ]
    return ["built-in": page, "mixed": mixed, "refused": refused]
  }
}
