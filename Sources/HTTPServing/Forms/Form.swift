/// The fields of a submitted form, in the order they were sent.
public struct Form: Sendable {
  /// A file that was uploaded with a form.
  public struct File: Sendable, Equatable {
    /// The name of the form's field.
    public let field: String
    /// As the browser named it, without folders; never to be used as a path.
    public let filename: String
    /// As the browser claimed it.
    public let mediaType: String
    public let bytes: [UInt8]

    public init(field: String, filename: String, mediaType: String, bytes: [UInt8]) {
      self.field = field
      self.filename = filename
      self.mediaType = mediaType
      self.bytes = bytes
    }
  }

  /// More fields than any page of ours has; a bound on the work that a body can cause.
  static let maximumFields = 2000

  private let fields: [(name: String, value: String)]
  public let files: [File]

  public init(_ fields: [(String, String)] = [], files: [File] = []) {
    self.fields = fields.map { ($0.0, $0.1) }
    self.files = files
  }

  /// Decodes a body by its content type; an empty body of any type is an empty form.
  ///
  /// - Throws: `MalformedRequest`, or `BodyFile.Fault` if the body cannot be read back.
  init(contentType: String?, body: RequestBody) throws {
    guard body.size > 0 else {
      self.init()
      return
    }
    let type = MediaType(contentType ?? "")
    switch type.name {
    case "application/x-www-form-urlencoded":
      let pairs = try PercentEncoding.pairs(try body.bytes()[...])
      self.init(pairs.map { ($0.name, $0.value) })
    case "multipart/form-data":
      guard let boundary = type.parameters["boundary"] else { throw MalformedRequest(.multipart) }
      self = try Multipart(bytes: try body.bytes(), boundary: boundary).form()
    default:
      throw MalformedRequest(.mediaType)
    }
  }

  /// The first value of a field.
  public subscript(name: String) -> String? {
    fields.first { $0.name == name }?.value
  }

  public func values(of name: String) -> [String] {
    fields.filter { $0.name == name }.map(\.value)
  }

  /// The names of the fields, each once, in order; files are not among them.
  public var names: [String] {
    var seen: Set<String> = []
    return fields.map(\.name).filter { seen.insert($0).inserted }
  }
}
