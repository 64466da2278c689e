public import ArgumentParser
public import ServiceHall
import Station

struct UpstreamCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upstream", abstract: "Where halls send their records.",
    subcommands: [UpstreamEnrol.self, UpstreamRotateKey.self, UpstreamRebuild.self])
}

struct UpstreamEnrol: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enrol", abstract: "Enrols halls with a receiver, each with a code of its own.")

  @OptionGroup var data: DataOption
  @OptionGroup var server: ServerOptions
  @OptionGroup var store: StoreOption
  @Argument(help: "The receiver's address, such as https://city.example.")
  var url: String
  @Option(help: "A code that the receiver gave; once for each hall.")
  var code: [String]
  @Option(
    help: "The code of a hall here, or of one that reports to this machine; all halls here when missing.")
  var hall: [String] = []
  @Option(help: "How records are written for the receiver.")
  var profile = "yizhan"
  @Option(help: "international or sm; the present keys' when missing.")
  var suite: ChannelSuite?

  func run() async throws {
    try await yizhan.run {
      try await $0.enrolUpstream(
        data.folder, store.flags(server.flags), url: url, codes: code, halls: hall,
        profile: profile, suite: suite)
    }
  }
}

struct UpstreamRotateKey: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate-key",
    abstract: "Makes halls' next keys; each takes over once the upstream knows it.")

  @OptionGroup var data: DataOption
  @Option(help: "A hall's code; all halls when missing.")
  var hall: [String] = []

  func run() async throws {
    try await yizhan.run { try await $0.rotateKeys(data.folder, halls: hall) }
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
  @Option(help: "international or sm, as the receiver's.")
  var suite = ChannelSuite.international

  func run() async throws {
    try await yizhan.run {
      try await $0.rebuildHall(data.folder, server.flags, url: url, code: code, hall: hall, suite: suite)
    }
  }
}

extension ChannelSuite: ExpressibleByArgument {}

/// Where a receiver keeps what it holds; yizhan.json can say it as well.
struct StoreOption: ParsableArguments {
  @Option(name: .customLong("store"), help: "postgres://…; a SQLite file in the data folder when missing.")
  var address: String?

  func flags(_ flags: Settings.Flags = Settings.Flags([:])) -> Settings.Flags {
    flags.adding("store", address)
  }
}

struct ReceiverServe: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Receives what halls send.")

  @OptionGroup var data: DataOption
  @OptionGroup var server: ServerOptions
  @OptionGroup var store: StoreOption
  @Option(help: "A code that enrols one hall once; may be given several times.")
  var code: [String] = []
  @Option(help: "international or sm, for a new receiver's keys.")
  var suite: ChannelSuite?
  @Option(help: "Written when requests are answered: the address.")
  var readyFile: String?

  func run() async throws {
    try await yizhan.run {
      try await $0.serveReceiver(
        data.folder, store.flags(server.flags), suite: suite, codes: code, readyFile: readyFile)
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
      try await $0.makeEnrolmentCode(data.folder, store.flags())
    }
  }
}

struct ReceiverSend: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send", abstract: "Sends a record down to a hall.")

  @OptionGroup var data: DataOption
  @OptionGroup var store: StoreOption
  @Argument(help: "The hall's code.")
  var hall: String
  @Argument(help: "case.decision, case.return, record.accepted, record.rejected, notice, …")
  var kind: Downlink.Kind
  @Argument(help: "What it is about, such as case:119999100202611200000173.")
  var entity: String
  @Argument(help: "A file with the record's object.")
  var file: String
  @Option(help: "A UUID; the same one twice is sent once.")
  var message: String?

  func run() async throws {
    try await yizhan.run {
      try await $0.sendDown(
        data.folder, store.flags(), to: hall, kind, about: entity, file: file, message: message)
    }
  }
}

extension Downlink.Kind: ExpressibleByArgument {}

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
      try await $0.reconcile(data.folder, store.flags(), day: date)
    }
  }
}
