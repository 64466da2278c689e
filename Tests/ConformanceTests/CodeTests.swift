import Foundation
import Testing

@Suite("The code keeps to the house style")
struct CodeTests {
  private static let sources = Repository.files("Sources", "swift")
  private static let tests = Repository.files("Tests", "swift")

  @Test("taking a file apart leaves its code and its literals")
  func takingApart() {
    let text = SwiftText(
      #"""
      let a = "x! // y" // try!
      /* as! */ let b = #"say "no\(1)""# + "n\"o"
      let c = "\(d["k"] ?? "") e"
      """#)
    #expect(text.code.contains("let a = \"\" \n"))
    #expect(text.code.contains(" let b = \"\" + \"\""))
    #expect(text.code.contains("d[\"\"] ?? \"\""))
    #expect(!text.code.contains("!"))
    #expect(text.literals == ["x! // y", #"say "no\(1)""#, #"n\"o"#, "k", "", " e"])
  }

  @Test("nothing stops the program on input: no forced try, cast or unwrapping")
  func force() {
    for file in Self.sources {
      let lines = SwiftText(file.text).code.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() {
        let found = line.firstMatch(of: #/\btry!|\bas!|\bfatalError\(|[A-Za-z0-9_)\]}"]!(?!=)/#)
        if found != nil { Issue.record("\(file.path):\(index + 1): \(line)") }
      }
    }
  }

  @Test("what people read stands in the strings and not in the code")
  func chinese() {
    for file in Self.sources {
      for literal in SwiftText(file.text).literals {
        let isChinese = literal.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
        if isChinese { Issue.record("\(file.path): \(literal)") }
      }
    }
  }

  @Test("(C14) only the ledger makes the mark of an epoch, and only with one is a number made")
  func marks() {
    for file in Self.sources {
      let code = SwiftText(file.text).code
      let isLedger = file.path.contains("Sources/HallLedger/")
      #expect(isLedger || !code.contains("EpochMark("), "\(file.path)")
    }
    let makers = ["CaseNumber", "ReceiptNumber"].compactMap {
      Repository.file("Sources/ServiceHall/Identifiers/\($0).swift")?.text
    }
    #expect(makers.count == 2 && makers.allSatisfy { $0.contains("mark: EpochMark, serial: Int") })
  }

  @Test("a file above 400 lines is two")
  func length() {
    for file in Self.sources + Self.tests {
      let count = file.text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
      #expect(count <= 400, "\(file.path)")
    }
  }

  @Test("no file knows the machine on which it was written")
  func paths() {
    let machines = ["home", "Users", "root", "work", "private/var"].map { "/" + $0 + "/" }
    let files =
      Self.sources + Self.tests + Repository.files("Templates", "mustache", "js", "css", "json", "c")
      + [Repository.file("Package.swift")].compactMap { $0 }
    for file in files {
      for path in machines {
        // Addresses and templates have slashes too; a path begins after a quote, a space or an equals sign.
        for before in ["\"", "'", " ", "=", "("] {
          #expect(!file.text.contains(before + path), "\(file.path) names \(path)")
        }
      }
    }
  }

  @Test("no template writes text that was not escaped")
  func escaping() {
    let templates = Repository.files("Templates", "mustache")
    #expect(templates.count > 30)
    for file in templates {
      #expect(!file.text.contains("{{{"), "\(file.path)")
      #expect(!file.text.contains("{{&"), "\(file.path)")
    }
  }
}
