import Foundation
import HallLedger
import Pages
import Seal
import ServiceHall

/// Accepts cases in the first township's ledger as fast as it takes them, each record in a transaction of its own
/// that is answered by itself. For `Appliance/dev/bench`; no part of the product.
///
///     backlog DATA TEXTS RECORDS CLIENTS [GROUP]
///
/// TEXTS: a file of lines, one for each record's summary. GROUP: records in one transaction (1). Prints records a
/// second.
@main
struct Backlog {
  static let hall = "chengguan"

  static func main() async throws {
    let words = CommandLine.arguments
    guard words.count >= 5, let records = Int(words[3]), let clients = Int(words[4]),
      let hall = Hall.ID(hall)
    else { exit(2) }
    let group = words.count > 5 ? Int(words[5]) ?? 1 : 1
    let texts = try String(contentsOfFile: words[2], encoding: .utf8).split(separator: "\n").map(String.init)
    let county = try Ledger<County>.open(folder: words[1] + "/county", surroundings: surroundings)
    let shelf = HallShelf(
      folder: words[1] + "/halls", county: county.facts.county, surroundings: surroundings)
    guard let division = county.facts.halls[hall]?.division else { exit(2) }
    let load = Load(
      hall: hall, division: division, texts: texts, records: records, clients: clients, group: group)
    let rate = Int(Double(records) / (try await load.seconds(on: shelf)))
    // Not buffered, as `print` is.
    FileHandle.standardOutput.write(Data("\(rate)\n".utf8))
    // Until it is killed or told to end: what was answered must be on disk now.
    _ = readLine()
    await shelf.close()
    await county.close()
  }

  private static let surroundings: LedgerSurroundings = {
    let letters: SecureRandom.Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
    let numerals: SecureRandom.Alphabet = "0123456789"
    let files = EmbeddedFiles.all()
    // Read once, as the product does.
    let profile = files["profiles/national.json"].flatMap {
      try? Profile.load(String(decoding: $0, as: UTF8.self))
    }
    return LedgerSurroundings(
      clock: HallClock(
        now: { Moment(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
        elapsed: { .nanoseconds(DispatchTime.now().uptimeNanoseconds) }),
      randomText: { SecureRandom.text($0, alphabet: letters) },
      randomDigits: { SecureRandom.text($0, alphabet: numerals) },
      digest: { name in
        let digest: Digest = name == .sha256 ? .sha256 : .sm3
        return JournalDigest(name: name) { digest.chain($0, $1) }
      }, profile: { $0 == profile?.name ? profile : nil })
  }()
}

/// So many records by so many clients at once, each of which waits for its answer.
private struct Load: Sendable {
  let hall: Hall.ID
  let division: DivisionCode
  let texts: [String]
  let records: Int
  let clients: Int
  let group: Int

  func seconds(on shelf: HallShelf) async throws -> Double {
    try await shelf.with(hall) { ledger in
      let clock = ContinuousClock()
      let first = Int(ledger.position)
      let mark = try await ledger.epochMark()
      let began = clock.now
      try await withThrowingTaskGroup { tasks in
        for client in 0..<clients {
          tasks.addTask {
            for number in stride(from: client * group, to: records, by: clients * group) {
              try await ledger.reportSynthetic(
                (number..<min(number + group, records)).map {
                  try entry(first + $0, texts[$0 % texts.count], mark)
                })
            }
          }
        }
        try await tasks.waitForAll()
      }
      return (clock.now - began) / .seconds(1)
    }
  }

  /// One case that was accepted; all of it follows from its number.
  private func entry(_ number: Int, _ text: String, _ mark: EpochMark) throws -> SyntheticCases.Entry {
    var random = SeededGenerator(state: UInt64(number))
    let at = Moment(seconds: 1_795_136_400 + Int64(number) * 7)
    let day = UTCOffset.beijing.date(of: at).adding(days: number / 90_000)
    let organisation = Record.Organisation(code: "11119999000000019Y", name: "Yanshi")
    let digits = { (length: Int) in
      String((0..<length).map { _ in Character(String(UInt8.random(in: 0...9, using: &random))) })
    }
    var acceptance = Record.Acceptance(
      caseNumber: try CaseNumber(division: division, day: day, mark: mark, serial: 1 + number % 90_000),
      item: Record.Item(
        basicCode: "442014001000", implementationCode: "11119999000000019Y4442014001000",
        name: "Yanshi \(number % 40)", version: 1 + number % 3),
      applicant: Record.Party(
        name: "Ceshi \(digits(3))", kind: .person, certificate: .residentID,
        number: "119999" + digits(12)),
      appliedAt: at + .minutes(-3), form: .window, processing: .promised, acceptedAt: at,
      organisation: organisation, handler: "Ceshi \(digits(1))")
    acceptance.summary = text
    acceptance.contact = Record.Contact(
      name: "Ceshi \(digits(2))", certificate: nil, number: nil, phone: "100" + digits(8))
    acceptance.promisedDay = day.adding(days: 5 + number % 20)
    let guid = (0..<4).map { _ in
      let part = String(UInt32.random(in: 0...UInt32.max, using: &random), radix: 16)
      return String(repeating: "0", count: 8 - part.count) + part
    }.joined()
    return SyntheticCases.Entry(
      record: Record(hall: hall, division: division, payload: .accept(acceptance)),
      stamp: RowStamp(
        rowGUID: guid, version: 1, operation: .insert, batch: String(repeating: "5e", count: 16),
        writtenAt: at))
  }
}

/// SplitMix64.
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
