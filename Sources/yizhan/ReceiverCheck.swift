import ArgumentParser
import ServiceHall
import Station

struct ReceiverCheck: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Tries every rule of the channel at a receiver; exit status 1 when one fails.",
    discussion: """
      Enrols a made-up hall and sends it over a thousand made-up records, right and wrong ones: a \
      test receiver is the place for it. A second code enrols a second hall, a third the hall's next machine; \
      without them, the rules that need them stay untried.
      """)

  @Argument(help: "The receiver's address, such as https://city.example.")
  var url: String
  @Option(help: "A code that the receiver gave; up to three.")
  var code: [String]
  @Option(help: "The hall's code under which the check enrols.")
  var hall = "yizhan-check"
  @Flag(help: "Allow http:// to other machines than this one.")
  var plainHTTP = false

  func run() async throws {
    try await yizhan.run {
      guard let id = Hall.ID(hall) else { throw InputRefusal("hall", .format) }
      let isSound = try await $0.checkReceiver(
        url, codes: code, hall: id, allowsPlainHTTP: plainHTTP)
      guard isSound else { throw ExitCode(1) }
    }
  }
}
