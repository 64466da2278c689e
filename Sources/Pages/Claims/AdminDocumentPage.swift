public import ServiceHall

/// `/h/{hall}/admin/documents/{document}`: one document, what was done with it, and what may be done.
public struct AdminDocumentPage: Page {
  public static let template = "Claims/admin-document"

  /// A party as the page shows it: masked, or in full once somebody has given a reason.
  public struct Person: Sendable {
    public var name: String
    public var idType: String
    public var idNumber: String
    public var phone: String?

    public init(name: String, idType: String, idNumber: String, phone: String? = nil) {
      self.name = name
      self.idType = idType
      self.idNumber = idNumber
      self.phone = phone
    }
  }

  public struct ClaimRow: Sendable {
    public enum Standing: String, Sendable, CaseIterable {
      case open, locked, expired, collected, revoked
    }

    public var claim: String
    /// `2026-11-20 09:31`
    public var madeAt: String
    public var expiresOn: String
    public var standing: Standing
    public var receipt: String?
    public var reason: String?
    /// How many documents are in it.
    public var count: Int

    public init(
      claim: String, madeAt: String, expiresOn: String, standing: Standing, receipt: String? = nil,
      reason: String? = nil, count: Int = 1
    ) {
      self.claim = claim
      self.madeAt = madeAt
      self.expiresOn = expiresOn
      self.standing = standing
      self.receipt = receipt
      self.reason = reason
      self.count = count
    }
  }

  public struct Step: Sendable {
    /// `2026-11-20 09:31`
    public var at: String
    /// The name of a person or a device; nil for the machine itself.
    public var who: String?
    /// As the journal writes it: `document.moved`.
    public var kind: String
    public var note: String?
    public var receipt: String?

    public init(at: String, who: String?, kind: String, note: String? = nil, receipt: String? = nil) {
      self.at = at
      self.who = who
      self.kind = kind
      self.note = note
      self.receipt = receipt
    }
  }

  public var frame: Frame
  public var row: DocumentRow
  public var holder: Person
  public var proxies: [Person]
  /// Whether the persons stand here in full.
  public var isRevealed: Bool
  public var issuedOn: String
  public var expiresOn: String?
  public var caseNumber: String?
  public var form: FinishedDocument.Form
  public var reason: String?
  public var version: Int
  /// What an act of a clerk may lead to.
  public var next: Set<FinishedDocument.State>
  public var claims: [ClaimRow]
  /// What else is ready for the same holder.
  public var others: [DocumentRow]
  public var trace: [Step]
  public var key: String

  public init(
    frame: Frame, row: DocumentRow, holder: Person, proxies: [Person] = [], isRevealed: Bool = false,
    issuedOn: String, expiresOn: String? = nil, caseNumber: String? = nil,
    form: FinishedDocument.Form = .paper, reason: String? = nil, version: Int = 1,
    next: Set<FinishedDocument.State>, claims: [ClaimRow] = [], others: [DocumentRow] = [],
    trace: [Step], key: String
  ) {
    self.frame = frame
    self.row = row
    self.holder = holder
    self.proxies = proxies
    self.isRevealed = isRevealed
    self.issuedOn = issuedOn
    self.expiresOn = expiresOn
    self.caseNumber = caseNumber
    self.form = form
    self.reason = reason
    self.version = version
    self.next = next
    self.claims = claims
    self.others = others
    self.trace = trace
    self.key = key
  }
}
