import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("The office's pages of deliveries")
struct DeliveryPageTests {
  struct Way: Sendable, CustomTestStringConvertible {
    let method: String
    let fields: [(String, String)]
    /// The input at fault without them.
    let needs: String?
    let isUnderWay: Bool
    var testDescription: String { method }
  }

  static let ways = [
    Way(
      method: "post", fields: [("trackingNumber", "TEST0001"), ("sentOn", "2026-11-20")],
      needs: "trackingNumber", isUnderWay: true),
    Way(
      method: "agent",
      fields: [
        ("personName", Counter.stranger.name), ("idType", "111"), ("idNumber", Counter.stranger.idNumber),
      ], needs: "personName", isUnderWay: true),
    Way(method: "electronic", fields: [("consent", "当面签字")], needs: "consent", isUnderWay: false),
    Way(
      method: "lodged", fields: [("witness", "村委会"), ("refusalReason", "拒收")], needs: "witness",
      isUnderWay: false),
    Way(method: "notice", fields: [], needs: nil, isUnderWay: false),
  ]

  @Test("each other way has its form, its needs and its receipt", arguments: ways)
  func deliver(_ way: Way) async throws {
    let counter = try await Counter()
    let document = try await counter.register("JY-0017")
    let form = try await counter.look("/admin/deliveries/new?method=\(way.method)&document=\(document)")
    #expect(form.status == 200 && form.text.contains("value=\"\(document)\" checked"))
    for text in Counter.personal { #expect(!form.text.contains(text)) }
    let base = [("method", way.method), ("document", document)]
    if let needs = way.needs {
      let without = try await counter.send("/admin/deliveries", base + [("key", SeededKey.next())])
      #expect(without.status == 422 && without.text.contains("href=\"#f-\(needs)\""))
    }
    let answer = try await counter.send(
      "/admin/deliveries", base + way.fields + [("key", SeededKey.next())])
    let number = try counter.receipt(answer)
    let receipt = try await counter.look("/admin/receipts/\(number)")
    #expect(receipt.status == 200)
    for text in Counter.personal { #expect(!receipt.text.contains(text)) }
    #expect(try await counter.look("/admin/deliveries").text.contains(number))
    let page = try await counter.look("/admin/documents/\(document)")
    #expect(page.text.contains("已领取") != way.isUnderWay)
    #expect(try await counter.look("/admin/deliveries").text.contains("/\(number)/end") == way.isUnderWay)
  }

  @Test("what comes back can be claimed again, what arrived cannot")
  func ends() async throws {
    let counter = try await Counter()
    let document = try await counter.register("JY-0017")
    func post() async throws -> String {
      try counter.receipt(
        try await counter.send(
          "/admin/deliveries",
          [
            ("method", "post"), ("document", document), ("key", SeededKey.next()),
            ("trackingNumber", "TEST0001"), ("sentOn", "2026-11-20"),
          ]))
    }
    let first = try await post()
    let taken = try await counter.send(
      "/admin/claims", [("key", SeededKey.next()), ("document", document)])
    #expect(taken.status == 303)
    #expect(try await counter.test.kinds().contains("claim.made") == false)
    let without = try await counter.send("/admin/deliveries/\(first)/end", [("state", "failed")])
    #expect(without.status == 303)
    _ = try await counter.send(
      "/admin/deliveries/\(first)/end", [("state", "failed"), ("reason", "查无此人")])
    #expect(try await counter.look("/admin/receipts/\(first)").text.contains("查无此人"))
    let second = try await post()
    _ = try await counter.send(
      "/admin/deliveries/\(second)/end", [("state", "delivered"), ("receivedOn", "2026-11-22")])
    #expect(try await counter.look("/admin/receipts/\(second)").text.contains("2026-11-22"))
    let late = try await counter.send(
      "/admin/deliveries/\(second)/end", [("state", "failed"), ("reason", "又回来")])
    #expect(late.status == 303)
    #expect(try await counter.look("/admin/documents/\(document)").text.contains("已领取"))
  }

  @Test("an agent takes those of many, with a list to sign")
  func agent() async throws {
    let counter = try await Counter()
    let first = try await counter.register("JY-0017")
    let second = try await counter.register("JY-0018", for: Counter.stranger)
    let answer = try await counter.send(
      "/admin/deliveries",
      [
        ("method", "agent"), ("document", first), ("document", second), ("key", SeededKey.next()),
        ("personName", Counter.proxy.name), ("idType", "111"), ("idNumber", Counter.proxy.idNumber),
      ])
    let number = try counter.receipt(answer)
    let list = try await counter.send("/admin/receipts/\(number)/print")
    for text in ["代办点转交清单", Counter.holder.name, Counter.stranger.name, Counter.proxy.name] {
      #expect(list.text.contains(text), "\(text)")
    }
    #expect(try await counter.test.kinds().filter { $0 == "document.revealed" }.count == 2)
  }
}
