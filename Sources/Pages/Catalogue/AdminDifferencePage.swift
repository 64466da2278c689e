public import ServiceHall

/// `/county/items/{code}/difference`: two versions of an item side by side, column by column. 版本差异
public struct AdminDifferencePage: Page {
  public static let template = "Catalogue/admin-difference"

  public struct Side: Sendable {
    public var number: Int
    public var state: ItemVersion.State
    public var sheet: ItemSheet

    public init(number: Int, state: ItemVersion.State, sheet: ItemSheet) {
      self.number = number
      self.state = state
      self.sheet = sheet
    }
  }

  public var frame: Frame
  public var code: String
  public var name: String
  public var old: Side
  public var new: Side
  /// Numbers of every version, the latest first.
  public var versions: [Int]
  /// Whether columns that are the same are shown as well.
  public var showsAll: Bool

  public init(
    frame: Frame, code: String, name: String, old: Side, new: Side, versions: [Int], showsAll: Bool
  ) {
    self.frame = frame
    self.code = code
    self.name = name
    self.old = old
    self.new = new
    self.versions = versions
    self.showsAll = showsAll
  }
}
