import Foundation
import HallLedger
import ServiceHall

extension Commands {
  /// `yizhan verify`: follows every journal's chain; with `replay`, rebuilds the tables and compares.
  ///
  /// Reads only, so it runs beside a server.
  ///
  /// - Returns: whether everything is sound.
  public func verify(_ folder: DataFolder, hall: String?, replay: Bool) throws -> Bool {
    guard folder.hasCounty else { throw StationFault.noCounty(folder.path) }
    var isSound = true
    if hall == nil {
      isSound = verify("county", folder.county, ofHall: false, replay: replay) && isSound
    }
    for code in try halls(folder, only: hall) {
      isSound = verify(code, folder.halls + "/" + code, ofHall: true, replay: replay) && isSound
    }
    return isSound
  }

  private func halls(_ folder: DataFolder, only hall: String?) throws -> [String] {
    if let hall {
      guard let id = Hall.ID(hall), FileManager.default.fileExists(atPath: folder.hall(id)) else {
        throw StationFault.unknownHall(hall)
      }
      return [hall]
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.halls)) ?? []
    return names.filter { Hall.ID($0) != nil }.sorted()
  }

  private func verify(_ name: String, _ path: String, ofHall: Bool, replay: Bool) -> Bool {
    let verifier = LedgerVerifier(folder: path, surroundings: Surroundings.ledger)
    let progress = Progress(label: name)
    defer { progress.finish() }
    do {
      let report =
        replay
        ? try verifier.verifyReplay(ofHall: ofHall) { progress.show($0) }
        : try verifier.verifyChain(ofHall: ofHall) { progress.show($0) }
      progress.finish()
      if report.isSound {
        output(
          strings.text(
            "done.verify-sound",
            ["ledger": name, "rows": String(report.rows), "head": report.head]))
      }
      for finding in report.findings { output(sentence(finding, name)) }
      return report.isSound
    } catch {
      output(strings.text("done.verify-unreadable", ["ledger": name]))
      return false
    }
  }

  private func sentence(_ finding: VerifyFinding, _ name: String) -> String {
    switch finding {
    case .altered(let seq):
      strings.text("done.verify-altered", ["ledger": name, "seq": String(seq)])
    case .missing(let seq):
      strings.text("done.verify-missing", ["ledger": name, "seq": String(seq)])
    case .unexpected(let seq):
      strings.text("done.verify-unexpected", ["ledger": name, "seq": String(seq)])
    case .noHeader: strings.text("done.verify-no-header", ["ledger": name])
    case .tableDiffers(let table, let rows):
      strings.text(
        "done.verify-table", ["ledger": name, "table": table, "n": String(rows)])
    }
  }
}

/// How far long work has come: one line that is written over on a terminal, nothing elsewhere.
final class Progress {
  private let label: String
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private var isShown = false

  init(label: String) { self.label = label }

  func show(_ count: Int64) {
    guard isTerminal else { return }
    isShown = true
    FileHandle.standardError.write(Data("\r\(label) \(count)".utf8))
  }

  func finish() {
    guard isShown else { return }
    isShown = false
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
  }
}
