import CourierLink
import Foundation
import HTTPServing
import Seal
import Synchronization
import Testing

/// A server with TLS; libmicrohttpd serves it, as a receiver of ours would.
private final class SecureServer: Sendable {
  let url: String
  private let server: Server

  /// - Parameter identity: paths of PEM files.
  init(_ identity: Identity) throws {
    let tls = TLSIdentity(
      certificate: try String(contentsOfFile: identity.certificate, encoding: .utf8),
      key: try String(contentsOfFile: identity.key, encoding: .utf8))
    server = Server(configuration: Server.Configuration(address: "127.0.0.1", tls: tls)) { request in
      .text("\(request.body.size)")
    }
    url = "https://127.0.0.1:\(try server.start())"
  }

  func shutdown() async { await server.shutdown(within: .seconds(1)) }
}

/// A certificate signed by itself, made by openssl.
private struct Identity: Sendable {
  let certificate: String
  let key: String
  let pin: String

  /// - Parameter until: the year at whose beginning it expires.
  static func make(in folder: Folder, _ name: String, until year: Int = 2055) async throws -> Identity {
    let base = "\(folder.path)/\(name)"
    let authority = """
      [ca]
      default_ca = own
      [own]
      database = \(base).index
      new_certs_dir = \(folder.path)
      default_md = sha256
      rand_serial = yes
      policy = names
      x509_extensions = extensions
      [names]
      commonName = supplied
      [extensions]
      subjectAltName = IP:127.0.0.1
      """
    try authority.write(toFile: base + ".conf", atomically: true, encoding: .utf8)
    try "".write(toFile: base + ".index", atomically: true, encoding: .utf8)
    let commands = [
      "openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost "
        + "-keyout \(base).key -out \(base).csr",
      "openssl ca -batch -notext -selfsign -config \(base).conf -in \(base).csr -keyfile \(base).key "
        + "-startdate 20200101000000Z -enddate \(year)0101000000Z -out \(base).pem",
      "openssl pkey -in \(base).key -pubout -outform DER -out \(base).spki",
    ]
    for command in commands {
      let arguments = command.split(separator: " ").map(String.init)
      try #require(try await run(arguments) == 0, "\(command)")
    }
    // The pin as openssl has it, and not as the code under test makes it.
    let spki = try Data(contentsOf: URL(fileURLWithPath: base + ".spki"))
    let pin = "sha256//" + Data(Digest.sha256.hash(Array(spki))).base64EncodedString()
    return Identity(certificate: base + ".pem", key: base + ".key", pin: pin)
  }
}

@Suite("The receiver is the one of the enrolment")
struct LinkSecurityTests {
  private static func link(_ settings: HTTPLink.Settings, now: Date = Date()) -> HTTPLink {
    let seconds = Int64(now.timeIntervalSince1970)
    return HTTPLink(settings, now: { seconds }, minuteOfDay: { 0 })
  }

  private static func withServer(
    until year: Int = 2055, _ body: (SecureServer, Identity, Folder) async throws -> Void
  ) async throws {
    let folder = try Folder()
    let identity = try await Identity.make(in: folder, "server", until: year)
    let server = try SecureServer(identity)
    do {
      try await body(server, identity, folder)
      await server.shutdown()
    } catch {
      await server.shutdown()
      throw error
    }
  }

  private static func fault(_ link: HTTPLink, _ server: SecureServer) async -> LinkFault? {
    let url = server.url
    return await CourierLinkTests.fault { () throws(LinkFault) in try await link.get(url) }
  }

  @Test("without a pin, a certificate that nobody vouches for is refused")
  func unknown() async throws {
    try await Self.withServer { server, identity, _ in
      #expect(await Self.fault(Self.link(HTTPLink.Settings()), server) == .certificate)
      let known = HTTPLink.Settings(authorities: identity.certificate)
      #expect(await Self.fault(Self.link(known), server) == nil)
    }
  }

  @Test("(6) the pinned key is accepted, on every connection; the pin is what openssl computes")
  func pinned() async throws {
    try await Self.withServer { server, identity, _ in
      let learned = try await HTTPLink.pin(of: server.url) { Digest.sha256.hash($0) }
      #expect(learned == identity.pin)
      let link = Self.link(HTTPLink.Settings(pin: learned))
      for _ in 0..<3 {
        let request = LinkRequest(method: .post, url: server.url, body: [UInt8](repeating: 1, count: 100_000))
        #expect(try await link.send(request).body == Array("100000".utf8))
      }
      link.anchorClock()
      #expect(await Self.fault(link, server) == nil)
      #expect(await Self.fault(link, server) == nil)
    }
  }

