import HTTPServing
import HallLedger
import ServiceHall
import Testing

@testable import Station

@Suite("Sentences for faults")
struct FaultSentenceTests {
  static let faults: [any Error] = [
    StationFault.notWritable("/d"), StationFault.dataInUse("/d"), StationFault.noCounty("/d"),
    StationFault.countyExists("/d"), StationFault.unknownHall("h"), StationFault.unknownAccount("a"),
    StationFault.passwordMissing, StationFault.settingsFile("/d/yizhan.json"),
    StationFault.server(.portInUse(80)), StationFault.server(.notPermitted),
    StationFault.server(.badCertificate), StationFault.server(.cannotStart("why")),
    StationFault.hallInUse("h"), StationFault.nothingHeld("h"), StationFault.streamUnreadable("s"),
    StationFault.store("why"), StationFault.ferry("h", "noSpace"), StationFault.otherSuite("sm2"),
    StationFault.suiteRefused("sm2"), StationFault.rotationUnknown("h"),
    StationFault.enrolmentCodes(codes: 1, halls: 2), StationFault.upstreamUnreachable("u"),
    StationFault.enrolmentRefused(status: 403), StationFault.enrolmentRefused(status: 500),
    AttachmentRefusal.noRoom, AttachmentRefusal.unfit,
    LedgerFault.missing("/d"), LedgerFault.newerDatabase("/d"), LedgerFault.damaged("/d"),
    LedgerFault.storageFull, LedgerFault.closed, LedgerFault.exists("/d"),
    LedgerFault.brokenTransfer("why"), StaffRefusal.wrongCredentials, StaffRefusal.locked,
    StaffRefusal.accountTaken, StaffRefusal.unknownAccount, StaffRefusal.unknownHall,
    StaffRefusal.hallTaken, StaffRefusal.shortCodeTaken, StaffRefusal.unknownDevice,
    StaffRefusal.wrongPairingCode, StaffRefusal.lastAdministrator,
  ]

  private static func isChinese(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
  }

  @Test("each fault has a Chinese sentence of its own, with nothing left open", arguments: faults.indices)
  func sentences(index: Int) throws {
    let sentences = FaultSentence(try StationStrings())
    let text = sentences.text(Self.faults[index])
    #expect(Self.isChinese(text))
    #expect(!text.contains("{") && !text.contains("faults."))
    #expect(!text.hasPrefix("出了意外"))
    #expect(text != "这一步没有办成")
  }

  @Test("each fault of a field says which and what, in Chinese")
  func fields() throws {
    let sentences = FaultSentence(try StationStrings())
    let fields = ["name", "account", "password", "grants", "code", "division", "shortCode", "role"]
    for field in fields {
      for code in FieldFault.Code.allCases {
        let text = sentences.text(InputRefusal(field, code))
        #expect(!text.contains(field) && !text.contains(code.rawValue), "\(text)")
        #expect(Self.isChinese(text))
      }
    }
    let both = sentences.text(
      InputRefusal([FieldFault("name", .required), FieldFault("code", .format)]))
    #expect(both.split(separator: "\n").count == 2)
  }

  @Test("each setting's fault says what it should be")
  func settings() throws {
    let sentences = FaultSentence(try StationStrings())
    let expected = [
      "port", "address", "threads", "connections", "public-url", "tls-pair", "file", "log-level",
    ]
    for expectation in expected {
      let text = sentences.text(
        StationFault.settings([.init(name: "n", value: "v", expected: expectation)]))
      #expect(text.hasPrefix("有 1 处设置不对"))
      #expect(text.contains("n = v"))
      #expect(!text.contains("expected.") && !text.contains("{"))
    }
  }

  private struct Surprise: Error {}

  @Test("what nobody foresaw is said to be that")
  func unforeseen() throws {
    let text = FaultSentence(try StationStrings()).text(Surprise())
    #expect(text == "出了意外：Surprise()")
  }
}
