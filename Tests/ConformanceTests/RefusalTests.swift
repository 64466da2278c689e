import Foundation
import Testing

@Suite("Refusals have their sentences")
struct RefusalTests {
  private static func strings(_ group: String) throws -> [String: Any] {
    let file = try #require(Repository.file("Templates/strings/zh-Hans.json"))
    let object = try JSONSerialization.jsonObject(with: Data(file.text.utf8))
    return try #require((object as? [String: Any])?[group] as? [String: Any])
  }

  /// Codes and the file that gives them.
  private static let codes: [(code: String, path: String)] = {
    let places: [(path: String, pattern: Regex<(Substring, Substring)>)] = [
      ("Sources/ServiceHall/Queue/QueueRefusal.swift", #/case \.\w+: "([a-z-]+)"/#),
      ("Sources/ServiceHall/Catalogue/CatalogueRefusal.swift", #/case \.\w+: "([a-z-]+)"/#),
      ("Sources/ServiceHall/Staff/StaffRefusal.swift", #/case \.\w+: "([a-z-]+)"/#),
      ("Sources/ServiceHall/Queue/ScannedCode.swift", #/case \.\w+: "([a-z-]+)"/#),
      ("Sources/ServiceHall/Ratings/RatingEvent.swift", #/case \.\w+: "([a-z-]+)"/#),
      ("Sources/ServiceHall/Claims/ClaimRefusal.swift", #/case \.\w+: "([a-z-]+)"/#),
      ("Sources/ServiceHall/Licences/LicenceEvent.swift", #/case \.\w+: "([a-z-]+)"/#),
      ("Sources/HallWeb/Web/WebRefusal.swift", #/self\.init\(\s*(?:\d+|[^"()]*\? \d+ : \d+),\s*"([a-z-]+)"/#),
      ("Sources/HallWeb/Web/WebRefusal.swift", #/\? "([a-z-]+)" : "[a-z-]+"/#),
    ]
    return places.flatMap { path, pattern in
      (Repository.file(path)?.text ?? "").matches(of: pattern).map { (String($0.output.1), path) }
    }
  }()

  @Test("every code of the domain and the site has a title and what to do")
  func sentences() throws {
    #expect(Self.codes.count > 45)
    let refusals = try Self.strings("refusals")
    for (code, path) in Self.codes {
      let texts = refusals[code] as? [String: String]
      #expect(texts?["title"] != nil, "\(code) of \(path) has no sentence")
      #expect(texts?["todo"] != nil, "\(code) of \(path) does not say what to do")
    }
  }

  @Test("every code of a field's fault has its words")
  func faults() throws {
    let text = try #require(Repository.file("Sources/ServiceHall/Text/FieldFault.swift")).text
    let enumeration = try #require(text.firstMatch(of: #/enum Code.*?\{(.*?)\n  \}/#.dotMatchesNewlines()))
    var codes: [String] = []
    for line in String(enumeration.output.1).split(separator: "\n") where line.contains("case ") {
      if let raw = line.firstMatch(of: #/= "([a-z-]+)"/#) {
        codes.append(String(raw.output.1))
      } else {
        codes += line.replacing("case ", with: "").split(separator: ",").map { $0.filter(\.isLetter) }
      }
    }
    #expect(codes.count >= 10)
    let faults = try Self.strings("faults")
    for code in codes { #expect(faults[code] is String, "\(code)") }
  }
}
