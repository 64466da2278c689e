internal import CMicrohttpd
import Glibc

// The boundary to C: every callback and every `Unmanaged` of the module is in this file.
//
// Ownership that crosses it:
// 1. The daemon's context is the gateway, unretained: the server keeps it until the daemon stopped.
// 2. A connection's context is a retained `Peer`, from its start to its close.
// 3. A request's context is a retained `Exchange`, from its target to its completion, which the
//    library reports for every request whose target it reported.
// 4. A stream response owns a retained `StreamSource`, released with the response.
// 5. A thread owns what it runs.

/// One client connection. The pointer is valid from the first callback for a request until its
/// completion; `Exchange` and `EventStream` forget it then, under their locks.
@safe struct Connection: @unchecked Sendable {
  let pointer: OpaquePointer

  /// Only from a callback for this connection, on the library's thread.
  func suspend() {
    unsafe MHD_suspend_connection(pointer)
  }

  /// Once per suspension, from any thread.
  func resume() {
    unsafe MHD_resume_connection(pointer)
  }

  var socket: Int32 {
    unsafe serving_socket(pointer)
  }

  var headerBytes: Int {
    unsafe serving_header_bytes(pointer)
  }

  var peer: Peer? {
    guard let context = unsafe serving_connection_context(pointer) else { return nil }
    return unsafe Unmanaged<Peer>.fromOpaque(context).takeUnretainedValue()
  }

  /// A copy of the header section; text that is not UTF-8 is repaired.
  func headerFields() -> [HeaderFields.Field] {
    var fields: [HeaderFields.Field] = []
    fields.reserveCapacity(12)
    unsafe withUnsafeMutablePointer(to: &fields) { list in
      _ = unsafe MHD_get_connection_values_n(pointer, .HEADER_KIND, collectField, list)
    }
    return fields
  }
}

/// The running library.
@safe struct Daemon: @unchecked Sendable {
  private let pointer: OpaquePointer

  /// Nil if the library refuses to start; with an identity, most likely because of that.
  init?(gateway: Gateway, configuration: Server.Configuration) {
    var settings = unsafe serving_settings()
    let limits = configuration.limits
    unsafe settings.threads = UInt32(clamping: max(1, configuration.threads))
    unsafe settings.connections = UInt32(clamping: max(1, limits.connections))
    unsafe settings.connections_per_address = UInt32(clamping: limits.connectionsPerAddress)
    unsafe settings.idle_seconds = UInt32(clamping: limits.idleSeconds)
    // The library keeps its own records of the fields beside the text, and the response's header
    // section after it. It zeroes all of this between requests, so more would cost time.
    unsafe settings.connection_memory = max(24 * 1024, limits.headerBytes / 2 * 3)
    unsafe settings.on_request = handleRequest
    unsafe settings.on_target = noteTarget
    unsafe settings.on_completed = completeRequest
    unsafe settings.on_connection = noteConnection
    unsafe settings.context = Unmanaged.passUnretained(gateway).toOpaque()
    let started: OpaquePointer?
    if let identity = configuration.tls {
      unsafe started = unsafe identity.certificate.withCString { certificate in
        unsafe identity.key.withCString { key in
          unsafe settings.certificate = certificate
          unsafe settings.key = key
          return unsafe serving_start(&settings)
        }
      }
    } else {
      unsafe started = unsafe serving_start(&settings)
    }
    guard let started = unsafe started else { return nil }
    unsafe pointer = started
  }

  /// Hands a connected socket over; the library closes it in any case.
  func add(socket: Int32, address: UnsafePointer<sockaddr>, length: socklen_t) {
    _ = unsafe MHD_add_connection(pointer, socket, address, length)
  }

  /// Ends all connections and joins the threads. No connection may be suspended.
  func stop() {
    unsafe MHD_stop_daemon(pointer)
  }
}

/// What a stream response reads from, with the connection it is suspended on.
final class StreamSource: Sendable {
  let stream: EventStream
  let connection: Connection

  init(stream: EventStream, connection: Connection) {
    self.stream = stream
    self.connection = connection
  }

  /// A response that owns this object.
  func makeResponse() -> OpaquePointer? {
    let retained = unsafe Unmanaged.passRetained(self)
    let unknownSize = UInt64.max
    let response = unsafe MHD_create_response_from_callback(
      unknownSize, 4096, readStream, retained.toOpaque(), releaseStream)
    if unsafe response == nil { unsafe retained.release() }
    return unsafe response
  }
}

extension Doorkeeper {
  /// Runs the doorkeeper on a thread of its own; nil if there can be none.
  func startThread() -> pthread_t? {
    var thread = pthread_t()
    let retained = unsafe Unmanaged.passRetained(self)
    let code = unsafe pthread_create(&thread, nil, runDoorkeeper, retained.toOpaque())
    guard code == 0 else {
      unsafe retained.release()
      return nil
    }
    return thread
  }
}

