import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallWeb

@Suite("What the server refuses by itself")
struct ServerRefusalTests {
  static let refusals: [(status: HTTPStatus, code: String, told: String)] = [
    (.badRequest, "malformed-header", "malformed"), (.badRequest, "malformed-target", "malformed"),
    (.contentTooLarge, "body-too-large", "body-too-large"),
    (.headerFieldsTooLarge, "header-too-large", "headers-too-large"),
    (.insufficientStorage, "cannot-store-body", "storage-full"),
    (.notImplemented, "method-not-implemented", "not-implemented"),
    (.serviceUnavailable, "shutting-down", "unavailable"),
    (.uriTooLong, "uri-too-long", "uri-too-long"),
  ]

  @Test("has the status of the server and a sentence of the site", arguments: refusals.indices)
  func sentences(index: Int) async throws {
    let (status, code, told) = Self.refusals[index]
    let test = try await TestSite()
    let answer = Answer(test.site.refuse(status, code: code))
    #expect(answer.status == status.rawValue)
    #expect(answer.code == told)
    #expect(answer.integer("status") == status.rawValue)
    #expect(answer.headers["content-type"] == "application/problem+json")
    #expect(answer.headers["x-content-type-options"] == "nosniff")
    #expect(answer.string("title") != "这一步没有办成", "\(code)")
    #expect((answer.headers["retry-after"] != nil) == (status == .serviceUnavailable))
  }
}
