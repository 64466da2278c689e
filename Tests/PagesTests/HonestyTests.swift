import ServiceHall
import Testing

@testable import Pages

/// What a page must not promise: figures that nobody knows, waits without a window, acts that are over.
@Suite struct HonestyTests {
  private func strings() throws -> Strings { try Gallery.renderer().strings }

  private func picture(_ name: String) throws -> Picture {
    try #require(Gallery.pictures.first { $0.name == name }, "\(name)")
  }

  @Test("a hall that cannot be read does not look empty") func unreadableHall() throws {
    let renderer = try Gallery.renderer()
    let machine = renderer.render(
      MachinePage(
        frame: Frame(csrf: "c5rf"), countyName: "示范县",
        halls: [.init(code: "hexi", name: "河西乡", level: .township, waiting: nil)]))
    let strings = try strings()
    #expect(
      machine.contains("<p class=\"state paused\">\(strings.text("wait.unreadable"))</p>"))
    #expect(!machine.contains(strings.text("wait.nobody-waiting")))

    var row = CountyPage.Row(
      code: "hexi", name: "河西乡", level: .township, division: "119999101000", waiting: 0,
      openWindows: 0, issued: 0, served: 0, lagSeconds: 0)
    #expect(row.isReadable)
    row.isReadable = false
    let county = renderer.render(
      CountyPage(
        frame: Frame(csrf: "c5rf"), countyName: "示范县", halls: [row], mayAdd: false, key: "k1"))
    #expect(county.contains(strings.text("county.unreadable")))
    #expect(!county.contains("<td class=\"figure\">"))
  }

  @Test(
    "where no window is open, nobody is told that there is no wait",
    arguments: [
      "Queue/kiosk.no-window", "Queue/hall.no-window", "Queue/kiosk-ticket.no-window",
      "Queue/follow.no-window", "Queue/follow.no-window-next",
    ])
  func noWindow(_ name: String) throws {
    let strings = try strings()
    let document = try picture(name).document
    #expect(document.contains(strings.text("wait.no-window")))
    for key in [
      "wait.nobody", "wait.nobody-waiting", "ticket.ahead-none", "ticket.estimate",
      "ticket.estimate-note", "follow.waiting-next", "follow.estimate-note",
    ] {
      #expect(!document.contains(strings.text(key)), "\(key)")
    }
  }

  @Test("only a waiting or missed ticket can be cancelled, in the live part too") func cancelling()
    throws
  {
    let strings = try strings()
    for picture in Gallery.pictures where picture.template == "Queue/follow" {
      let part = try #require(picture.fragment)
      let mayCancel = ["waiting", "missed", "next", "no-window", "no-window-next"]
        .contains { picture.name == "Queue/follow.\($0)" }
      #expect(part.contains("/cancel\"") == mayCancel, "\(picture.name)")
      #expect(part.contains("value=\"c5rf\"") == mayCancel)
      let hasEstimate = ["waiting", "next"].contains { picture.name == "Queue/follow.\($0)" }
      #expect(picture.document.contains(strings.text("follow.estimate-note")) == hasEstimate)
      let rest = picture.document.replacing(part, with: "")
      #expect(!rest.contains("/cancel\""), "\(picture.name)")
    }
  }

  @Test("the journal names visitors and the machine in words") func actors() throws {
    let document = try picture("Queue/journal.rows").document
    #expect(document.contains("<td>\(try strings().text("journal-page.system"))</td>"))
    #expect(!document.contains("<td>system</td>"))
  }

  @Test("a paused desk is marked") func paused() throws {
    #expect(try picture("Queue/desk.paused").document.contains("class=\"current is-paused\""))
  }

  @Test("kiosk and board follow the server's clock") func clock() throws {
    for name in ["Queue/kiosk.open", "Queue/board.calling"] {
      let tags = try Markup(picture(name).document).tags
      #expect(tags.contains { $0.attributes["data-clock"] != nil }, "\(name)")
      let words = tags.compactMap { $0.attributes["data-weekday"] }.first ?? ""
      #expect(words.split(separator: " ").count == 7, "\(name)")
    }
  }

  @Test("the board's script gets the pause sentence with its places") func pausePattern() throws {
    let tags = try Markup(picture("Queue/board.calling").document).all("body")
    let pattern = try #require(tags.first?.attributes["data-paused"])
    #expect(pattern.contains("%w"))
    #expect(pattern.contains("%r"))
  }
}
