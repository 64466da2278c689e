import HTTPServing
import HallTesting
import ServiceHall

/// Calls about documents and claims whose answers are held against the description, in an order in which each
/// of them succeeds once. Names in braces stand for what the answer before told.
enum ClaimWalk {
  typealias Step = (asker: Asker, method: HTTPMethod, path: String, json: String?)

  private static let hall = "/api/v1/halls/{hall}"

  private static func document(_ number: Int, ready: Bool = true) -> String {
    """
    {"kind":"licence","number":"走〔2026〕\(number)号","title":"测试许可证","holder":{"name":"张三丰",\
    "idNumber":"11999920000229004X","phone":"13911110001"},"issuer":"测试用局","issuedOn":"2026-11-02",\
    "caseNumber":"WALK-1","place":"甲架","expiresOn":"2036-11-02","item":"TEST-1","ready":\(ready)}
    """
  }

  private static let collecting =
    #"{"collector":{"name":"张三丰","idNumber":"11999920000229004X"},"relation":"self","window":"1"}"#
  private static let wrong = #"{"documentNumber":"走〔2026〕1号","pin":"{wrong}"}"#

  static let steps: [Step] =
    [
      (.clerk, .post, hall + "/documents", document(1, ready: false)),
      (.clerk, .post, hall + "/documents", document(1)), (.clerk, .post, hall + "/documents", "{}"),
      (.clerk, .post, hall + "/documents/{document}/ready", nil),
      (.clerk, .post, hall + "/documents/{document}/ready", nil),
      (.clerk, .post, hall + "/documents/{document}/move", #"{"place":"乙架"}"#),
      (.clerk, .get, hall + "/documents?limit=1", nil), (.clerk, .get, hall + "/documents?state=x", nil),
      (.clerk, .get, hall + "/documents/{document}", nil),
      (.clerk, .get, hall + "/documents/{document}?reveal=核对", nil),
      (.clerk, .post, hall + "/claims", #"{"documents":["{document}"]}"#),
      (.clerk, .post, hall + "/claims", #"{"documents":["{document}"]}"#),
      (.clerk, .post, hall + "/claims", #"{"documents":["999999"]}"#),
      (.kiosk, .post, hall + "/claims/present", #"{"code":"{code}"}"#),
      (.kiosk, .post, hall + "/claims/present", #"{"code":"YZ"}"#),
      (
        .kiosk, .post, hall + "/claims/present",
        #"{"code":"YZ119999TS0277777777777777777777777777"}"#
      ), (.clerk, .post, hall + "/claims/{claim}/unlock", #"{"reason":"到场"}"#),
    ] + Array(repeating: (.clerk, .post, hall + "/claims/present", wrong), count: 6) + [
      (.clerk, .post, hall + "/claims/{claim}/unlock", #"{"reason":"到场"}"#),
      (.clerk, .post, hall + "/claims/{claim}/remind", #"{"reason":"电话"}"#),
      (.clerk, .post, hall + "/claims/{claim}/reissue", #"{"reason":"丢失"}"#),
      (.clerk, .post, hall + "/claims/{claim}/collect", "{}"),
      (.clerk, .post, hall + "/claims/1/collect", collecting),
      (.clerk, .post, hall + "/claims/{claim}/collect", collecting),
      (.clerk, .post, hall + "/claims/{claim}/collect", collecting),
      (.clerk, .post, hall + "/claims/present", #"{"code":"{code}"}"#),
      (.clerk, .get, hall + "/documents/{document}/trace", nil),
      (.clerk, .get, hall + "/documents/{document}/claims", nil),
      (.clerk, .get, hall + "/receipts/{receipt}", nil),
      (.clerk, .get, hall + "/receipts/TS01-1", nil),
      (.clerk, .post, hall + "/documents", document(2)),
      (.clerk, .post, hall + "/cases/WALK-1/claim", nil), (.clerk, .get, hall + "/claims/tasks", nil),
      (.clerk, .post, hall + "/claims/{claim}/revoke", #"{"reason":"改寄"}"#),
      (.clerk, .post, hall + "/claims/present", #"{"code":"{code}"}"#),
      (
        .clerk, .post, hall + "/deliveries",
        #"{"documents":["{document}"],"method":"post","trackingNumber":"E1","sentOn":"2026-11-20"}"#
      ), (.clerk, .get, hall + "/deliveries", nil),
      (.clerk, .post, hall + "/deliveries/{receipt}/end", #"{"state":"delivered"}"#),
      (.clerk, .post, hall + "/documents", document(3)),
      (.clerk, .post, hall + "/documents/{document}/return", #"{"reason":"写错"}"#),
      (.clerk, .post, hall + "/documents", document(4)),
      (.clerk, .post, hall + "/documents/{document}/revoke", #"{"reason":"作废"}"#),
      (
        .clerk, .post, hall + "/documents/imports?partial=true",
        #"{"documents":[\#(document(5)),{"kind":"x"}]}"#
      ), (.clerk, .get, hall + "/claims/settings", nil),
      (
        .admin, .put, hall + "/claims/settings",
        #"{"validDays":40,"reminderDays":5,"lockerHours":12}"#
      ), (.admin, .put, hall + "/claims/settings", #"{"validDays":0}"#),
      (.kiosk, .post, hall + "/blobs", "%PDF-1.7"), (.kiosk, .post, hall + "/blobs", "text"),
      (.clerk, .get, hall + "/blobs/{digest}", nil), (.clerk, .get, hall + "/blobs/0", nil),
    ]

  /// What answers told, by the name in braces.
  struct Known {
    private var values: [String: String] = [:]

    mutating func learn(from answer: Answer) {
      guard answer.status < 400 else { return }
      for (name, member) in [
        ("document", "document"), ("claim", "claim"), ("code", "code"), ("digest", "blob"),
      ] {
        if let value = answer.string(member) { values[name] = value }
      }
      if let pin = answer.string("pin") { values["wrong"] = pin == "111111" ? "222222" : "111111" }
      if let receipt = answer.object["receipt"] as? [String: Any] {
        values["receipt"] = receipt["number"] as? String
      }
    }

    func fill(_ text: String) -> String {
      values.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
    }
  }
}
