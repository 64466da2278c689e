import ArgumentParser
import Station

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Serves the halls in the data folder.")

  @OptionGroup var data: DataOption
  @OptionGroup var server: ServerOptions
  @OptionGroup var receiving: ReceivingOptions

  func run() async throws {
    try await yizhan.run { try await $0.serve(data.folder, receiving.flags(server.flags)) }
  }
}

/// Whether halls of other machines report to this one.
struct ReceivingOptions: ParsableArguments {
  @Flag(help: "Receive what halls of other machines send, beside serving the halls here.")
  var receive = false
  @OptionGroup var store: StoreOption

  func flags(_ flags: Settings.Flags) -> Settings.Flags {
    store.flags(flags).adding("receive", receive ? "true" : nil)
  }
}

struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes a county that does not exist, and serves it.")

  @OptionGroup var data: DataOption
  @OptionGroup var server: ServerOptions
  @OptionGroup var receiving: ReceivingOptions
  @Option(help: "Written when requests are answered: address, accounts, device tokens.")
  var readyFile: String?
  @Option(help: "A receiver's address; the first hall is enrolled there.")
  var upstream: String?
  @Option(help: "The receiver's code for it.")
  var enrol: String?
  @Option(help: "Reports so many cases that never were.")
  var withSyntheticCases = 0
  @Option(help: "Reports one more, with a file of so many bytes beside it.")
  var withAttachment: Int?
  @Option(help: "Goes on reporting one every so many seconds.")
  var syntheticCaseEvery: Int?
  @Option(help: "How records are written for the receiver.")
  var profile = "yizhan"

  func validate() throws {
    guard (upstream == nil) == (enrol == nil) else {
      throw ValidationError("--upstream and --enrol go together.")
    }
    guard (withAttachment ?? 1) >= 1, (syntheticCaseEvery ?? 1) >= 1 else {
      throw ValidationError("--with-attachment and --synthetic-case-every begin at 1.")
    }
  }

  func run() async throws {
    let trial = upstream.flatMap { url in
      enrol.map {
        ChannelTrial(
          url: url, code: $0, profile: profile, syntheticCases: withSyntheticCases,
          attachment: withAttachment, pace: syntheticCaseEvery.map { .seconds($0) })
      }
    }
    try await yizhan.run {
      try await $0.demo(data.folder, receiving.flags(server.flags), readyFile: readyFile, trial: trial)
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
