import ArgumentParser
import Station

struct FerryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ferry", abstract: "Carries records on a USB stick where there is no line.",
    subcommands: [FerryExport.self, FerryImport.self])
}

struct FerryExport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes what the upstream has not acknowledged.")

  @OptionGroup var data: DataOption
  @Argument(help: "A folder on the stick.")
  var folder: String
  @Option(help: "A hall's code; all halls when missing.")
  var hall: [String] = []

  func run() async throws {
    try await yizhan.run { try await $0.exportFerry(data.folder, to: folder, halls: hall) }
  }
}

struct FerryImport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Takes in acknowledgements and what came down.")

  @OptionGroup var data: DataOption
  @Argument(help: "A folder on the stick.")
  var folder: String
  @Option(help: "A hall's code; all halls when missing.")
  var hall: [String] = []

  func run() async throws {
    try await yizhan.run { try await $0.importFerry(data.folder, from: folder, halls: hall) }
  }
}

struct ReceiverFerryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ferry", abstract: "Takes in what a stick brings and writes the words for the way back.")

  @OptionGroup var data: DataOption
  @OptionGroup var store: StoreOption
  @Argument(help: "A folder on the stick.")
  var folder: String

  func run() async throws {
    try await yizhan.run {
      try await $0.ferryAtReceiver(data.folder, store: store.address, folder)
    }
  }
}
