import Foundation
import ServiceHall
import Testing

struct JSONTextTests {
  @Test("what is written reads back, whatever the text holds")
  func readsBack() throws {
    let odd = "\u{0}\u{1F}\u{7F}\"\\/\u{8}\u{9}\u{A}\u{C}\u{D}\u{2028}𠮷中"
    var inner = JSONText()
    inner.add("name", odd)
    var text = JSONText()
    text.add("text", odd)
    text.add("none", nil as String?)
    text.add("number", -7)
    text.add("yes", true)
    text.add("texts", strings: [odd, ""])
    text.add("numbers", integers: [1, 2])
    text.add("object", object: inner)
    text.add("objects", objects: [inner, JSONText()])

    let read = try JSONDecoder().decode(Everything.self, from: Data(text.bytes))

    #expect(
      read
        == Everything(
          text: odd, number: -7, yes: true, texts: [odd, ""], numbers: [1, 2],
          object: Named(name: odd), objects: [Named(name: odd), Named(name: nil)]))
    #expect(!String(decoding: text.bytes, as: UTF8.self).contains("none"))
  }

  @Test("an object without members is an empty object")
  func empty() {
    #expect(String(decoding: JSONText().bytes, as: UTF8.self) == "{}")
  }

  private struct Named: Codable, Equatable { let name: String? }

  private struct Everything: Codable, Equatable {
    let text: String
    let number: Int
    let yes: Bool
    let texts: [String]
    let numbers: [Int]
    let object: Named
    let objects: [Named]
  }
}