  @Test("(6) another key is refused, whether the clock is right or not, known to authorities or not")
  func wrongPin() async throws {
    try await Self.withServer { server, identity, folder in
      let other = try await Identity.make(in: folder, "other")
      for settings in [
        HTTPLink.Settings(pin: other.pin),
        HTTPLink.Settings(pin: other.pin, authorities: identity.certificate),
        HTTPLink.Settings(pin: "nonsense"), HTTPLink.Settings(pin: ""),
      ] {
        let link = Self.link(settings)
        #expect(await Self.fault(link, server) == .pinMismatch)
        link.anchorClock()
        #expect(await Self.fault(link, server) == .pinMismatch)
      }
    }
  }

  @Test("(7) an expired certificate is accepted with its pin until the clock is anchored")
  func expired() async throws {
    try await Self.withServer(until: 2021) { server, identity, _ in
      for authorities in [nil, identity.certificate] {
        let link = Self.link(HTTPLink.Settings(pin: identity.pin, authorities: authorities))
        #expect(await Self.fault(link, server) == nil)
        link.anchorClock()
        // The connection that was accepted is not used any more, nor is the one that was refused.
        for _ in 0..<3 { #expect(await Self.fault(link, server) == .certificate) }
      }
      let unpinned = Self.link(HTTPLink.Settings(authorities: identity.certificate))
      #expect(await Self.fault(unpinned, server) == .certificate)
      let learned = try await HTTPLink.pin(of: server.url) { Digest.sha256.hash($0) }
      #expect(learned == identity.pin)
    }
  }

  @Test("(7) a clock in 1970 or 2099 refuses nothing before it is anchored", arguments: [0.0, 4_070_908_800])
  func wrongClock(time: TimeInterval) async throws {
    try await Self.withServer { server, identity, _ in
      let link = Self.link(HTTPLink.Settings(pin: identity.pin), now: Date(timeIntervalSince1970: time))
      #expect(await Self.fault(link, server) == nil)
      link.anchorClock()
      #expect(await Self.fault(link, server) == .certificate)
    }
  }

  @Test("(7) with an anchored clock new connections are made again and again, with a session resumed or not")
  func reconnecting() async throws {
    try await Self.withServer { server, identity, _ in
      let link = Self.link(HTTPLink.Settings(pin: identity.pin))
      link.anchorClock()
      let url = server.url
      for _ in 0..<4 {
        let request = LinkRequest(method: .get, url: url, headers: ["Connection": "close"])
        let response = try await link.send(request)
        #expect(response.status == 200)
      }
    }
  }

  @Test("(7) a certificate that expires meanwhile is refused at the next connection, and at each one after")
  func expiresMeanwhile() async throws {
    try await Self.withServer { server, identity, _ in
      let now = Mutex<Int64>(1_790_000_000)
      let link = HTTPLink(
        HTTPLink.Settings(pin: identity.pin), now: { now.withLock { $0 } }, minuteOfDay: { 0 })
      link.anchorClock()
      let request = LinkRequest(method: .get, url: server.url, headers: ["Connection": "close"])
      let response = try await link.send(request)
      #expect(response.status == 200)
      // 2090.
      now.withLock { $0 = 3_786_912_000 }
      for _ in 0..<3 { #expect(await Self.fault(link, server) == .certificate) }
    }
  }

  @Test("files of the settings that are not there are told by what they are")
  func files() async throws {
    try await Self.withServer { server, identity, folder in
      let missing = folder.path + "/missing.pem"
      let authorities = HTTPLink.Settings(authorities: missing)
      #expect(await Self.fault(Self.link(authorities), server) == .unusableFile(.authorities))
      let client = HTTPLink.Settings(
        clientCertificate: .init(certificate: missing, key: missing), pin: identity.pin)
      #expect(await Self.fault(Self.link(client), server) == .unusableFile(.clientCertificate))
      let good = HTTPLink.Settings(
        clientCertificate: .init(certificate: identity.certificate, key: identity.key), pin: identity.pin)
      #expect(await Self.fault(Self.link(good), server) == nil)
    }
  }

  @Test("a server without TLS has no pin, and no HTTPS")
  func plain() async throws {
    let server = try RawServer { connection in
      connection.pause(milliseconds: 5000)
      try connection.reply()
    }
    let url = "https://127.0.0.1:\(server.port)"
    await #expect(throws: LinkFault.unreachable(.handshake)) {
      try await HTTPLink.pin(of: url) { Digest.sha256.hash($0) }
    }
    await #expect(throws: LinkFault.refusedURL) {
      try await HTTPLink.pin(of: server.url) { Digest.sha256.hash($0) }
    }
  }
}
