/// A document as somebody sends it to be registered: in a request, on a row of a file, or from an upstream.
/// Nothing of it is checked yet.
public struct DocumentEntry: Sendable, Equatable, Codable {
  public struct PartyEntry: Sendable, Equatable, Codable {
    public var name: String?
    public var idType: String?
    public var idNumber: String?
    public var phone: String?

    public init(
      name: String? = nil, idType: String? = nil, idNumber: String? = nil, phone: String? = nil
    ) {
      self.name = name
      self.idType = idType
      self.idNumber = idNumber
      self.phone = phone
    }

    /// - Parameter field: the path of the party in what was sent.
    public func checked(_ field: String, today: CivilDate) throws(InputRefusal) -> Party {
      try Party(
        name: name, idType: idType, idNumber: idNumber, phone: phone, field: field, today: today)
    }
  }

  public var kind: String?
  public var number: String?
  public var title: String?
  public var holder: PartyEntry?
  public var proxies: [PartyEntry]?
  public var issuer: String?
  public var issuedOn: String?
  public var expiresOn: String?
  public var caseNumber: String?
  /// The item's code.
  public var item: String?
  public var form: String?
  /// Where it was laid.
  public var place: String?
  /// Whether it is in the hall's hands; missing means that it is.
  public var ready: Bool?

  public init() {}

  /// What is registered of it.
  ///
  /// - Parameter today: nobody is born later.
  /// - Throws: `InputRefusal` with every field that is at fault.
  public func checked(today: CivilDate) throws(InputRefusal) -> FinishedDocument.Details {
    var reading = Reading()
    let kind = reading.value(kind, "kind", FinishedDocument.Kind.init)
    if self.kind?.isEmpty ?? true { reading.faults.append(FieldFault("kind", .required)) }
    let issuedOn = reading.value(issuedOn, "issuedOn", { CivilDate($0) }, else: .format)
    if self.issuedOn?.isEmpty ?? true { reading.faults.append(FieldFault("issuedOn", .required)) }
    let expiresOn = reading.value(expiresOn, "expiresOn", { CivilDate($0) }, else: .format)
    let item = reading.value(item, "item", ServiceItem.ID.init(rawValue:), else: .format)
    let form = reading.value(form, "form", FinishedDocument.Form.init)
    for (text, field) in [(number, "number"), (title, "title"), (issuer, "issuer")] {
      reading.require(text, field)
    }
    let holder = reading.party(holder ?? PartyEntry(), "holder", today)
    let proxies = (proxies ?? []).enumerated().compactMap {
      reading.party($0.element, "proxies.\($0.offset)", today)
    }
    guard reading.faults.isEmpty, let kind, let holder, let issuedOn else {
      throw InputRefusal(reading.faults)
    }
    return try FinishedDocument.Details(
      kind: kind, number: number, title: title, holder: holder, proxies: proxies, issuer: issuer,
      issuedOn: issuedOn, expiresOn: expiresOn, caseNumber: caseNumber, item: item,
      form: form ?? .paper)
  }

  /// Goes on after a fault, so that all are told at once.
  private struct Reading {
    var faults: [FieldFault] = []

    mutating func require(_ text: String?, _ field: String) {
      do { _ = try PlainText.required(text, field: field, longest: .max) } catch { faults += error.faults }
    }

    /// - Returns: nil for a text that is missing, or at fault.
    mutating func value<Value>(
      _ text: String?, _ field: String, _ make: (String) -> Value?,
      else code: FieldFault.Code = .unknown
    ) -> Value? {
      guard let text, !text.isEmpty else { return nil }
      let value = make(text)
      if value == nil { faults.append(FieldFault(field, code)) }
      return value
    }

    mutating func party(_ entry: PartyEntry, _ field: String, _ today: CivilDate) -> Party? {
      do { return try entry.checked(field, today: today) } catch {
        faults += error.faults
        return nil
      }
    }
  }
}
