extension CatalogueFile {
  /// Reads a table in UTF-8, with or without its mark, or in GB18030.
  ///
  /// - Parameter decodeGB18030: gives UTF-8, or nil when the bytes are not of that encoding.
  public init(
    encoded bytes: [UInt8], words: CatalogueWords, decodeGB18030: ([UInt8]) -> [UInt8]?
  ) {
    if String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) {
      self.init(csv: bytes, words: words)
      return
    }
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.contains(0)
    if !isUTF16, let text = decodeGB18030(bytes) {
      let file = CatalogueFile(csv: text, words: words)
      // Cut or foreign bytes may pass for GB18030; then no heading is a known one.
      let missing = file.faults.filter { $0.row == 1 && $0.code == .required }.count
      let isKnown = missing < CatalogueTables.items.filter(\.isRequired).count
      if isKnown {
        self = file
        return
      }
    }
    self.init(naming: .headings(words))
    faults = [RowFault(row: 0, field: "", code: .encoding)]
  }
}
