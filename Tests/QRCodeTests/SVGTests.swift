import Foundation
import FoundationXML
import QRCode
import Testing

@Suite("SVG")
struct SVGTests {
  @Test(
    "(2) the path covers the dark modules and no other", arguments: QRMatrixTests.texts, [0, 4])
  func path(_ text: String, _ quietZone: Int) throws {
    let matrix = try QRMatrix(text)
    let svg = matrix.svg(quietZone: quietZone)
    let width = matrix.side + 2 * quietZone
    #expect(svg.contains(#"viewBox="0 0 \#(width) \#(width)""#))
    #expect(svg.components(separatedBy: "<path").count == 2)

    let path = try #require(try /d="([^"]*)"/.firstMatch(in: svg)?.1)
    let rectangles = path.matches(of: /M(\d+) (\d+)h(\d+)v1H(\d+)z/)
    #expect(rectangles.map { $0.0.count }.reduce(0, +) == path.count)
    var dark = Set<[Int]>()
    for rectangle in rectangles {
      let left = try #require(Int(rectangle.1))
      let top = try #require(Int(rectangle.2))
      let length = try #require(Int(rectangle.3))
      #expect(rectangle.4 == rectangle.1)
      for x in left..<left + length { #expect(dark.insert([x, top]).inserted) }
    }
    var expected = Set<[Int]>()
    for y in 0..<matrix.side {
      for x in 0..<matrix.side where matrix[x, y] {
        expected.insert([x + quietZone, y + quietZone])
      }
    }
    #expect(dark == expected)
  }

  @Test("a title is escaped and makes the code an image")
  func title() throws {
    let svg = try QRMatrix("1").svg(title: #"<script>"办件" & 'more'</script>"#)
    #expect(svg.contains(#"role="img""#))
    let escaped = "&lt;script&gt;&quot;办件&quot; &amp; &#39;more&#39;&lt;/script&gt;"
    #expect(svg.contains("<title>\(escaped)</title>"))
    #expect(!svg.contains("<script"))
    #expect(!svg.contains("aria-hidden"))
  }

  @Test("without a title it is hidden from screen readers")
  func untitled() throws {
    let svg = try QRMatrix("1").svg()
    #expect(svg.contains(#"aria-hidden="true""#))
    #expect(!svg.contains("<title"))
    #expect(!svg.contains(#"role="img""#))
  }

  @Test("leaves its size and style to the page")
  func bare() throws {
    let svg = try QRMatrix("1").svg(title: "办件")
    let root = try #require(try /<svg[^>]*>/.firstMatch(in: svg)?.0)
    #expect(root.contains(#"shape-rendering="crispEdges""#))
    for attribute in ["width=", "height=", "style=", "class=", "id="] {
      #expect(!root.contains(attribute), "\(attribute)")
    }
    #expect(!svg.contains("style"))
  }

  @Test(
    "is well-formed XML, whatever the title",
    arguments: ["办件", "a<b & \"c\"", "]]>", "nul\0", "two\nlines", "\u{1B}[1m", "\u{FFFF}", "😀"])
  func wellFormed(_ title: String) throws {
    let svg = try QRMatrix("1").svg(title: title)
    #expect(XMLParser(data: Data(svg.utf8)).parse())
  }
}
