/// A page as its route fills it: raw values, without words or layout.
public protocol Page: Sendable {
  /// The template's path below `Templates/pages`, without the suffix: `Queue/kiosk`.
  static var template: String { get }

  var frame: Frame { get }

  /// Puts the values into words.
  func content(_ strings: Strings) -> PageContent
}

/// A page of which one part is fetched anew while people look at it.
public protocol LivePage: Page {
  /// The part's template: `Queue/kiosk-lines`.
  static var fragment: String { get }
  /// The journal's sequence number that the values stand for; live events go on from there.
  var lastEvent: Int64 { get }
}

/// What a template sees: named texts, flags, lists, and further such groups.
public struct PageContent {
  let fields: [String: Any]

  /// For a page whose words all stand in its template.
  static var empty: PageContent { PageContent(fields: [:]) }
}
