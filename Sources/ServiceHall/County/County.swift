/// The machine's own facts: whose halls it carries and by which clock. 县
public struct County: Sendable, Equatable, Codable {
  public var name: String
  public var offset: UTCOffset
  /// The digest that chains the journals of this machine: SHA-256, or SM3 where it is required.
  public let digest: JournalDigestName

  public init(name: String, offset: UTCOffset = .beijing, digest: JournalDigestName = .sha256) {
    self.name = name
    self.offset = offset
    self.digest = digest
  }

  public func checked() throws(InputRefusal) -> County {
    var county = self
    county.name = try PlainText.required(name, field: "name", longest: 40)
    return county
  }
}

/// The digests that a journal's header may name.
public enum JournalDigestName: String, Sendable, CaseIterable, Codable { case sha256, sm3 }
