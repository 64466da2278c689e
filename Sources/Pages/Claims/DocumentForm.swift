/// A document's form, as typed. 登记文书
public struct DocumentForm: Sendable, Equatable {
  public struct Person: Sendable, Equatable {
    public var name: String
    public var idType: String
    public var idNumber: String
    public var phone: String

    public init(name: String = "", idType: String = "111", idNumber: String = "", phone: String = "") {
      self.name = name
      self.idType = idType
      self.idNumber = idNumber
      self.phone = phone
    }
  }

  /// So many proxies have a row.
  public static let proxyRows = 2

  public var kind: String
  public var number: String
  public var title: String
  public var issuer: String
  public var issuedOn: String
  public var expiresOn: String
  public var caseNumber: String
  public var form: String
  public var place: String
  /// Whether it is in the hall's hands.
  public var isHere: Bool
  public var holder: Person
  public var proxies: [Person]

  public init(
    kind: String = "licence", number: String = "", title: String = "", issuer: String = "",
    issuedOn: String = "", expiresOn: String = "", caseNumber: String = "", form: String = "paper",
    place: String = "", isHere: Bool = true, holder: Person = Person(), proxies: [Person] = []
  ) {
    self.kind = kind
    self.number = number
    self.title = title
    self.issuer = issuer
    self.issuedOn = issuedOn
    self.expiresOn = expiresOn
    self.caseNumber = caseNumber
    self.form = form
    self.place = place
    self.isHere = isHere
    self.holder = holder
    self.proxies = proxies
  }

  /// The names of a party's inputs: `holderName`, `proxyIdNumber2`.
  public static func input(_ part: String, proxy: Int? = nil) -> String {
    let name = part.prefix(1).uppercased() + part.dropFirst()
    return proxy.map { "proxy\(name)\($0 + 1)" } ?? "holder\(name)"
  }
}

/// `/h/{hall}/admin/documents/new`: registers one document.
public struct AdminDocumentFormPage: Page {
  public static let template = "Claims/admin-document-form"

  public var frame: Frame
  public var form: DocumentForm
  public var key: String

  public init(frame: Frame, form: DocumentForm, key: String) {
    self.frame = frame
    self.form = form
    self.key = key
  }
}
