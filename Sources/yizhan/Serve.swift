import ArgumentParser
import Station

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Serves the halls in the data folder.")

  @OptionGroup var data: DataOption
  @OptionGroup var server: ServerOptions

  func run() async throws {
    try await yizhan.run { try await $0.serve(data.folder, server.flags) }
  }
}

struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes a county that does not exist, and serves it.")

  @OptionGroup var data: DataOption
  @OptionGroup var server: ServerOptions
  @Option(help: "Written when requests are answered: address, accounts, device tokens.")
  var readyFile: String?

  func run() async throws {
    try await yizhan.run {
      try await $0.demo(data.folder, server.flags, readyFile: readyFile)
    }
  }
}

struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks the journals' chains; exit status 1 when something is wrong.")

  @OptionGroup var data: DataOption
  @Option(help: "One hall's code; all and the county when missing.")
  var hall: String?
  @Flag(help: "Rebuild every table from the journal and compare.")
  var replay = false

  func run() async throws {
    try await yizhan.run {
      guard try $0.verify(data.folder, hall: hall, replay: replay) else { throw ExitCode(1) }
    }
  }
}
