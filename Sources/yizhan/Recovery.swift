import ArgumentParser
import Station

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copies all of a data folder, also beside a running server.")

  @OptionGroup var data: DataOption
  @Argument(help: "A folder that does not exist yet, best on another disk.")
  var folder: String
  @Flag(help: "Reads a backup that was made before through, and makes none.")
  var verify = false

  func run() async throws {
    try await yizhan.run {
      if verify { try $0.verifyBackup(folder) } else { try $0.backUp(data.folder, to: folder) }
    }
  }
}

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Makes an empty data folder, or one hall of a standing one, again from a backup.")

  @OptionGroup var data: DataOption
  @OptionGroup var server: ServerOptions
  @Argument(help: "The backup's folder.")
  var backup: String
  @Option(help: "One hall's code; its present folder is put aside.")
  var hall: String?

  func run() async throws {
    try await yizhan.run {
      try await $0.restore(backup, to: data.folder, server.flags, hall: hall)
    }
  }
}
