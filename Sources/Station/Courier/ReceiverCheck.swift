import Courier
import CourierLink
import Foundation
import Seal
public import ServiceHall
import Synchronization

extension Commands {
  /// `yizhan receiver check`: tries every rule of the channel at a receiver and prints a line for each.
  ///
  /// - Returns: whether no rule failed.
  public func checkReceiver(
    _ url: String, codes: [String], hall: Hall.ID, allowsPlainHTTP: Bool
  ) async throws -> Bool {
    let address = String(url.reversed().drop { $0 == "/" }.reversed())
    guard let division = DivisionCode("119999000000"), let shortCode = Hall.ShortCode("CK01") else {
      throw InputRefusal("division", .format)
    }
    let suite = ConformanceSuite(
      ConformanceSuite.Parts(
        wire: try await CheckWire(address, allowsPlainHTTP: allowsPlainHTTP, strings),
        packer: .zlib, coding: .json, codes: codes,
        hall: Hall(
          id: hall, name: strings.text("check.hall-name"), division: division,
          shortCode: shortCode, level: .township, parent: nil),
        random: { SecureRandom.bytes($0) }))
    let table = CheckTable(strings)
    let bar = Mutex(ProgressBar(label: strings.text("check.progress")))
    output(strings.text("check.heading", ["url": address]))
    let findings = await suite.run { finding in
      bar.withLock { bar in
        bar.finish()
        for line in table.lines(finding) { output(line) }
        bar.show(finding.rule.number, of: ConformanceRule.allCases.count)
      }
    }
    bar.withLock { $0.finish() }
    output(table.summary(findings))
    return !findings.contains(where: \.isFailed)
  }
}

/// HTTP to the receiver that is checked, over a connection for each place.
private struct CheckWire: ConformanceWire {
  /// Nothing came back, and why.
  struct Silence: Error, CustomStringConvertible { let description: String }

  /// Long enough for a few megabytes over a line as bad as any.
  static let timeLimit: Duration = .seconds(120)
  static let largestReply = 16 << 20

  private let url: String
  private let links: [HTTPLink]
  private let strings: StationStrings

  /// - Throws: `StationFault.upstreamUnreachable` where the server shows no key to pin.
  init(_ url: String, allowsPlainHTTP: Bool, _ strings: StationStrings) async throws {
    var settings = HTTPLink.Settings(
      allowsPlainHTTP: allowsPlainHTTP, userAgent: "yizhan/\(Station.version)")
    if url.hasPrefix("https://") {
      do {
        settings.pin = try await HTTPLink.pin(of: url, settings: settings) {
          Digest.sha256.hash($0)
        }
      } catch {
        throw StationFault.upstreamUnreachable(url)
      }
    }
    self.url = url
    self.strings = strings
    links = (0..<2).map { _ in
      HTTPLink(
        settings, now: { Surroundings.clock.now().milliseconds / 1000 }, minuteOfDay: { 0 })
    }
  }

  func send(_ call: ConformanceCall, on connection: Int) async throws -> ConformanceReply {
    let request = LinkRequest(
      method: call.method == .get ? .get : .post, url: url + call.path, headers: call.headers,
      body: call.body, timeLimit: Self.timeLimit, maxResponseBytes: Self.largestReply)
    do throws(LinkFault) {
      let response = try await links[connection % links.count].send(request)
      return ConformanceReply(
        status: response.status, body: response.body,
        isOnKeptConnection: response.isOnKeptConnection)
    } catch {
      throw Silence(description: strings.text("check.silences.\(Self.name(of: error))"))
    }
  }

  private static func name(of fault: LinkFault) -> String {
    switch fault {
    case .unreachable, .cancelled: "unreachable"
    case .timedOut: "timed-out"
    case .stalled: "stalled"
    case .certificate, .pinMismatch, .unusableFile: "certificate"
    case .refusedURL: "refused"
    case .tooLarge: "too-large"
    }
  }
}

extension EnrolmentCoding {
  static let json = EnrolmentCoding(
    // Texts alone: nothing of it can fail to be written.
    encode: { (try? JSONEncoder().encode($0)).map { [UInt8]($0) } ?? [] },
    decode: { try? JSONDecoder().decode(Enrolment.Reply.self, from: Data($0)) })
}
