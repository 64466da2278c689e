import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

/// Documents and claims of the east hall, as a clerk makes them over the interface.
enum ClaimFixtures {
  static let today = CivilDate.named("2026-11-20")

  static func entry(
    number: String, person: (name: String, idNumber: String, phone: String)
  ) -> DocumentEntry {
    var entry = DocumentEntry()
    entry.kind = "licence"
    entry.number = number
    entry.title = "测试许可证"
    entry.holder = DocumentEntry.PartyEntry(
      name: person.name, idNumber: person.idNumber, phone: person.phone)
    entry.issuer = "测试用局"
    entry.issuedOn = "2026-11-02"
    entry.place = "甲架三层"
    return entry
  }

  static func json(_ entry: DocumentEntry) throws -> String { try CanonicalJSON.text(entry) }
}

extension CivilDate {
  static func named(_ text: String) -> CivilDate { CivilDate(text) ?? CivilDate(daysSinceEpoch: 0) }
}

extension TestSite {
  static let hallPath = "/api/v1/halls/east"

  func entry(_ number: String) -> DocumentEntry {
    ClaimFixtures.entry(number: number, person: east.person)
  }

  /// Sends a POST of the interface with a key of its own.
  func post(
    _ path: String, _ json: String? = nil, as asker: Asker = .clerk, key: String? = nil
  ) async throws -> Answer {
    try await ask(.post(Self.hallPath + path, json, key: key ?? SeededKey.next()), as: asker)
  }

  func get(_ path: String, as asker: Asker = .clerk) async throws -> Answer {
    try await ask(.get(Self.hallPath + path), as: asker)
  }

  /// After a night and more.
  func signInAgain(_ asker: Asker) async throws {
    let account = try #require(asker.account)
    let token = Gate.digest(try token(asker), site.surroundings)
    _ = try await county.openSession(of: account, token: token, lasting: .hours(12))
  }

  func register(_ entry: DocumentEntry) async throws -> String {
    let answer = try await post("/documents", try ClaimFixtures.json(entry))
    #expect(answer.status == 201, "\(answer.text)")
    return try #require(answer.string("document"))
  }

  /// A claim for a new document: what was answered when it was made.
  func claim(_ number: String) async throws -> Answer {
    let document = try await register(entry(number))
    let answer = try await post("/claims", #"{"documents":["\#(document)"]}"#)
    #expect(answer.status == 201, "\(answer.text)")
    return answer
  }

  func present(code: String, as asker: Asker = .clerk) async throws -> Answer {
    try await post("/claims/present", #"{"code":"\#(code)"}"#, as: asker)
  }

  func present(number: String, pin: String, as asker: Asker = .clerk) async throws -> Answer {
    try await post(
      "/claims/present", #"{"documentNumber":"\#(number)","pin":"\#(pin)"}"#, as: asker)
  }

  func collect(_ claim: String, key: String? = nil, window: String = "1") async throws -> Answer {
    let person = east.person
    return try await post(
      "/claims/\(claim)/collect",
      """
      {"collector":{"name":"\(person.name)","idNumber":"\(person.idNumber)"},"relation":"self",\
      "window":"\(window)"}
      """, key: key)
  }
}
