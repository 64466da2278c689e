/// One exchange while it is on the wire; only the engine's thread touches it.
final class LinkTransfer {
  /// Of all header lines together: ten times what proxies add.
  static let headerLimit = 64 * 1024

  private let body: [UInt8]
  private var sent = 0
  private let piece: Int
  private let limit: Int
  private let isRepeatable: Bool
  private let judge: (() -> Bool)?
  private var headerBytes = 0

  private(set) var reply: [UInt8] = []
  private(set) var headers: [String: String] = [:]
  private(set) var isTooLarge = false
  private(set) var isJudgedBad = false

  /// - Parameters:
  ///   - piece: the most bytes of the body that are handed out at a time.
  ///   - isRepeatable: whether what has left may be sent once more.
  ///   - judge: asked once the connection stands, before anything is sent.
  init(
    body: [UInt8], piece: Int, limit: Int, isRepeatable: Bool = true, judge: (() -> Bool)?
  ) {
    self.body = body
    self.piece = piece
    self.limit = limit
    self.isRepeatable = isRepeatable
    self.judge = judge
  }

  /// False if there is too much of it.
  func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count <= limit - reply.count else {
      isTooLarge = true
      return false
    }
    unsafe reply.append(contentsOf: bytes)
    return true
  }

  /// False if there are too many.
  func take(header line: UnsafeRawBufferPointer) -> Bool {
    headerBytes += line.count
    guard headerBytes <= Self.headerLimit else {
      isTooLarge = true
      return false
    }
    let text = unsafe String(decoding: line, as: UTF8.self)
    // After an interim response the real one begins.
    if text.hasPrefix("HTTP/") { headers = [:] }
    guard let colon = text.firstIndex(of: ":") else { return true }
    let value = text[text.index(after: colon)...]
    headers[text[..<colon].lowercased()] = String(Self.trimmed(value))
    return true
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }

  /// How many bytes of the body were put there.
  func give(_ room: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(room.count, body.count - sent, piece)
    unsafe room.copyBytes(from: body[sent..<sent + count])
    sent += count
    return count
  }

  /// A kept connection was dead and the request begins again on a new one.
  func rewind(to offset: Int) -> Bool {
    guard (0...body.count).contains(offset), isRepeatable || offset == sent else { return false }
    sent = offset
    return true
  }

  func isAllowed() -> Bool {
    guard let judge else { return true }
    isJudgedBad = !judge()
    return !isJudgedBad
  }
}
