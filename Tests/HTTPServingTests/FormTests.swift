import Foundation
import HTTPServing
import Testing

@Suite struct FormTests {
  private func form(_ type: String?, _ text: String) throws -> Form {
    try form(type, Array(text.utf8))
  }

  private func form(_ type: String?, _ bytes: [UInt8]) throws -> Form {
    var headers = HeaderFields()
    headers["Content-Type"] = type
    return try Request(method: .post, path: "/", headers: headers, body: .memory(bytes)).form()
  }

  @Test("an urlencoded form is decoded in order")
  func urlencoded() throws {
    let form = try form(
      "application/x-www-form-urlencoded; charset=UTF-8",
      "name=%E7%8E%8B+%E4%BA%94&a=1&a=2&empty=&bare")
    #expect(form["name"] == "王 五")
    #expect(form.values(of: "a") == ["1", "2"])
    #expect(form["empty"] == "")
    #expect(form["bare"] == "")
    #expect(form["absent"] == nil)
    #expect(form.names == ["name", "a", "empty", "bare"])
  }

  @Test("an empty body is an empty form, whatever its type")
  func empty() throws {
    #expect(try Request(method: .post, path: "/").form().names.isEmpty)
    #expect(try form("application/json", "").names.isEmpty)
  }

  @Test(
    "what is not a form is told by its reason",
    arguments: [
      ("application/x-www-form-urlencoded", "a=%", MalformedRequest(.urlencoding, field: "a")),
      ("application/x-www-form-urlencoded", "%FF=a", MalformedRequest(.urlencoding)),
      ("application/x-www-form-urlencoded", "a=%00", MalformedRequest(.urlencoding, field: "a")),
      ("application/json", "{}", MalformedRequest(.mediaType)),
      ("multipart/form-data", "--x--", MalformedRequest(.multipart)),
      ("multipart/form-data; boundary=x", "a=b", MalformedRequest(.multipart)),
      ("multipart/form-data; boundary=x", "--x\r\n", MalformedRequest(.multipart)),
      (
        "multipart/form-data; boundary=x",
        "--x\r\nContent-Disposition: form-data; name=a\r\n\r\nunfinished",
        MalformedRequest(.multipart)
      ),
      (
        "multipart/form-data; boundary=x", "--x\r\nNonsense\r\n\r\n1\r\n--x--",
        MalformedRequest(.multipart)
      ),
    ])
  func malformed(type: String, text: String, expected: MalformedRequest) {
    #expect(throws: expected) { try form(type, text) }
  }

  @Test("too many fields are refused")
  func tooMany() {
    let text = String(repeating: "a&", count: 5000)
    #expect(throws: MalformedRequest(.tooManyFields)) {
      try form("application/x-www-form-urlencoded", text)
    }
  }

  @Test("a multipart form has fields and files")
  func multipart() throws {
    let bytes: [UInt8] = [0x89, 0x50, 0x0D, 0x0A, 0x2D, 0x2D, 0x00, 0xFF]
    let body =
      Array(
        """
        preamble\r
        --xy\r
        Content-Disposition: form-data; name="名"\r
        \r
        王五\r
        --xy  \r
        content-disposition: form-data; name="a%22b"\r
        \r
        \r
        --xy\r
        Content-Disposition: form-data; name="photo"; filename="C:\\scans\\证件;1.png"\r
        Content-Type: image/png\r
        \r\n
        """.utf8) + bytes
      + Array(
        """
        \r
        --xy\r
        Content-Disposition: form-data; name="none"; filename=""\r
        Content-Type: application/octet-stream\r
        \r
        \r
        --xy--\r
        epilogue
        """.utf8)
    let form = try form("multipart/form-data; boundary=\"xy\"", body)
    #expect(form["名"] == "王五")
    #expect(form["a\"b"] == "")
    #expect(form.names == ["名", "a\"b"])
    #expect(
      form.files == [
        Form.File(field: "photo", filename: "证件;1.png", mediaType: "image/png", bytes: bytes)
      ])
  }

  @Test("text that is not UTF-8 is told with its field")
  func encoding() {
    let body =
      Array("--x\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n".utf8) + [0xD6, 0xD0]
      + Array("\r\n--x--".utf8)
    #expect(throws: MalformedRequest(.encoding, field: "n")) {
      try form("multipart/form-data; boundary=x", body)
    }
  }

  @Test("random bodies never crash the form readers", arguments: [1, 2, 3, 4] as [UInt64])
  func random(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "--x", "\r\n", "--", "\r\n--x", "\r\n--x--", "Content-Disposition: form-data; name=\"a\"",
      ": ", ";", "\"", "\\", "filename=", "%", "%22", "&", "=", "\r", "\n", "", "form-data",
    ].map { Array($0.utf8) }
    for _ in 0..<800 {
      var body: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<16, using: &random) {
        body += pieces.randomElement(using: &random) ?? []
        if Int.random(in: 0..<4, using: &random) == 0 { body += random.bytes(2) }
      }
      for type in ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded"] {
        _ = try? form(type, body)
      }
      _ = try? form(String(decoding: body, as: UTF8.self), body)
    }
  }

  @Test("what a form writer writes, the reader reads back")
  func roundTrip() throws {
    var random = SeededGenerator(seed: 99)
    for _ in 0..<300 {
      let files = (0..<Int.random(in: 0..<4, using: &random)).map { index in
        Form.File(
          field: "f\(index)", filename: "n\(index)", mediaType: "x/y",
          bytes: random.bytes(Int.random(in: 1..<300, using: &random)))
      }
      var body: [UInt8] = []
      for file in files {
        body += Array(
          "--0123456789abcdef\r\nContent-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.filename)\"\r\nContent-Type: x/y\r\n\r\n"
            .utf8)
        body += file.bytes + Array("\r\n".utf8)
      }
      body += Array("--0123456789abcdef--\r\n".utf8)
      #expect(try form("multipart/form-data; boundary=0123456789abcdef", body).files == files)
    }
  }
}
