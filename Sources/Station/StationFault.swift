public import HTTPServing
import HallLedger
import Pages
public import ServiceHall

/// Why the program stops, in one sentence for the person at the terminal; exit status 1.
public enum StationFault: Error, Sendable {
  case notWritable(String)
  case dataInUse(String)
  case noCounty(String)
  case countyExists(String)
  case unknownHall(String)
  case unknownAccount(String)
  case passwordMissing
  case settings([SettingFault])
  case settingsFile(String)
  case server(ServerFault)
  /// A file to import.
  case fileTooLarge(String)
  case fileUnreadable(String)
  case fileKind(String)
  /// Not one object of JSON.
  case notAnObject(String)
  /// A ledger that has been worked with is not replaced.
  case hallInUse(String)
  /// The receiver holds nothing of the hall, or does not tell.
  case nothingHeld(String)
  case streamUnreadable(String)
  /// A receiver that held nothing then, or did not run since.
  case dayNotClosed(CivilDate)
  /// PostgreSQL cannot be used.
  case store(String)
  /// What stops a ferry: whose, and why.
  case ferry(String, String)
  /// A receiver's keys are of this suite, and stay so.
  case otherSuite(String)
  /// The receiver of this hall did not say that it takes a next key up.
  case rotationUnknown(String)
  /// The receiver goes by another suite than this.
  case suiteRefused(String)
  /// A backup within the folder that it is of.
  case backupInside(String)
  /// A file or ledger of a backup that is not what the list says.
  case backupBroken(String)
  /// Something stands already where a backup should be restored.
  case folderInUse(String)
  case enrolmentCodes(codes: Int, halls: Int)
  case upstreamUnreachable(String)
  /// The receiver did not take the code; the HTTP status that it gave.
  case enrolmentRefused(status: Int)

  /// One setting that cannot be used.
  public struct SettingFault: Sendable, Equatable {
    public let name: String
    public let value: String
    /// What it should be: a key below `expected` in the strings.
    public let expected: String
  }
}

/// Finds the sentence for whatever stopped a command.
public struct FaultSentence: Sendable {
  let strings: StationStrings

  public init(_ strings: StationStrings) { self.strings = strings }

  public func text(_ error: any Error) -> String {
    switch error {
    case let fault as StationFault: sentence(fault)
    case let fault as LedgerFault: sentence(fault)
    case let refusal as InputRefusal:
      refusal.faults.map {
        strings.text(
          "faults.invalid",
          ["field": strings.site.fieldName($0.field), "fault": strings.site.fault($0.code)])
      }.joined(separator: "\n")
    case let refusal as AttachmentRefusal: strings.text("faults.\(refusal.code)")
    case let refusal as StaffRefusal:
      strings.text("faults.refused", ["reason": strings.site.refusal(refusal.code).title])
    case let refusal as LicenceRefusal:
      strings.text("faults.refused", ["reason": strings.site.refusal(refusal.code).title])
    default: strings.text("faults.unexpected", ["reason": "\(error)"])
    }
  }

  private func sentence(_ fault: StationFault) -> String {
    switch fault {
    case .notWritable(let path): return strings.text("faults.not-writable", ["path": path])
    case .dataInUse(let path): return strings.text("faults.data-in-use", ["path": path])
    case .noCounty(let path): return strings.text("faults.no-county", ["path": path])
    case .countyExists(let path): return strings.text("faults.county-exists", ["path": path])
    case .unknownHall(let hall): return strings.text("faults.unknown-hall", ["hall": hall])
    case .unknownAccount(let account):
      return strings.text("faults.unknown-account", ["account": account])
    case .passwordMissing: return strings.text("faults.terminal-password")
    case .settingsFile(let path): return strings.text("faults.settings-file", ["path": path])
    case .fileTooLarge(let path):
      return strings.text(
        "faults.file-too-large", ["path": path, "limit": String(CatalogueFile.largest >> 20)])
    case .fileUnreadable(let path): return strings.text("faults.file-unreadable", ["path": path])
    case .fileKind(let path): return strings.text("faults.file-kind", ["path": path])
    case .notAnObject(let path): return strings.text("faults.not-an-object", ["path": path])
    case .hallInUse(let name): return strings.text("faults.hall-in-use", ["name": name])
    case .nothingHeld(let name): return strings.text("faults.nothing-held", ["name": name])
    case .streamUnreadable(let name):
      return strings.text("faults.stream-unreadable", ["name": name])
    case .dayNotClosed(let day):
      return strings.text("faults.day-not-closed", ["day": day.description])
    case .store(let reason): return strings.text("faults.store", ["reason": reason])
    case .ferry(let name, let reason):
      return strings.text(
        "faults.ferry", ["name": name, "reason": strings.text("ferry.\(reason.prefix { $0 != "(" })")])
    case .otherSuite(let suite): return strings.text("faults.other-suite", ["suite": suite])
    case .rotationUnknown(let name):
      return strings.text("faults.rotation-unknown", ["name": name])
    case .suiteRefused(let suite):
      return strings.text("faults.suite-refused", ["suite": suite])
    case .backupInside(let path): return strings.text("faults.backup-inside", ["path": path])
    case .backupBroken(let name): return strings.text("faults.backup-broken", ["name": name])
    case .folderInUse(let path): return strings.text("faults.folder-in-use", ["path": path])
    case .enrolmentCodes(let codes, let halls):
      return strings.text(
        "faults.enrolment-codes", ["codes": String(codes), "halls": String(halls)])
    case .upstreamUnreachable(let url):
      return strings.text("faults.upstream-unreachable", ["url": url])
    case .enrolmentRefused(let status):
      return strings.text(
        status == 403 ? "faults.enrolment-code" : "faults.enrolment-refused",
        ["status": String(status)])
    case .settings(let faults):
      let lines = faults.map {
        strings.text(
          "faults.setting",
          [
            "name": $0.name, "value": $0.value,
            "expected": strings.text("expected.\($0.expected)"),
          ])
      }
      let head = strings.text("faults.settings", ["n": String(faults.count)])
      return ([head] + lines).joined(separator: "\n")
    case .server(let fault):
      switch fault {
      case .portInUse(let port):
        return strings.text("faults.port-in-use", ["port": String(port)])
      case .notPermitted: return strings.text("faults.port-not-permitted", ["port": ""])
      case .badCertificate: return strings.text("faults.bad-certificate")
      case .cannotStart(let reason):
        return strings.text("faults.cannot-start", ["reason": reason])
      }
    }
  }

  private func sentence(_ fault: LedgerFault) -> String {
    switch fault {
    case .missing(let path): strings.text("faults.missing", ["path": path])
    case .newerDatabase(let path): strings.text("faults.newer-database", ["path": path])
    case .damaged(let path): strings.text("faults.damaged", ["path": path])
    case .storageFull, .closed: strings.text("faults.storage-full")
    case .exists(let path): strings.text("faults.exists", ["path": path])
    case .brokenTransfer(let reason): strings.text("faults.broken-transfer", ["reason": reason])
    }
  }
}
