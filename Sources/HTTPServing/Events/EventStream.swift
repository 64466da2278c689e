import Glibc
import Synchronization

/// The server-sent events of one client.
///
/// Invariants, cited by number in `EventStreamTests`:
/// 1. `onClose` is called exactly once: when the client is gone, has fallen behind by more than
///    the buffer, or the stream was closed here.
/// 2. After that `send` answers false and keeps nothing.
/// 3. The connection is suspended only while there is nothing to send.
/// 4. Bytes accepted before `close` are still delivered.
public final class EventStream: Sendable {
  /// What the connection gets when it asks for more.
  enum Reading {
    /// Zero means that the connection was suspended and will be resumed.
    case bytes(Int)
    case finished
    case aborted
  }

  private struct State {
    var pending: [UInt8] = []
    /// How much of `pending` has been handed out.
    var position = 0
    var isOpen = true
    var isAborted = false
    var hasBegun = false
    /// The connection while it is suspended, waiting for `send`.
    var waiting: Connection?
    /// The client's socket while this stream is being sent, or -1.
    var socket: Int32 = -1
    var onClose: (@Sendable () -> Void)?
  }

  /// Bytes that may wait for a slow client.
  public let bufferLimit: Int
  private let state = Mutex(State())

  public init(bufferLimit: Int = 256 * 1024) {
    self.bufferLimit = bufferLimit
  }

  /// Called once when the stream has ended; at once if it already has. It must not block.
  public var onClose: (@Sendable () -> Void)? {
    get { state.withLock { $0.onClose } }
    set {
      let isOver = state.withLock { state in
        if state.isOpen { state.onClose = newValue }
        return !state.isOpen
      }
      if isOver { newValue?() }
    }
  }

  public var isOpen: Bool {
    state.withLock { $0.isOpen }
  }

  /// Queues bytes for the client; never blocks.
  ///
  /// - Returns: False if the stream has ended, or ends because the client has fallen behind.
  @discardableResult
  public func send(_ bytes: [UInt8]) -> Bool {
    let isAccepted: Bool? = state.withLock { state in
      guard state.isOpen else { return false }
      guard state.pending.count - state.position + bytes.count <= bufferLimit else { return nil }
      state.pending += bytes
      if let connection = state.waiting, !bytes.isEmpty {
        state.waiting = nil
        connection.resume()
      }
      return true
    }
    if isAccepted == nil { abort() }
    return isAccepted ?? false
  }

  /// Ends the stream after what is queued.
  public func close() {
    end(aborting: false)
  }

  /// Ends the stream now; the client is gone, or is to go.
  func abort() {
    end(aborting: true)
  }

  private func end(aborting: Bool) {
    let onClose = state.withLock { state in
      let closing = state.onClose
      state.isOpen = false
      state.onClose = nil
      if aborting {
        state.isAborted = true
        state.pending = []
        state.position = 0
        // A connection that waits for room in the client's window is woken by this.
        if state.socket >= 0 { shutdown(state.socket, Int32(SHUT_RDWR)) }
      }
      if let connection = state.waiting {
        state.waiting = nil
        connection.resume()
      }
      return closing
    }
    onClose?()
  }

  /// From now on `abort` also breaks this socket.
  func attach(socket: Int32) {
    state.withLock { $0.socket = socket }
  }

  /// The connection is over and its socket about to be closed.
  func detach() {
    state.withLock { state in
      state.socket = -1
      state.waiting = nil
    }
    abort()
  }

  /// On the library's thread, for the connection that this stream is the response of.
  func read(into buffer: UnsafeMutableRawBufferPointer, for connection: Connection) -> Reading {
    state.withLock { state in
      if state.isAborted { return .aborted }
      let available = state.pending.count - state.position
      if available > 0 {
        let count = min(available, buffer.count)
        let range = state.position..<(state.position + count)
        unsafe buffer.copyBytes(from: state.pending[range])
        state.position += count
        if state.position == state.pending.count {
          state.pending.removeAll(keepingCapacity: state.pending.count <= 4096)
          state.position = 0
        } else if state.position > 65_536 {
          state.pending.removeFirst(state.position)
          state.position = 0
        }
        state.hasBegun = true
        return .bytes(count)
      }
      guard state.isOpen else { return .finished }
      guard state.hasBegun else {
        // The header section leaves together with the first bytes. A comment lets the client
        // know at once that it is connected.
        state.hasBegun = true
        let comment: [UInt8] = [0x3A, 0x0A, 0x0A]
        unsafe buffer.copyBytes(from: comment)
        return .bytes(comment.count)
      }
      connection.suspend()
      state.waiting = connection
      return .bytes(0)
    }
  }
}
