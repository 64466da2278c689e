/// A blank form or a filled-in sample that people take away. 空白表、样表
///
/// Guides name it by its file name; its content stands apart, under its digest.
public struct GuideFile: Sendable, Equatable, Codable {
  /// What a printer of any office can print.
  public enum Kind: String, Sendable, CaseIterable {
    case pdf, doc, docx, xls, xlsx, wps, et, ofd, jpg, jpeg, png

    public var mediaType: String {
      switch self {
      case .pdf: "application/pdf"
      case .doc, .wps: "application/msword"
      case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
      case .xls, .et: "application/vnd.ms-excel"
      case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      case .ofd: "application/ofd"
      case .jpg, .jpeg: "image/jpeg"
      case .png: "image/png"
      }
    }
  }

  public let name: String
  /// SHA-256 of the content, in hex.
  public let digest: String
  /// Bytes.
  public let size: Int

  /// Bytes: a scanned sheet is smaller.
  public static let largest = 8 << 20

  /// - Throws: `InputRefusal` naming `file`.
  public init(name: String, digest: String, size: Int) throws(InputRefusal) {
    let name = try PlainText.required(name, field: "file", longest: 100)
    guard !name.contains(where: { "/\\|;".contains($0) }), !name.hasPrefix("."), Self.kind(of: name) != nil
    else { throw InputRefusal("file", .format) }
    guard size > 0 else { throw InputRefusal("file", .required) }
    guard size <= Self.largest else { throw InputRefusal("file", .tooLong) }
    self.name = name
    self.digest = digest
    self.size = size
  }

  public var kind: Kind? { Self.kind(of: name) }

  private static func kind(of name: String) -> Kind? {
    name.split(separator: ".").count > 1
      ? name.split(separator: ".").last.flatMap { Kind(rawValue: $0.lowercased()) } : nil
  }
}
