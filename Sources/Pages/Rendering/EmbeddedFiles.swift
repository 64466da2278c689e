private import CTemplates

/// The files of `Templates/` that the compiler put into the binary.
public enum EmbeddedFiles {
  /// Every file by its path below `Templates/`: `static/app.css`.
  public static func all() -> [String: [UInt8]] {
    let table = unsafe UnsafeBufferPointer(
      start: yizhan_templates(), count: yizhan_template_count())
    var files: [String: [UInt8]] = [:]
    for index in table.indices {
      let file = unsafe table[index]
      let bytes = unsafe UnsafeBufferPointer(start: file.bytes, count: file.length)
      files[unsafe String(cString: file.path)] = unsafe Array(bytes)
    }
    return files
  }
}
