import ServiceHall

extension CourierEvent {
  var kind: String {
    switch self {
    case .enrolled: "courier.enrolled"
    case .left: "courier.left"
    case .received: "courier.received"
    }
  }

  var subject: String {
    switch self {
    case .enrolled, .left: ""
    case .received(let downlink): downlink.entity
    }
  }

  func body() throws -> String {
    switch self {
    case .enrolled(let upstream): try CanonicalJSON.text(upstream)
    case .left: "{}"
    case .received(let downlink): try CanonicalJSON.text(downlink)
    }
  }

  /// - Returns: nil when the kind is none of the channel.
  init?(kind: String, body: String) throws {
    switch kind {
    case "courier.enrolled":
      self = .enrolled(try CanonicalJSON.value(Upstream.self, from: body))
    case "courier.left": self = .left
    case "courier.received":
      self = .received(try CanonicalJSON.value(Downlink.self, from: body))
    default: return nil
    }
  }
}
