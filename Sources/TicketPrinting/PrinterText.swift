import Glibc

/// Whether this machine can write Chinese for a printer.
public enum PrinterText {
  /// Whether the C library has its converter to GBK, a module of its own (`GBK.so`). Without it every Chinese
  /// character of a slip is a picture, or a sign for a missing one.
  public static let hasGBK: Bool = {
    let opened = unsafe iconv_open("GBK", "UTF-8")
    guard Int(bitPattern: opened) != -1 else { return false }
    unsafe iconv_close(opened)
    return true
  }()
}
