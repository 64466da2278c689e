public import ServiceHall

/// `/h/{hall}/desk/handover`: finished documents go to whom they belong, once. 文书领取
///
/// Nothing of the holder stands here that is not masked: the page is there before the identity is proven.
public struct HandOverPage: Page {
  public static let template = "Claims/handover"

  public enum Stage: Sendable {
    /// A code, or a number with its PIN, is still to be shown.
    case asking(number: String)
    case presented(Presented)
  }

  public struct Document: Sendable {
    public var id: String
    public var kind: FinishedDocument.Kind
    public var number: String
    public var title: String
    public var place: String?

    public init(
      id: String, kind: FinishedDocument.Kind, number: String, title: String, place: String? = nil
    ) {
      self.id = id
      self.kind = kind
      self.number = number
      self.title = title
      self.place = place
    }
  }

  public struct Presented: Sendable {
    /// The claim with the proof that its code was shown.
    public var claim: String
    public var documents: [Document]
    /// Masked, as are the others.
    public var holder: String
    public var holderNumber: String
    public var isBody: Bool
    public var proxies: [String]
    /// The cell of a locker in which they lie.
    public var cell: Int?
    public var expiresOn: String
    public var isClockSuspect: Bool
    public var form: Form

    public init(
      claim: String, documents: [Document], holder: String, holderNumber: String, isBody: Bool = false,
      proxies: [String] = [], cell: Int? = nil, expiresOn: String, isClockSuspect: Bool = false,
      form: Form = Form()
    ) {
      self.claim = claim
      self.documents = documents
      self.holder = holder
      self.holderNumber = holderNumber
      self.isBody = isBody
      self.proxies = proxies
      self.cell = cell
      self.expiresOn = expiresOn
      self.isClockSuspect = isClockSuspect
      self.form = form
    }
  }

  /// What was typed before something was refused.
  public struct Form: Sendable {
    public var relation: HandOver.Relation?
    public var name: String
    public var idType: String
    public var idNumber: String
    public var holderNumber: String
    /// The digest of the letter that was sent already.
    public var letter: String?
    /// The digest of the signature that was sent already.
    public var signature: String?
    public var isOnPaper: Bool
    /// The documents that stay ticked; nil for all.
    public var ticked: Set<String>?

    public init(
      relation: HandOver.Relation? = nil, name: String = "", idType: String = "111",
      idNumber: String = "", holderNumber: String = "", letter: String? = nil, signature: String? = nil,
      isOnPaper: Bool = true, ticked: Set<String>? = nil
    ) {
      self.relation = relation
      self.name = name
      self.idType = idType
      self.idNumber = idNumber
      self.holderNumber = holderNumber
      self.letter = letter
      self.signature = signature
      self.isOnPaper = isOnPaper
      self.ticked = ticked
    }
  }

  public var frame: Frame
  /// The name of the clerk's window; nil at a counter that is none.
  public var windowName: String?
  public var stage: Stage
  public var key: String

  public init(frame: Frame, windowName: String? = nil, stage: Stage, key: String) {
    self.frame = frame
    self.windowName = windowName
    self.stage = stage
    self.key = key
  }
}
