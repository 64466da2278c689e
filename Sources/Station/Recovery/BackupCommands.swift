import Foundation
import HallLedger
import ServiceHall

extension Commands {
  /// `yizhan backup`: copies all of a data folder, beside a server that may be running.
  public func backUp(_ data: DataFolder, to path: String) throws {
    var bar = ProgressBar(label: path)
    defer { bar.finish() }
    let (backup, manifest) = try Backup.make(of: data, at: path) { bar.show($0, of: $1) }
    // From here on the receiver may tell its halls that this much is safe.
    let store = backup.path + "/receiver.sqlite"
    if FileManager.default.fileExists(atPath: store) { try ReceiverCopy.note(store, in: data.path) }
    bar.finish()
    report(manifest, "done.backed-up", backup.path)
  }

  /// `yizhan backup` with `--verify`: reads a backup through.
  public func verifyBackup(_ path: String) throws {
    var bar = ProgressBar(label: path)
    defer { bar.finish() }
    let backup = Backup(path: DataFolder(path).path)
    let manifest = try backup.manifest()
    try backup.check(manifest) { bar.show($0, of: $1) }
    bar.finish()
    report(manifest, "done.backup-sound", backup.path)
  }

  private func report(_ manifest: Backup.Manifest, _ key: String, _ path: String) {
    for ledger in manifest.ledgers {
      output(
        strings.text(
          "done.verify-sound",
          [
            "ledger": ledger.name, "rows": String(ledger.standing.rows), "head": ledger.standing.head,
          ]))
    }
    output(
      strings.text(
        key,
        [
          "path": path, "at": manifest.at, "files": String(manifest.files.count),
          "size": String((manifest.size + (1 << 20) - 1) >> 20),
        ]))
  }
}
