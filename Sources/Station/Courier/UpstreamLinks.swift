import Courier
public import CourierLink
import Foundation
import HallLedger
import Seal
import ServiceHall

/// A receiver's address over HTTPS, as the courier asks for it.
struct HTTPUpstream: UpstreamLink {
  /// No answer is larger than the batches that are asked for.
  static let largestReply = 80 << 20

  let url: String
  let link: HTTPLink

  init(_ url: String, pin: String?, _ settings: ChannelSettings) {
    self.url = url
    link = HTTPLink(
      HTTPLink.Settings(
        proxy: settings.proxy, clientCertificate: settings.clientCertificate, pin: pin,
        rateCap: settings.rateCap, allowsPlainHTTP: settings.allowsPlainHTTP,
        userAgent: "yizhan/\(Station.version)"),
      now: { Surroundings.clock.now().milliseconds / 1000 },
      minuteOfDay: {
        let offset = UTCOffset.beijing
        let time = offset.timeOfDay(of: Surroundings.clock.now())
        return time.minutes
      })
  }

  func post(_ path: String, _ body: [UInt8]) async throws -> UpstreamReply {
    try await send(
      LinkRequest(
        method: .post, url: url + path, headers: ["Content-Type": "application/x-yizhan-batch"],
        body: body, maxResponseBytes: Self.largestReply))
  }

  func put(
    _ path: String, _ body: [UInt8], headers: [String: String]
  ) async throws -> UpstreamReply {
    try await send(
      LinkRequest(
        method: .put, url: url + path, headers: headers, body: body,
        // Records go first, before anything is sent again (C12).
        isRepeatable: false, maxResponseBytes: Self.largestReply))
  }

  func get(_ path: String, headers: [String: String]) async throws -> UpstreamReply {
    try await send(
      LinkRequest(
        method: .get, url: url + path, headers: headers, maxResponseBytes: Self.largestReply))
  }

  private func send(_ request: LinkRequest) async throws -> UpstreamReply {
    do throws(LinkFault) {
      let response = try await link.send(request)
      return UpstreamReply(status: response.status, body: response.body)
    } catch {
      switch error {
      case .unreachable(.connection): throw UpstreamSilence.absent
      case .unreachable(.broken): throw UpstreamSilence.cut
      default: throw error
      }
    }
  }
}

/// How the line to the upstream is to be used; the same for every hall of the machine.
public struct ChannelSettings: Sendable {
  public var proxy: String?
  public var clientCertificate: HTTPLink.ClientCertificate?
  public var rateCap = RateCap()
  /// Lets `http://` lead to other machines than this one.
  public var allowsPlainHTTP = false
  /// Where witnesses are kept; by default in the halls' own folders.
  public var witnessFolder: String?
  /// Where sticks are mounted, or what a one-way gateway empties.
  public var ferryFolder: String?

  public init() {}
}

extension Packer {
  static let zlib = Packer(
    deflate: { Deflate.compress($0, level: 6) },
    inflate: { try? Deflate.inflate($0, limit: $1) })
}

extension Upstream {
  var keys: [PublicKey] {
    receiverKeys.compactMap(\.signing)
  }

  /// For whom sticks are sealed; nil where they travel open.
  var recipient: SealingKey.Public? {
    guard let sealing, let suite = SealingSuite(rawValue: sealing.suite),
      let bytes = Base64.decode(sealing.bytes, padded: true)
    else { return nil }
    return SealingKey.Public(suite, bytes: bytes)
  }
}
