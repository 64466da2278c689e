import ServiceHall
import Testing

@testable import TicketPrinting

@Suite("Slips of claims")
struct ClaimSlipLayoutTests {
  private static let slip = ClaimSlip(
    hall: "城关镇便民服务中心", heading: "取件单", holder: "领取人 张*",
    code: "YZ119999CG0123456789ABCDEFGHJKMNPQRX", use: "领取时请扫这个二维码", pin: "口令 042917",
    pinUse: "扫不了码时，报编号和口令",
    documents: [ClaimSlip.Document(title: "食品经营许可证", number: "测城许〔2026〕17号")],
    until: "有效期到 2026-12-20", bring: ["本人领取：带身份证。"], keep: "请收好。", issued: "打印时间 2026-11-20 09:41")

  @Test("all of it stands there, no line wider than the paper", arguments: SlipPrinter.Paper.allCases)
  func whole(paper: SlipPrinter.Paper) throws {
    var slip = Self.slip
    slip.documents += [
      ClaimSlip.Document(
        title: "机关事业单位养老保险参保登记与转移接续及待遇核定办结通知书", number: "测人社养老〔2026〕第00012345号")
    ]
    let symbol = try #require(SlipLayout.Symbol(side: 29, modules: (0..<29 * 29).map { $0 % 3 == 0 }))
    let lines = try PrintedLine.read(
      SlipLayout(paper: paper, glyphs: SlipLayoutTests.glyphs).bytes(of: slip, symbol: symbol))
    #expect(lines.allSatisfy { $0.dots <= paper.dots })
    let text = lines.map(\.text).joined()
    for words in [slip.hall, slip.holder, slip.pin, slip.until, slip.keep] + slip.bring
      + slip.documents.flatMap({ [$0.title, $0.number] })
    { #expect(text.contains(words), "\(words)") }
    #expect(text.filter { $0 != " " }.contains(slip.code))
    #expect(try #require(lines.first { $0.text == slip.pin }).width >= 2)
  }

  @Test("a code is set in fours")
  func fours() {
    #expect(SlipLayout.inFours("ABCDEFGHIJ") == "ABCD EFGH IJ")
    #expect(SlipLayout.inFours("") == "")
  }
}
