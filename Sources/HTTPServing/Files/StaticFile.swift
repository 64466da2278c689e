/// A file that never changes while the program runs.
public struct StaticFile: Sendable {
  /// Relative, with "/" between folders: `app.css`, `voice/0.wav`.
  public let name: String
  public let bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// By the extension of the name.
  var mediaType: String {
    switch nameParts.pathExtension.lowercased() {
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "jpg", "jpeg": "image/jpeg"
    case "gif": "image/gif"
    case "ico": "image/x-icon"
    case "wav": "audio/wav"
    case "mp3": "audio/mpeg"
    case "json": "application/json"
    case "webmanifest": "application/manifest+json"
    case "woff2": "font/woff2"
    case "woff": "font/woff"
    case "html": "text/html; charset=utf-8"
    case "txt": "text/plain; charset=utf-8"
    case "csv": "text/csv; charset=utf-8"
    case "pdf": "application/pdf"
    case "xml": "application/xml"
    default: "application/octet-stream"
    }
  }

  /// The name without its extension, and the extension without its dot.
  var nameParts: (stem: Substring, pathExtension: Substring) {
    guard let dot = name.lastIndex(of: "."), !name[dot...].contains("/") else {
      return (name[...], "")
    }
    return (name[..<dot], name[name.index(after: dot)...])
  }
}