private let runDoorkeeper: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
  context in
  if let context = unsafe context {
    unsafe Unmanaged<Doorkeeper>.fromOpaque(context).takeRetainedValue().run()
  }
  return nil
}

private let collectField: MHD_KeyValueIteratorN = { context, _, key, keySize, value, valueSize in
  guard let context = unsafe context, let key = unsafe key else { return .YES }
  let name = unsafe String(
    decoding: UnsafeRawBufferPointer(start: key, count: keySize), as: UTF8.self)
  let text = unsafe String(
    decoding: UnsafeRawBufferPointer(start: value, count: value == nil ? 0 : valueSize),
    as: UTF8.self)
  unsafe context.assumingMemoryBound(to: [HeaderFields.Field].self).pointee.append(
    HeaderFields.Field(name: name, value: text))
  return .YES
}

private let noteConnection: MHD_NotifyConnectionCallback = { context, connection, slot, code in
  guard let context = unsafe context, let connection = unsafe connection, let slot = unsafe slot
  else { return }
  let gateway = unsafe Unmanaged<Gateway>.fromOpaque(context).takeUnretainedValue()
  if code == .CONNECTION_NOTIFY_STARTED {
    gateway.traffic.connectionOpened()
    let peer = unsafe Peer(serving_client(connection))
    unsafe slot.pointee = unsafe Unmanaged.passRetained(peer).toOpaque()
  } else {
    gateway.traffic.connectionClosed()
    if let peer = unsafe slot.pointee {
      unsafe Unmanaged<Peer>.fromOpaque(peer).release()
      unsafe slot.pointee = nil
    }
  }
}

private let noteTarget:
  @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?) ->
    UnsafeMutableRawPointer? = { context, target, _ in
      guard let context = unsafe context else { return nil }
      let gateway = unsafe Unmanaged<Gateway>.fromOpaque(context).takeUnretainedValue()
      var bytes: [UInt8] = []
      if let target = unsafe target {
        bytes = unsafe [UInt8](UnsafeRawBufferPointer(start: target, count: strlen(target)))
      }
      let exchange = Exchange(gateway: gateway, target: bytes)
      return unsafe Unmanaged.passRetained(exchange).toOpaque()
    }

private let completeRequest: MHD_RequestCompletedCallback = { _, _, slot, _ in
  guard let slot = unsafe slot, let context = unsafe slot.pointee else { return }
  unsafe slot.pointee = nil
  unsafe Unmanaged<Exchange>.fromOpaque(context).takeRetainedValue().complete()
}

private let handleRequest: MHD_AccessHandlerCallback = {
  _, connection, _, method, version, data, size, slot in
  guard let pointer = unsafe connection, let size = unsafe size,
    let context = unsafe slot?.pointee
  else { return .NO }
  let exchange = unsafe Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
  let connection = unsafe Connection(pointer: pointer)
  let verdict: Exchange.Verdict
  if let data = unsafe data, unsafe size.pointee > 0 {
    verdict = unsafe exchange.receive(UnsafeRawBufferPointer(start: data, count: size.pointee))
    unsafe size.pointee = 0
  } else if exchange.hasBegun {
    verdict = exchange.finish(connection)
  } else {
    let name = unsafe method.map { unsafe String(cString: $0) } ?? ""
    let version = unsafe version.map { unsafe String(cString: $0) } ?? ""
    verdict = exchange.begin(connection, method: name, version: version)
  }
  switch verdict {
  case .proceed: return .YES
  case .close: return .NO
  case .send(let response): return exchange.queue(response, on: connection) ? .YES : .NO
  }
}

private let readStream: MHD_ContentReaderCallback = { context, _, buffer, capacity in
  guard let context = unsafe context, let buffer = unsafe buffer else {
    return Int(MHD_CONTENT_READER_END_WITH_ERROR_VALUE)
  }
  let source = unsafe Unmanaged<StreamSource>.fromOpaque(context).takeUnretainedValue()
  let room = unsafe UnsafeMutableRawBufferPointer(start: buffer, count: capacity)
  switch unsafe source.stream.read(into: room, for: source.connection) {
  case .bytes(let count): return count
  case .finished: return Int(MHD_CONTENT_READER_END_OF_STREAM_VALUE)
  case .aborted: return Int(MHD_CONTENT_READER_END_WITH_ERROR_VALUE)
  }
}

private let releaseStream: MHD_ContentReaderFreeCallback = { context in
  guard let context = unsafe context else { return }
  unsafe Unmanaged<StreamSource>.fromOpaque(context).release()
}
