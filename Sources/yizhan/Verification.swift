import ArgumentParser
import Station

struct VerifyDocument: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify-document",
    abstract: "Checks the text of a document's QR code; exit status 0 only when it is valid.",
    discussion: """
      By a list of keys (--keys FILE), or by a data folder (--data DIR); without a network, also beside a running \
      server. With - each line of the standard input is a text, and each is answered by a line of JSON.
      """)

  @Argument(help: "YZ1:…, or - for the lines of the standard input.")
  var text: String
  @Option(help: "A list, as verification-keys export writes it.")
  var keys: String?
  @Option(name: .customLong("data"), help: "The data folder.")
  var path: String?

  func validate() throws {
    guard (keys == nil) != (path == nil) else { throw ValidationError("Give either --keys or --data.") }
  }

  func run() async throws {
    try await yizhan.run {
      let isValid = try $0.verifyDocument(
        text, by: keys.map { .list($0) } ?? .folder(DataFolder(path ?? "data")))
      guard isValid else { throw ExitCode(1) }
    }
  }
}

struct VerificationKeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verification-keys", abstract: "Keys by which documents are verified elsewhere.",
    subcommands: [Export.self, Import.self])

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes the keys of all halls, and their revoked documents, into a new file.")

    @OptionGroup var data: DataOption
    @Argument(help: "A file that does not exist yet.")
    var file: String

    func run() async throws {
      try await yizhan.run { try await $0.exportVerificationKeys(data.folder, to: file) }
    }
  }

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Takes another machine's list. Compare the keys that it prints with the other side.")

    @OptionGroup var data: DataOption
    @Argument(help: "The other machine's file.")
    var file: String

    func run() async throws {
      try await yizhan.run { try await $0.importVerificationKeys(data.folder, from: file) }
    }
  }
}
