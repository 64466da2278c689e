import Foundation
import HTTPServing
import Testing

@Suite struct TLSTests {
  /// Runs a program of the system and returns what it printed.
  private func run(_ arguments: [String], input: String = "") async throws -> String {
    try await onThread {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = arguments
      let output = Pipe()
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      process.standardInput = FileHandle.nullDevice
      try process.run()
      let data = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return String(decoding: data, as: UTF8.self)
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
