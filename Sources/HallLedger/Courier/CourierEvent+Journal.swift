import ServiceHall

extension CourierEvent {
  var kind: String {
    switch self {
    case .enrolled: "courier.enrolled"
    case .left: "courier.left"
    case .rotated: "courier.rotated"
    case .received: "courier.received"
    case .regained: "courier.regained"
    case .synthetic: "courier.synthetic"
    }
  }

  var subject: String {
    switch self {
    case .enrolled, .left, .rotated, .synthetic: ""
    case .received(let downlink): downlink.entity
    case .regained(let row): row.subject
    }
  }

  /// Whether what is known of the upstream becomes other.
  var changesFacts: Bool {
    switch self {
    case .enrolled, .left, .rotated: true
    case .received(let downlink): downlink.kind == .keyRotation
    case .regained, .synthetic: false
    }
  }

  func body() throws -> String {
    switch self {
    case .enrolled(let upstream): try CanonicalJSON.text(upstream)
    case .left: "{}"
    case .rotated(let key): try CanonicalJSON.text(key)
    case .received(let downlink): try CanonicalJSON.text(downlink)
    case .regained(let row): try CanonicalJSON.text(row)
    case .synthetic(let report): try CanonicalJSON.text(report)
    }
  }

  /// - Returns: nil when the kind is none of the channel.
  init?(kind: String, body: String) throws {
    switch kind {
    case "courier.enrolled":
      self = .enrolled(try CanonicalJSON.value(Upstream.self, from: body))
    case "courier.left": self = .left
    case "courier.rotated":
      self = .rotated(try CanonicalJSON.value(Upstream.Key.self, from: body))
    case "courier.received":
      self = .received(try CanonicalJSON.value(Downlink.self, from: body))
    case "courier.regained":
      self = .regained(try CanonicalJSON.value(RegainedRow.self, from: body))
    case "courier.synthetic":
      self = .synthetic(try CanonicalJSON.value(SyntheticReport.self, from: body))
    default: return nil
    }
  }
}
