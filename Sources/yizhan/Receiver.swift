import ArgumentParser

struct ReceiverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receiver", abstract: "The upstream end of the channel.",
    subcommands: [
      ReceiverServe.self, ReceiverCode.self, ReceiverSend.self, ReceiverFerryCommand.self,
      ReceiverCheck.self, ReceiverReconcile.self,
    ])
}
