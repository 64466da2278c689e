import Synchronization

/// How this machine is reached in the hall's network, for QR codes: known once the server listens, and looked up
/// again now and then, for an address may change. Asking the system each time would cost more than a number.
final class LocalURL: Sendable {
  private struct State {
    var port: UInt16?
    var text: String?
  }

  let scheme: String
  private let state = Mutex(State())

  init(scheme: String) { self.scheme = scheme }

  /// nil on a machine without a network.
  var text: String? { state.withLock { $0.text } }

  func listens(on port: UInt16) {
    state.withLock { $0.port = port }
    lookUp()
  }

  func lookUp() {
    let address = LocalAddress.first
    state.withLock { state in
      guard let address, let port = state.port else { return state.text = nil }
      state.text = "\(scheme)://\(address):\(port)"
    }
  }
}
