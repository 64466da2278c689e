/// What spreadsheets save tables in: UTF-8, with or without its mark, or GB18030.
public struct FileEncoding: Sendable {
  /// UTF-8 without its mark.
  public let text: [UInt8]
  /// Cut or foreign bytes may pass for GB18030, so the reader has to find a word that it knows.
  public let isGuess: Bool

  /// - Parameter decodeGB18030: gives UTF-8, or nil when the bytes are not of that encoding.
  /// - Returns: nil when the bytes are of another encoding.
  public init?(_ bytes: [UInt8], decodeGB18030: ([UInt8]) -> [UInt8]?) {
    if bytes.contains(0) || bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return nil
    }
    isGuess = String(validating: bytes, as: UTF8.self) == nil
    guard let text = isGuess ? decodeGB18030(bytes) : bytes else { return nil }
    self.text = text.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(text.dropFirst(3)) : text
  }
}

extension CatalogueFile {
  /// Reads a table in UTF-8, with or without its mark, or in GB18030.
  ///
  /// - Parameter decodeGB18030: gives UTF-8, or nil when the bytes are not of that encoding.
  public init(
    encoded bytes: [UInt8], words: CatalogueWords, decodeGB18030: ([UInt8]) -> [UInt8]?
  ) {
    if let encoding = FileEncoding(bytes, decodeGB18030: decodeGB18030) {
      let file = CatalogueFile(csv: encoding.text, words: words)
      let missing = file.faults.filter { $0.row == 1 && $0.code == .required }.count
      if !encoding.isGuess || missing < CatalogueTables.items.filter(\.isRequired).count {
        self = file
        return
      }
    }
    self.init(naming: .headings(words))
    faults = [RowFault(row: 0, field: "", code: .encoding)]
  }
}
