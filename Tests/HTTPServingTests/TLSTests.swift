import Foundation
import Glibc
import HTTPServing
import Testing

@Suite struct TLSTests {
  private struct Failed: Error {
    let code: Int32
  }

  /// Runs a program of the system and returns what it printed.
  ///
  /// Not by Foundation's `Process`: that reads the list of open files beyond its end when there
  /// are hundreds, and the tests beside this one open that many.
  private func run(_ arguments: [String]) async throws -> String {
    try await onThread {
      let output = FileManager.default.temporaryDirectory
        .appendingPathComponent("http-serving-\(UUID().uuidString)").path
      defer { try? FileManager.default.removeItem(atPath: output) }
      var actions = unsafe posix_spawn_file_actions_t()
      unsafe posix_spawn_file_actions_init(&actions)
      defer { unsafe posix_spawn_file_actions_destroy(&actions) }
      unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
      unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
      var copies = unsafe arguments.map { unsafe strdup($0) } + [nil]
      defer { unsafe copies.forEach { unsafe free($0) } }
      var child = pid_t()
      let code = unsafe posix_spawnp(&child, arguments[0], &actions, nil, &copies, environ)
      guard code == 0 else { throw Failed(code: code) }
      var status: Int32 = 0
      while unsafe waitpid(child, &status, 0) < 0 {
        guard errno == EINTR else { throw Failed(code: errno) }
      }
      return try String(contentsOfFile: output, encoding: .utf8)
    }
  }

  private func withIdentity(_ body: (TLSIdentity, String) async throws -> Void) async throws {
    try await withFolder { folder in
      _ = try await run([
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
        "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
        "\(folder)/key.pem", "-out", "\(folder)/certificate.pem",
      ])
      let certificate = try String(contentsOfFile: "\(folder)/certificate.pem", encoding: .utf8)
      let key = try String(contentsOfFile: "\(folder)/key.pem", encoding: .utf8)
      try await body(TLSIdentity(certificate: certificate, key: key), folder)
    }
  }

  @Test("requests and streams work over TLS")
  func secure() async throws {
    try await withIdentity { identity, folder in
      let configuration = Server.Configuration(address: "127.0.0.1", tls: identity)
      try await withServer(
        configuration,
        respond: { request in
          guard request.path == "/events" else {
            return .text("\(request.isSecure) \(request.body.size)")
          }
          let stream = EventStream()
          stream.send(ServerSentEvent(data: "secret").encoded())
          stream.close()
          return .events(stream)
        }
      ) { _, port in
        let curl = ["curl", "-sS", "--max-time", "20", "--cacert", "\(folder)/certificate.pem"]
        let address = "https://127.0.0.1:\(port)"
        #expect(try await run(curl + [address]) == "true 0")
        let body = String(repeating: "x", count: 100_000)
        #expect(try await run(curl + ["-d", body, address]) == "true 100000")
        #expect(try await run(curl + [address + "/events"]) == "data: secret\n\n")
        let plain = try TestClient(port: port)
        await #expect(throws: TestClient.Fault.self) {
          try await plain.exchange("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        }
      }
    }
  }

  @Test("a certificate that is none, or of another key, is told")
  func badCertificate() async throws {
    try await withIdentity { first, _ in
      try await withIdentity { second, _ in
        for identity in [
          TLSIdentity(certificate: "nonsense", key: first.key),
          TLSIdentity(certificate: first.certificate, key: second.key),
        ] {
          let server = Server(
            configuration: Server.Configuration(address: "127.0.0.1", tls: identity)
          ) { _ in .text("") }
          #expect(throws: ServerFault.badCertificate) { try server.start() }
        }
      }
    }
  }
}
