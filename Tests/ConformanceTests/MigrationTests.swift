import Foundation
import Testing

@Suite("Migrations")
struct MigrationTests {
  private struct Migration {
    let name: String
    let sql: String
    let path: String

    /// FNV-1a of the text without its indentation: it notices a change, and nobody has to forge it.
    var digest: String {
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for line in sql.split(separator: "\n") {
        for byte in line.drop(while: { $0 == " " }).utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      }
      return String(hash, radix: 16)
    }
  }

  private static let migrations: [Migration] = Repository.files("Sources/HallLedger", "swift").flatMap {
    file in
    file.text.matches(of: #/name: "([0-9]{4}-[a-z-]+)",\s*sql: """\n(.*?)"""/#.dotMatchesNewlines()).map {
      Migration(name: String($0.output.1), sql: String($0.output.2), path: file.path)
    }
  }

  /// What every installed hall has run. A line here is never changed: what must become different is a
  /// new migration.
  private static let shipped = [
    "0001-journal": "4173e44c1c30165f",
    "0002-county": "1665a8d33605aebc",
    "0003-calendar": "8167f8329b22c03",
    "0004-catalogue": "524abb665e30e38f",
    "0006-documents": "202b4c238de1105e",
    "0012-outbox-rows": "acb121aa10dc0eee",
    "0004-stream-rows": "1672542312cfb484",
    "0005-guide-files": "d2c06e9073666271",
    "0002-queue": "55cef86f53b835ec",
    "0003-ratings": "eeae9f4fc18f0055",
    "0004-notes": "57c2b49ff9e1c3f4",
    "0005-voice": "4577882c4abcfefd",
    "0006-help": "ad340251769b9e75",
    "0007-printing": "b14161053e2650d7",
    "0008-closures": "9c6361cae81413dc",
    "0009-courier": "12184e66682890d4",
    "0010-attachments": "de7d0d4ad563e846",
    "0011-recovery": "be79a3eb41a1bb46",
    "0001-receiver": "f9cd77831c2cd70f",
    "0002-key-rotation": "b83026ceba7f974f",
    "0001-relay": "6204e1a85394db4d",
    "0003-reconciliation": "29a9640bdd5321f7",
    "0014-claims": "42f01bb1c32b11ca",
    "0013-licences": "225928935c4b8fc0",
    "0007-known-keys": "e61e86802e7ade88",
  ]

  @Test("what was shipped stays as it was")
  func frozen() {
    let found = Self.migrations.map { ($0.name, $0.digest) }
    #expect(Dictionary(found) { first, _ in first } == Self.shipped)
    #expect(found.count == Self.shipped.count, "a name stands twice")
  }

  @Test("numbers follow one another in each ledger: the journal's tables first, then its own")
  func numbers() {
    let names = Self.migrations.map(\.name)
    for kind in ["hall", "county", "receiver", "relay"] {
      let own = Self.migrations.filter { migration in
        // A receiver's store and what is passed on are no ledgers: they have no journal.
        let store = ["receiver", "relay"].first {
          migration.path.contains("/\($0.capitalized)Schema")
        }
        if store != nil || store == kind || ["receiver", "relay"].contains(kind) {
          return store == kind
        }
        // The catalogue and its calendar are the county's.
        let isCounty = ["/County/", "/Catalogue/"].contains { migration.path.contains($0) }
        return migration.path.contains("/Journal/") || isCounty == (kind == "county")
      }
      let numbers = own.compactMap { Int($0.name.prefix(4)) }.sorted()
      #expect(numbers == Array(1...max(1, numbers.count)), "\(kind): \(names)")
    }
  }
}
