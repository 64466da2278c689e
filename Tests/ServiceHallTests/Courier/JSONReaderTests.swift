import Foundation
import HallTesting
import Testing

@testable import ServiceHall

@Suite("JSON with its lines")
struct JSONReaderTests {
  @Test("every value keeps its line")
  func lines() throws {
    let node = try JSONReader.read("{\n \"a\": [1,\n  true],\r\n\n \"b\":\n \"x\"\n}\n")
    #expect(node.line == 1)
    #expect(node.members?.map(\.line) == [2, 5])
    #expect(node["a"]?.list?.map(\.line) == [2, 3])
    #expect(node["b"]?.line == 6)
    #expect(node["b"]?.text == "x")
  }

  @Test("texts and numbers are read as JSON has them")
  func values() throws {
    let node = try JSONReader.read(
      #"["\u4e2d\ud83d\ude00\"\\\/\b\f\n\r\t", -12, 0, 1.5, 1e3, null, 12345678901234567890]"#)
    let list = try #require(node.list)
    #expect(list[0].text == "中😀\"\\/\u{8}\u{C}\n\r\t")
    #expect(list[1].integer == -12)
    #expect(list[2].integer == 0)
    #expect(list[3].value == .number("1.5"))
    #expect(list[4].value == .number("1e3"))
    #expect(list[5].value == .null)
    #expect(list[6].value == .number("12345678901234567890"))
  }

  @Test(
    "what is not JSON is refused on its line",
    arguments: [
      "", "\n{", "\n[1,]", "\n{\"a\":1,}", "\n{\"a\" 1}", "\n{a:1}", "\n01", "\n1.", "\n-", "\ntru", "\n\"a",
      "\n\"\\x\"", "\n\"\\ud83d\"", "\n\"\\u12g4\"", "\n1 2", "\n\"a\tb\"", "\n[1 2]", "\n+1", "\n'a'",
      "\n\"\\u+123\"",
    ])
  func refused(_ text: String) {
    #expect(throws: JSONFault(line: text.isEmpty ? 1 : 2)) { try JSONReader.read(text) }
  }

  @Test("depth is limited")
  func depth() throws {
    let deep = { (count: Int) in String(repeating: "[", count: count) + String(repeating: "]", count: count) }
    _ = try JSONReader.read(deep(JSONReader.deepest))
    #expect(throws: JSONFault(line: 1)) { try JSONReader.read(deep(JSONReader.deepest + 1)) }
    #expect(throws: JSONFault(line: 1)) { try JSONReader.read(deep(100_000)) }
  }

  @Test("a damaged text is refused or read, and never stops the program")
  func damaged() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let bytes = Array(try ProfileFiles.text("profiles/zhejiang.json").utf8)
    for _ in 0..<300 {
      var copy = bytes
      for _ in 0...random.below(3) {
        let place = random.below(copy.count)
        switch random.below(3) {
        case 0: copy[place] = UInt8(random.below(256))
        case 1: copy.remove(at: place)
        default: copy.removeSubrange(place...)
        }
        if copy.isEmpty { break }
      }
      do { _ = try Profile.load(String(decoding: copy, as: UTF8.self)) } catch {
        #expect(!error.faults.isEmpty, "seed \(seed)")
      }
    }
  }
}
