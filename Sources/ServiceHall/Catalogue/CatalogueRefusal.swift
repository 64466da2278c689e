/// Why something of the catalogue is refused.
public enum CatalogueRefusal: Error, Sendable, Equatable {
  case unknownItem
  case unknownVersion
  case unknownDuty
  case unknownList
  case unknownFile
  /// The item is withdrawn, or was never published.
  case notPublished
  /// The version is already the published one.
  case alreadyPublished

  public var code: String {
    switch self {
    case .unknownItem: "unknown-item"
    case .unknownVersion: "unknown-version"
    case .unknownDuty: "unknown-duty"
    case .unknownList: "unknown-list"
    case .unknownFile: "unknown-file"
    case .notPublished: "not-published"
    case .alreadyPublished: "already-published"
    }
  }
}
