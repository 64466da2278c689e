import Foundation
import HallLedger
import Pages
import ServiceHall
import Synchronization

extension Commands {
  /// Faults that are printed one by one; the rest is counted.
  private static let mostFaults = 200

  /// `yizhan catalogue import`
  ///
  /// - Returns: whether no row was refused.
  public func importCatalogue(
    _ folder: DataFolder, from path: String, dryRun: Bool, partial: Bool
  ) async throws -> Bool {
    let file = try readCatalogue(path)
    let bar = Mutex(ProgressBar(label: strings.text("done.import-rows")))
    let report = Mutex(ImportReport())
    try await withCounty(folder) { county, _ in
      let made = try await county.importCatalogue(file, dryRun: dryRun, partial: partial, by: .system) {
        done, whole in bar.withLock { $0.show(done, of: whole) }
      }
      report.withLock { $0 = made }
    }
    bar.withLock { $0.finish() }
    tell(report.withLock { $0 }, dryRun: dryRun)
    return report.withLock { $0.refused.isEmpty }
  }

  /// `yizhan catalogue export`
  public func exportCatalogue(_ folder: DataFolder, to path: String) async throws {
    guard !FileManager.default.fileExists(atPath: path) else { throw LedgerFault.exists(path) }
    let words = strings.site.catalogueWords
    try await withCounty(folder) { county, _ in
      let items = Mutex<[ItemEntry]>([])
      try await county.exportedItems { entry in items.withLock { $0.append(entry) } }
      let entries = items.withLock { $0 }
      let departments = county.facts.departments.values.sorted { $0.id < $1.id }
      var files: [(String, [UInt8])]
      switch try kind(of: path) {
      case .json:
        files = [
          (
            path,
            try CatalogueFile.json(
              departments: departments, items: entries, duties: try await county.duties(),
              negativeLists: try await county.negativeLists())
          )
        ]
      case .csv:
        let other = String(path.dropLast(4)) + "-departments.csv"
        guard !FileManager.default.fileExists(atPath: other) else { throw LedgerFault.exists(other) }
        files = [
          (path, Array(CatalogueFile.csv(items: entries, words: words).utf8)),
          (other, Array(CatalogueFile.csv(departments: departments, words: words).utf8)),
        ]
      }
      for (path, bytes) in files {
        do {
          try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
          throw StationFault.notWritable(path)
        }
      }
      output(
        strings.text("done.catalogue-exported", ["n": String(entries.count), "path": path]))
    }
  }

  private enum Kind { case csv, json }

  private func kind(of path: String) throws -> Kind {
    let name = path.lowercased()
    if name.hasSuffix(".csv") { return .csv }
    guard name.hasSuffix(".json") else { throw StationFault.fileKind(path) }
    return .json
  }

  private func readCatalogue(_ path: String) throws -> CatalogueFile {
    let kind = try kind(of: path)
    let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? NSNumber
    guard let size else { throw StationFault.fileUnreadable(path) }
    guard size.intValue <= CatalogueFile.largest else { throw StationFault.fileTooLarge(path) }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw StationFault.fileUnreadable(path)
    }
    switch kind {
    case .json: return CatalogueFile(json: [UInt8](data))
    case .csv:
      return CatalogueFile(
        encoded: [UInt8](data), words: strings.site.catalogueWords,
        decodeGB18030: { GB18030.decode($0) })
    }
  }

  private func tell(_ report: ImportReport, dryRun: Bool) {
    for fault in report.refused.prefix(Self.mostFaults) {
      output(
        strings.text(
          fault.row == 0 ? "done.import-file-fault" : "done.import-fault",
          [
            "row": String(fault.row), "field": fault.field, "fault": strings.site.fault(fault.code),
          ]))
    }
    if report.refused.count > Self.mostFaults {
      output(
        strings.text("done.import-more", ["n": String(report.refused.count - Self.mostFaults)]))
    }
    let values = [
      "added": String(report.added), "changed": String(report.changed),
      "unchanged": String(report.unchanged), "refused": String(report.refused.count),
    ]
    let key =
      dryRun
      ? "import-dry"
      : report.isApplied
        ? "import-applied" : report.refused.isEmpty ? "import-nothing" : "import-refused"
    output(strings.text("done.\(key)", values))
  }
}

/// How much of a known whole is done: a bar on a terminal, a line for each tenth elsewhere.
struct ProgressBar {
  private let label: String
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private var tenths = 0
  private var isShown = false

  init(label: String) { self.label = label }

  mutating func show(_ count: Int, of whole: Int) {
    let part = min(count * 10 / max(whole, 1), 10)
    if isTerminal {
      isShown = true
      let bar = String(repeating: "#", count: part * 2) + String(repeating: ".", count: 20 - part * 2)
      FileHandle.standardError.write(Data("\r\(label) [\(bar)] \(count)/\(whole)".utf8))
    } else if whole >= 1000, part > tenths {
      tenths = part
      FileHandle.standardError.write(Data("\(label) \(count)/\(whole)\n".utf8))
    }
  }

  mutating func finish() {
    guard isShown else { return }
    isShown = false
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
  }
}
