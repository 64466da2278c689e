import ArgumentParser
import Foundation
import ServiceHall
import Station

@main
struct Yizhan: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "yizhan", abstract: "A service hall in one binary.",
    version: Station.version,
    subcommands: [
      Serve.self, Demo.self, CountyCommand.self, HallCommand.self, StaffCommand.self, CalendarCommand.self,
      CatalogueCommand.self, UpstreamCommand.self, FerryCommand.self,
      ReceiverCommand.self, BackupCommand.self, RestoreCommand.self, Verify.self,
      VerifyDocument.self, VerificationKeysCommand.self,
    ])
}

/// Where the data is.
struct DataOption: ParsableArguments {
  @Option(name: .customLong("data"), help: "The data folder.")
  var path = "data"

  var folder: DataFolder { DataFolder(path) }
}

/// Settings that the environment and yizhan.json can give as well.
struct ServerOptions: ParsableArguments {
  @Option(help: "The address to listen on (0.0.0.0).")
  var address: String?
  @Option(help: "The port; 0 takes a free one (8080).")
  var port: String?
  @Option(help: "The address in QR codes, such as http://192.0.2.7:8080.")
  var publicURL: String?
  @Option(help: "PEM file with the certificate.")
  var tlsCertificate: String?
  @Option(help: "PEM file with the certificate's key.")
  var tlsKey: String?
  @Option(help: "trace, debug, info, notice, warning or error (notice).")
  var logLevel: String?

  var flags: Settings.Flags {
    Settings.Flags([
      "address": address, "port": port, "publicURL": publicURL,
      "tlsCertificate": tlsCertificate, "tlsKey": tlsKey, "logLevel": logLevel,
    ])
  }
}

/// Runs one command; what stops it becomes one sentence and exit status 1.
func run(_ command: (Commands) async throws -> Void) async throws {
  let strings = try StationStrings()
  do {
    try await command(Commands(strings: strings))
  } catch let exit as ExitCode {
    throw exit
  } catch {
    let sentence = FaultSentence(strings).text(error) + "\n"
    FileHandle.standardError.write(Data(sentence.utf8))
    throw ExitCode(1)
  }
}
