import Foundation
import HTTPServing

/// An answer as a test looks at it.
struct Answer: Sendable {
  let status: Int
  let headers: HeaderFields
  let bytes: [UInt8]
  /// Whether the answer is a stream of events; it has been closed.
  let isStream: Bool

  init(_ response: Response) {
    headers = response.headers
    var status = response.status.rawValue
    switch response.body {
    case .empty:
      bytes = []
      isStream = false
    case .bytes(let content):
      bytes = content
      isStream = false
    case .prepared(let prepared):
      bytes = prepared.bytes
      status = prepared.status.rawValue
      isStream = false
    case .events(let stream):
      stream.close()
      bytes = []
      isStream = true
    }
    self.status = status
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Body and header fields, where something could leak.
  var everything: String {
    headers.all.map { "\($0.name): \($0.value)\n" }.joined() + text
  }

  var object: [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any] ?? [:]
  }

  func string(_ name: String) -> String? { object[name] as? String }
  func integer(_ name: String) -> Int? { object[name] as? Int }

  var code: String? { string("code") }

  /// The fields that are at fault: `line wrong-type`.
  var faults: [String] {
    (object["errors"] as? [[String: Any]] ?? []).map { fault in
      "\(fault["field"] as? String ?? "?") \(fault["code"] as? String ?? "?")"
    }
  }

  /// Whether the asker was turned away for who they are.
  var isTurnedAway: Bool {
    if let code { return ["not-signed-in", "not-allowed", "csrf"].contains(code) }
    if status == 303 { return headers["location"]?.hasPrefix("/sign-in") ?? false }
    return status == 401 || status == 403
  }

  /// The value of a hidden field of a page's forms.
  func hidden(_ name: String) -> String? {
    guard let start = text.range(of: "name=\"\(name)\" value=\"") else { return nil }
    return String(text[start.upperBound...].prefix { $0 != "\"" })
  }

  /// The value of a cookie that the answer sets.
  func cookie(_ name: String) -> String? {
    headers.values(of: "set-cookie").first { $0.hasPrefix("\(name)=") }.map {
      String($0.dropFirst(name.count + 1).prefix { $0 != ";" })
    }
  }
}
