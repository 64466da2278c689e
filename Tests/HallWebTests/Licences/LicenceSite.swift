import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

extension TestSite {
  static let licences = "/api/v1/halls/east/licences"

  /// - Parameter more: further members, each with a comma in front.
  func licenceBody(_ more: String = #","expiresOn":"2028-11-19""#) -> String {
    """
    {"kind":{"code":"11119999000000019Y001","name":"演示经营许可证"},
     "holder":{"name":"\(east.person.name)","idNumber":"\(east.person.idNumber)"},
     "issuer":{"code":"11119999000000019Y","name":"演示县人力资源和社会保障局"},
     "content":[{"name":"经营场所","value":"演示县测试路1号"}]\(more)}
    """
  }

  /// Issues a licence in the east hall.
  func issueLicence(
    _ more: String = #","expiresOn":"2028-11-19""#, key: String = SeededKey.next()
  ) async throws -> Answer {
    try await ask(.post(Self.licences, licenceBody(more), key: key), as: .clerk)
  }

  /// Changes, renews or revokes one.
  func act(
    on number: String, _ act: String, _ json: String, version: String? = "\"1\"", as asker: Asker = .clerk
  ) async throws -> Answer {
    try await ask(
      .post(
        "\(Self.licences)/\(number)/\(act)", json, headers: version.map { [("If-Match", $0)] } ?? []),
      as: asker)
  }

  func verify(_ payload: String, as asker: Asker = .visitor) async throws -> Answer {
    try await ask(.post("/api/v1/verify", #"{"payload":"\#(payload)"}"#), as: asker)
  }
}
