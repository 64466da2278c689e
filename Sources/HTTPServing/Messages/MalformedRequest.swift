/// A body or query that is not what it claims to be; to be answered 400 (415 for `.mediaType`).
public struct MalformedRequest: Error, Equatable {
  public enum Reason: String, Sendable {
    /// Text that is not UTF-8.
    case encoding
    /// A broken percent escape or a NUL.
    case urlencoding
    /// Broken or unfinished multipart framing.
    case multipart
    /// Not a form.
    case mediaType = "media-type"
    case tooManyFields = "too-many-fields"
  }

  public var reason: Reason
  /// The field in which it was found, where known.
  public var field: String?

  public init(_ reason: Reason, field: String? = nil) {
    self.reason = reason
    self.field = field
  }
}
