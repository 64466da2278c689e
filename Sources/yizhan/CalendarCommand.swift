import ArgumentParser
import Station

struct CalendarCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar", abstract: "The working calendar.", subcommands: [Import.self])

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Loads a year's notice from a CSV or JSON file.")

    @OptionGroup var data: DataOption
    @Option(help: "The year.")
    var year: Int
    @Option(help: "The notice's title and number; a JSON file may hold it.")
    var source = ""
    @Argument(help: "The file.")
    var file: String

    func run() async throws {
      try await yizhan.run {
        try await $0.importCalendar(data.folder, from: file, year: year, source: source)
      }
    }
  }
}
