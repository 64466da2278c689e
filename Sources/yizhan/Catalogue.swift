import ArgumentParser
import Station

struct CatalogueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalogue", abstract: "Service items.", subcommands: [Import.self, Export.self])

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Takes items from a file, all or nothing; exit status 1 when a row is refused.")

    @OptionGroup var data: DataOption
    @Flag(help: "Say what would happen and change nothing.")
    var dryRun = false
    @Flag(help: "Take the rows that are right, though others are refused.")
    var partial = false
    @Argument(help: "A .csv or .json file.")
    var file: String

    func run() async throws {
      try await yizhan.run {
        let isWhole = try await $0.importCatalogue(
          data.folder, from: file, dryRun: dryRun, partial: partial)
        guard isWhole else { throw ExitCode(1) }
      }
    }
  }

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes all items into a new .csv or .json file that can be imported again.")

    @OptionGroup var data: DataOption
    @Argument(help: "A .csv or .json file.")
    var file: String

    func run() async throws {
      try await yizhan.run { try await $0.exportCatalogue(data.folder, to: file) }
    }
  }
}
