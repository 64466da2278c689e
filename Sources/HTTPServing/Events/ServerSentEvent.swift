/// One event of `text/event-stream` (HTML standard, server-sent events).
public struct ServerSentEvent: Sendable, Equatable {
  /// What a browser sends back as `Last-Event-ID` when it reconnects.
  public var id: String?
  /// The name that a page listens for; nil is `message`.
  public var event: String?
  public var data: String

  public init(id: String? = nil, event: String? = nil, data: String) {
    self.id = id
    self.event = event
    self.data = data
  }

  public init(id: Int64, event: String? = nil, data: String) {
    self.init(id: String(id), event: event, data: data)
  }

  /// What a stream begins with: 2 KB of comment, because old proxies and browsers hold back the
  /// first bytes, and the time after which a browser reconnects.
  public static let preamble: [UInt8] =
    [0x3A] + [UInt8](repeating: 0x20, count: 2048) + Array("\nretry: 2000\n\n".utf8)

  /// The bytes on the wire; line breaks in the data become further data lines, elsewhere spaces.
  public func encoded() -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(data.utf8.count + 48)
    if let id { output += "id: \(id.withoutLineBreaks)\n".utf8 }
    if let event { output += "event: \(event.withoutLineBreaks)\n".utf8 }
    output += "data: ".utf8
    var previous: UInt8 = 0
    for byte in data.utf8 {
      if byte == 0x0D || (byte == 0x0A && previous != 0x0D) {
        output += "\ndata: ".utf8
      } else if byte != 0x0A {
        output.append(byte)
      }
      previous = byte
    }
    output += [0x0A, 0x0A]
    return output
  }
}
