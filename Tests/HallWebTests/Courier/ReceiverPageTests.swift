import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallWeb

@Suite("How other machines' halls report to the county's own")
struct ReceiverPageTests {
  @Test("the county's administrator sees what of each hall is held, parked and passed on")
  func page() async throws {
    let test = try await TestSite()
    let answer = try await test.ask(.get("/county/receiver"), as: .staff(.countyAdmin, nil))
    #expect(answer.status == 200)
    for text in [
      "东岭便民服务中心", "西山便民服务中心", "还没有联系", ">80<", ">6<", "https://city.example", ">17<", ">3<",
    ] { #expect(answer.text.contains(text), "\(text)") }
    let county = Ask.get("/county")
    let link = #"href="/county/receiver""#
    #expect(try await test.ask(county, as: .staff(.countyAdmin, nil)).text.contains(link))
    #expect(try await !test.ask(county, as: .staff(.auditor, Asker.east)).text.contains(link))
  }

  @Test("a person's button rings for the halls that are passed on, and no other")
  func button() async throws {
    let test = try await TestSite()
    let path = "/county/receiver/send"
    let admin = Asker.staff(.countyAdmin, nil)
    #expect(try await test.ask(.form(path, [("csrf", "no")]), as: admin).status == 403)
    #expect(test.pressed.values == [])
    let sent = try await test.ask(.form(path), as: admin)
    #expect(sent.status == 303 && sent.headers["location"] == "/county/receiver")
    #expect(test.pressed.values == [.named("dongling")])
  }

  @Test("the figures are among the machine's")
  func metrics() async throws {
    let test = try await TestSite()
    let text = try await test.ask(.get("/metrics"), as: .staff(.operator, nil)).text
    for line in [
      #"yizhan_receiver_held{hall="dongling",lane="normal"} 80"#,
      #"yizhan_receiver_silence_seconds{hall="dongling"} 7200"#,
      #"yizhan_receiver_parked{hall="dongling"} 6"#,
      #"yizhan_receiver_quarantined{hall="dongling"} 1"#,
      #"yizhan_relay_waiting{hall="dongling"} 17"#, #"yizhan_relay_parked{hall="dongling"} 3"#,
    ] { #expect(text.contains(line + "\n"), "\(line)") }
    #expect(!text.contains(#"yizhan_relay_waiting{hall="xishan"}"#))
  }
}
