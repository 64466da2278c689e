import Synchronization

/// What the library's callbacks work with: the handlers, the limits and the traffic.
final class Gateway: Sendable {
  let configuration: Server.Configuration
  let immediate: (@Sendable (Request) -> Response?)?
  let respond: @Sendable (Request) async -> Response
  let traffic = Traffic()
  private let currentDoorkeeper = Mutex<Doorkeeper?>(nil)

  init(
    configuration: Server.Configuration, immediate: (@Sendable (Request) -> Response?)?,
    respond: @escaping @Sendable (Request) async -> Response
  ) {
    self.configuration = configuration
    self.immediate = immediate
    self.respond = respond
  }

  /// Set while the server runs.
  var doorkeeper: Doorkeeper? {
    get { currentDoorkeeper.withLock { $0 } }
    set { currentDoorkeeper.withLock { $0 = newValue } }
  }
}
