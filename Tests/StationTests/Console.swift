import HallTesting
import ServiceHall
import Synchronization

@testable import Station

/// The commands, with what they print kept instead of shown.
final class Console: Sendable {
  let folder: TemporaryFolder
  private let printed = Mutex<[String]>([])

  init() throws { folder = try TemporaryFolder() }

  var data: DataFolder { DataFolder(folder.path + "/data") }

  var lines: [String] { printed.withLock { $0 } }

  func commands() throws -> Commands {
    Commands(strings: try StationStrings()) { [weak self] line in
      self?.printed.withLock { $0.append(line) }
    }
  }

  /// A county with one hall.
  func withHall() async throws -> Commands {
    let commands = try commands()
    try await commands.initCounty(data, name: "测试县", digest: .sha256)
    try await commands.addHall(data, .testing("east", "TE01"))
    return commands
  }
}

/// The sentence that a person reads when a command fails.
func sentence(of body: () async throws -> Void) async throws -> String? {
  do {
    try await body()
    return nil
  } catch {
    return FaultSentence(try StationStrings()).text(error)
  }
}
