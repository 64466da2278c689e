import ArgumentParser
import ServiceHall
import Station

struct UpstreamCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upstream", abstract: "Where halls send their records.",
    subcommands: [UpstreamEnrol.self, UpstreamRebuild.self])
}

struct UpstreamEnrol: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enrol", abstract: "Enrols halls with a receiver, each with a code of its own.")

  @OptionGroup var data: DataOption
  @OptionGroup var server: ServerOptions
  @Argument(help: "The receiver's address, such as https://city.example.")
  var url: String
  @Option(help: "A code that the receiver gave; once for each hall.")
  var code: [String]
  @Option(help: "A hall's code; all halls when missing.")
  var hall: [String] = []
  @Option(help: "How records are written for the receiver.")
  var profile = "yizhan"

  func run() async throws {
    try await yizhan.run {
      try await $0.enrolUpstream(
        data.folder, server.flags, url: url, codes: code, halls: hall, profile: profile)
    }
  }
}

struct UpstreamRebuild: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Makes a hall's ledger again on a new machine from what the receiver holds.")

  @OptionGroup var data: DataOption
  @OptionGroup var server: ServerOptions
  @Argument(help: "The receiver's address, such as https://city.example.")
  var url: String
  @Option(help: "A new code that the receiver gave.")
  var code: String
  @Option(help: "The hall's code; it was added with its old code and has done nothing yet.")
  var hall: String

  func run() async throws {
    try await yizhan.run {
      try await $0.rebuildHall(data.folder, server.flags, url: url, code: code, hall: hall)
    }
  }
}

/// Where a receiver keeps what it holds.
struct StoreOption: ParsableArguments {
  @Option(name: .customLong("store"), help: "postgres://…; a SQLite file in the data folder when missing.")
  var address: String?
}

struct ReceiverServe: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Receives what halls send.")

  @OptionGroup var data: DataOption
  @OptionGroup var server: ServerOptions
  @OptionGroup var store: StoreOption
  @Option(help: "A code that enrols one hall once; may be given several times.")
  var code: [String] = []
  @Option(help: "Written when requests are answered: the address.")
  var readyFile: String?

  func run() async throws {
    try await yizhan.run {
      try await $0.serveReceiver(
        data.folder, server.flags, store: store.address, codes: code, readyFile: readyFile)
    }
  }
}

struct ReceiverCode: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "code", abstract: "Makes a code that enrols one hall once.")

  @OptionGroup var data: DataOption
  @OptionGroup var store: StoreOption

  func run() async throws {
    try await yizhan.run {
      try await $0.makeEnrolmentCode(data.folder, store: store.address)
    }
  }
}

struct ReceiverReconcile: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconcile",
    abstract: "Prints what was held of each stream when a day ended: records, and the chain's head.")

  @OptionGroup var data: DataOption
  @OptionGroup var store: StoreOption
  @Option(help: "Such as 2026-11-20; yesterday when missing.")
  var day: String?

  func run() async throws {
    try await yizhan.run {
      let date = try day.map { text in
        guard let date = CivilDate(text) else { throw InputRefusal("day", .format) }
        return date
      }
      try await $0.reconcile(data.folder, store: store.address, day: date)
    }
  }
}
