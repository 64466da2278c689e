extension QRMatrix {
  /// The symbol as an SVG element, one unit per module, to stand in a page or a file.
  ///
  /// It has no size, style or script of its own: the page's style sheet sizes it, and a strict
  /// content security policy lets it pass. The light ground is drawn, so that it is read on a dark
  /// page too. Without a title it is hidden from screen readers and the page must say what it is.
  public func svg(quietZone: Int = 4, title: String? = nil) -> String {
    let margin = QRRaster.quietZones.clamp(quietZone)
    let width = side + 2 * margin
    let role = title == nil ? #"aria-hidden="true""# : #"role="img""#
    let heading = title.map { "<title>\(QRMatrix.escape($0))</title>" } ?? ""
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(width)" \
      shape-rendering="crispEdges" \(role)>\(heading)\
      <rect width="\(width)" height="\(width)" fill="#fff"/>\
      <path fill="#000" d="\(outline(margin: margin))"/></svg>
      """
  }

  /// One rectangle per horizontal run of dark modules: far fewer bytes than one per module.
  private func outline(margin: Int) -> String {
    var path = ""
    for y in 0..<side {
      var x = 0
      while x < side {
        let start = x
        while self[x, y] { x += 1 }
        let left = start + margin
        if x > start { path += "M\(left) \(y + margin)h\(x - start)v1H\(left)z" }
        x += 1
      }
    }
    return path
  }

  /// Text for XML 1.0; what XML cannot carry even escaped (§ 2.2) is left out.
  private static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\t", "\n", "\r": escaped += " "
      case "\0"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": break
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
