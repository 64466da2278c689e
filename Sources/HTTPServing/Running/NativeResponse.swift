internal import CMicrohttpd

/// A response in the library's form. The library counts references under its own lock, and
/// nothing here changes it after `init`, so that any thread may queue it.
@safe struct NativeResponse: ~Copyable, @unchecked Sendable {
  private let pointer: OpaquePointer

  /// Copies the content and the header fields; nil if memory is short.
  init?(bytes: [UInt8], headers: HeaderFields) {
    let created = unsafe bytes.withUnsafeBytes { buffer in
      unsafe MHD_create_response_from_buffer(
        buffer.count, UnsafeMutableRawPointer(mutating: buffer.baseAddress),
        .RESPMEM_MUST_COPY)
    }
    guard let created = unsafe created else { return nil }
    unsafe pointer = created
    unsafe Self.add(headers, to: created)
  }

  /// A response of unknown length that the stream is asked for; nil if memory is short.
  init?(stream: StreamSource, headers: HeaderFields) {
    guard let created = unsafe stream.makeResponse() else { return nil }
    unsafe pointer = created
    unsafe Self.add(headers, to: created)
  }

  deinit {
    unsafe MHD_destroy_response(pointer)
  }

  /// False if the connection does not take a response now; it is then to be closed.
  func queue(on connection: Connection, status: HTTPStatus) -> Bool {
    let code = (200...999).contains(status.rawValue) ? status.rawValue : 500
    return unsafe MHD_queue_response(connection.pointer, UInt32(code), pointer) == .YES
  }

  /// The library frames messages and dates them; fields that would contradict it are left out.
  private static func add(_ headers: HeaderFields, to response: OpaquePointer) {
    for field in headers.fields {
      if field.name.isSameToken(as: "content-length") || field.name.isSameToken(as: "date")
        || field.name.isSameToken(as: "transfer-encoding")
        || (field.name.isSameToken(as: "connection") && !field.value.isSameToken(as: "close"))
      {
        continue
      }
      _ = unsafe MHD_add_response_header(response, field.name, field.value)
    }
  }
}
