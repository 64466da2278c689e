import Foundation
import HallLedger
import Pages
import ServiceHall

extension Commands {
  /// What `yizhan verify-document` verifies by.
  public enum VerificationMeans: Sendable {
    /// A list of keys, and nothing else.
    case list(String)
    /// The ledgers of a data folder and the lists that were imported into it.
    case folder(DataFolder)
  }

  /// `yizhan verify-document`: one text, told in words; or each line of the standard input, told in a line of JSON.
  ///
  /// Reads only, so it runs beside a server, and needs no network.
  ///
  /// - Parameter text: `-` for the standard input.
  /// - Returns: whether every document is valid.
  public func verifyDocument(
    _ text: String, by means: VerificationMeans, lines: () -> String? = { readLine() }
  ) throws -> Bool {
    let verify = try verifier(means)
    guard text == "-" else {
      let verification = try verify(text)
      tell(verification)
      return verification.status == .valid
    }
    var areValid = true
    while let line = lines() {
      let verification = try verify(line)
      output(String(decoding: JSONText(verification).bytes, as: UTF8.self))
      areValid = areValid && verification.status == .valid
    }
    return areValid
  }

  private func verifier(_ means: VerificationMeans) throws -> (String) throws -> Verification {
    let now = Surroundings.clock.now()
    switch means {
    case .list(let path):
      let verifier = OfflineVerifier(try readKeyList(path), today: UTCOffset.beijing.date(of: now))
      return { try verifier.verify($0) }
    case .folder(let folder):
      guard folder.hasCounty else { throw StationFault.noCounty(folder.path) }
      let verifier = try StoredVerifier(
        county: folder.county, folder: { folder.hall($0) }, now: now)
      return { try verifier.verify($0) }
    }
  }

  private func tell(_ verification: Verification) {
    let site = strings.site
    let status = verification.status.rawValue
    output(
      strings.text(
        "done.document-status", ["status": site.text("verify-page.statuses.\(status)"), "code": status]))
    let values = ["day": verification.since?.description ?? ""]
    output(
      verification.reason.map { site.text("verify-page.reasons.\($0.code)") }
        ?? site.text("verify-page.sentences.\(status)", values))
    if let document = verification.attestation {
      let fields = [
        ("kind", document.kind), ("holder", document.holder),
        ("number", "\(document.number) \(site.text("licences.version", ["n": String(document.version)]))"),
        ("issued-on", document.issuedOn.description),
        ("expires-on", document.expiresOn?.description ?? site.text("licences.endless")),
        ("hall", "\(document.shortCode) \(document.division)"),
        ("signed-on", document.signedOn.description), ("digest", document.hexDigest),
      ]
      for (name, value) in fields {
        let label = name == "kind" ? site.text("licences.kind") : site.text("verify-page.\(name)")
        output(strings.text("done.document-field", ["name": label, "value": value]))
      }
      output(site.text("verify-page.original"))
    }
    output(site.text("verify-page.checked-on", ["day": verification.checkedOn.description]))
    if case .list(let day) = verification.basis {
      output(site.text("verify-page.basis-list", ["day": day.description]))
    }
    output(site.text("verify-page.not-a-seal"))
  }

  /// `yizhan verification-keys export`
  public func exportVerificationKeys(_ folder: DataFolder, to path: String) async throws {
    guard !FileManager.default.fileExists(atPath: path) else { throw LedgerFault.exists(path) }
    try await withCounty(folder) { county, shelf in
      let list = try await VerificationDesk(county: county, shelf: shelf)
        .keyList(now: Surroundings.clock.now())
      do {
        try Data(list.json()).write(to: URL(fileURLWithPath: path), options: .atomic)
      } catch {
        throw StationFault.notWritable(path)
      }
      tell(list.halls)
      output(
        strings.text("done.keys-exported", ["n": String(list.halls.count), "path": path]))
    }
  }

  /// `yizhan verification-keys import`
  ///
  /// Prints each hall with its keys, to be compared with what the other side reads out.
  public func importVerificationKeys(_ folder: DataFolder, from path: String) async throws {
    let list = try readKeyList(path)
    try await withCounty(folder) { county, _ in
      let taken = try await county.takeVerificationKeys(list, by: .system)
      tell(taken)
      output(
        strings.text(
          "done.keys-imported",
          [
            "n": String(taken.count), "own": String(list.halls.count - taken.count),
            "source": list.source, "day": list.date.description,
          ]))
    }
  }

  private func tell(_ halls: [VerificationKeyList.HallKeys]) {
    for hall in halls {
      let keys = hall.keys.map(\.id.rawValue).joined(separator: " ")
      output([hall.division.rawValue, hall.shortCode.rawValue, hall.name, keys].joined(separator: "\t"))
    }
  }

  private func readKeyList(_ path: String) throws -> VerificationKeyList {
    let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? NSNumber
    guard let size else { throw StationFault.fileUnreadable(path) }
    guard size.intValue <= VerificationKeyList.largest else { throw LicenceRefusal.notAList }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw StationFault.fileUnreadable(path)
    }
    return try VerificationKeyList(json: [UInt8](data))
  }
}
