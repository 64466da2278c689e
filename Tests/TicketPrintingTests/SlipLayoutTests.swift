import Pages
import ServiceHall
import Testing

@testable import TicketPrinting

@Suite("Slips")
struct SlipLayoutTests {
  static let glyphs = GlyphTable(EmbeddedFiles.all()["tickets/glyphs.bin"] ?? [])

  static let slip = Slip(
    hall: "城关镇便民服务中心", heading: "您的号码", number: "A007", line: "社会保障", windows: "1、2号窗口",
    place: "请在一楼大厅等候", ahead: "前面还有 3 人", estimate: "预计等候 约 12 分钟", ratio: "优先号 1 人、普通号 2 人轮流呼叫",
    followURL: "http://192.0.2.7:8080/h/chengguan/t/12-ABCDEFGHJKLMNPQRSTUV", follow: "手机扫码看进度",
    code: "查询码 K7M2P9", notice: "今天下午三点停止户籍业务取号。", keep: "请保留小票，过号可凭此票回来",
    issued: "取号时间 2026-11-20 09:41")

  private static func lines(
    _ slip: Slip, _ paper: SlipPrinter.Paper
  ) throws -> [PrintedLine] {
    let symbol = try #require(
      SlipLayout.Symbol(side: 37, modules: (0..<37 * 37).map { $0 % 3 == 0 }))
    return try PrintedLine.read(
      SlipLayout(paper: paper, glyphs: Self.glyphs).bytes(of: slip, symbol: symbol))
  }

  @Test(
    "(1) the number stands in one line, at least four times as large",
    arguments: SlipPrinter.Paper.allCases, ["A001", "B1234", "C12345", "D1234567"])
  func number(paper: SlipPrinter.Paper, number: String) throws {
    var slip = Self.slip
    slip.number = number
    let found = try Self.lines(slip, paper).filter { $0.text == number }
    #expect(found.count == 1)
    let line = try #require(found.first)
    #expect(line.width >= 4 && line.height >= 4)
    #expect(line.dots <= paper.dots)
  }

  @Test("(2) no line is wider than the paper, however long the names", arguments: SlipPrinter.Paper.allCases)
  func width(paper: SlipPrinter.Paper) throws {
    var slip = Self.slip
    let long = "双江拉祜族佤族布朗族傣族自治县沙河乡允俸村便民服务站（第二办事大厅）"
    slip.hall = long
    slip.line = "机关事业单位养老保险参保登记与转移接续"
    slip.place = "请在" + long + "等候"
    slip.notice = String(repeating: "请勿遗失，", count: 12)
    let lines = try Self.lines(slip, paper)
    #expect(lines.allSatisfy { $0.dots <= paper.dots })
    // Nothing is lost in the breaking.
    #expect(lines.map(\.text).joined().contains(slip.line))
    #expect(lines.map(\.text).joined().contains(long))
    #expect(!lines.contains { $0.text.hasPrefix("，") })
  }

  @Test("(3) what GBK lacks is a picture at its place in the line")
  func rare() throws {
    var slip = Self.slip
    slip.line = "㙟坪镇业务"
    let line = try #require(try Self.lines(slip, .wide).first { $0.text == "▦坪镇业务" })
    #expect(line.pictures == 1)
    #expect(line.dots == 5 * 24)
  }

  @Test("(3) no text can command the printer, and what nobody can draw is one plain sign")
  func hostile() throws {
    var slip = Self.slip
    slip.notice = "甲\u{1B}@\u{1D}V\u{0}乙\u{10}\u{4}丙👍🏽é\u{301}丁"
    let lines = try Self.lines(slip, .wide)
    #expect(lines.contains { $0.text == "甲@V乙丙〓〓é丁" }, "\(lines.map(\.text))")
  }

  @Test("every Chinese character has its bytes or its picture")
  func coverage() {
    let encoder = TextEncoder(glyphs: Self.glyphs)
    var missing: [UInt32] = []
    for value in Array(0x3400...0x4DBF) + Array(0x4E00...0x9FA5) {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      if encoder.cells(of: String(scalar)) == [TextEncoder.missing] { missing.append(scalar.value) }
    }
    #expect(missing == [])
    #expect(Self.glyphs.count > 7000)
  }

  @Test("the slip holds what it should and no more")
  func content() throws {
    let text = try Self.lines(Self.slip, .narrow).map(\.text).joined(separator: "\n")
    for part in [
      Self.slip.hall, Self.slip.number, Self.slip.line, "1、2号窗口", "前面还有 3 人", "约 12 分钟", "查询码 K7M2P9",
      "2026-11-20", "09:41", "优先号",
    ] { #expect(text.contains(part), "\(part)") }
  }
}
