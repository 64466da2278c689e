/// Whether a hall's disk has room for an attachment. 附件空间
///
/// Attachments are refused long before the disk is full, so that records and acknowledgements can still be
/// written; what is kept already is never deleted to make room.
public enum AttachmentRoom {
  /// Bytes that attachments leave free.
  public static let reserve = 256 << 20

  public static func admits(_ size: Int, free: Int) -> Bool { size <= free - reserve }
}

/// Why an attachment is not taken in.
public enum AttachmentRefusal: Error, Sendable, Equatable {
  /// The disk is nearly full.
  case noRoom
  /// Empty, larger than can go up, or of a media type that is none.
  case unfit

  /// Stable, for programs.
  public var code: String {
    switch self {
    case .noRoom: "attachment-no-room"
    case .unfit: "attachment-unfit"
    }
  }
}
