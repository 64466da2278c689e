/// What a document's QR code says of it, to be checked without a network. 验证信息
///
/// It is small enough for a slip of 58 mm: the document itself stays on paper, here stands its digest. The format
/// is described in `Appliance/verification.md`.
///
/// Invariants, cited by number in `AttestationTests`:
/// 1. An attestation has one spelling, in bytes and as text: what can be read is written back the same.
/// 2. Whatever else is refused, and nothing is normalised.
/// 3. The holder stands in it masked, as `Masking.name` does.
public struct Attestation: Sendable, Equatable {
  /// The algorithms of signature and digest, by the byte that names them.
  public enum Suite: UInt8, Sendable, CaseIterable {
    /// Ed25519 and SHA-256
    case ed25519 = 1
    /// SM2 and SM3. 商用密码
    case sm2 = 2

    /// The name in lists of keys, and of the suite that signs.
    public var name: String {
      switch self {
      case .ed25519: "ed25519"
      case .sm2: "sm2"
      }
    }

    public init?(name: String) {
      guard let suite = Self.allCases.first(where: { $0.name == name }) else { return nil }
      self = suite
    }
  }

  public let suite: Suite
  /// Eight bytes: the beginning of the suite's digest of the public key.
  public let key: [UInt8]
  public let division: DivisionCode
  public let shortCode: Hall.ShortCode
  public let number: LicenceNumber
  /// Of the document, 1…999.
  public let version: Int
  /// What document it is, in words. 证照名称
  public let kind: String
  public let issuedOn: CivilDate
  /// The last day on which it is in force; nil for ever.
  public let expiresOn: CivilDate?
  public let signedOn: CivilDate
  /// Masked.
  public let holder: String
  /// 32 bytes: the suite's digest of the whole document.
  public let digest: [UInt8]

  static let keyLength = 8
  static let digestLength = 32
  public static let signatureLength = 64
  public static let longestKind = 60
  public static let longestHolder = 96
  public static let versions = 1...999

  /// - Throws: `.range` or `.text` for what has no spelling.
  public init(
    suite: Suite, key: [UInt8], division: DivisionCode, shortCode: Hall.ShortCode, number: LicenceNumber,
    version: Int, kind: String, issuedOn: CivilDate, expiresOn: CivilDate?, signedOn: CivilDate,
    holder: String, digest: [UInt8]
  ) throws(AttestationFault) {
    guard key.count == Self.keyLength, digest.count == Self.digestLength,
      Self.versions.contains(version),
      AttestationBytes.days.contains(issuedOn.daysSinceEpoch),
      AttestationBytes.days.contains(signedOn.daysSinceEpoch),
      signedOn >= issuedOn, expiresOn.map({ $0 >= issuedOn }) ?? true,
      AttestationBytes.days.contains(expiresOn?.daysSinceEpoch ?? 1)
    else { throw .range }
    guard AttestationBytes.isWritable(kind, Self.longestKind),
      AttestationBytes.isWritable(holder, Self.longestHolder)
    else { throw .text }
    self.suite = suite
    self.key = key
    self.division = division
    self.shortCode = shortCode
    self.number = number
    self.version = version
    self.kind = kind
    self.issuedOn = issuedOn
    self.expiresOn = expiresOn
    self.signedOn = signedOn
    self.holder = holder
    self.digest = digest
  }

  /// The bytes that are signed: `YZ1:`, then everything but the signature.
  public var message: [UInt8] { Array(SignedAttestation.prefix.utf8) + bytes }
}

/// An attestation with its signature, true or not. 验证码
public struct SignedAttestation: Sendable, Equatable {
  public static let prefix = "YZ1:"
  /// The most characters that one has.
  public static let longest = 484

  public let attestation: Attestation
  /// 64 bytes; for SM2, r and s of 32 bytes each.
  public let signature: [UInt8]

  /// - Throws: `.range` for a signature of another length.
  public init(_ attestation: Attestation, signature: [UInt8]) throws(AttestationFault) {
    guard signature.count == Attestation.signatureLength else { throw .range }
    self.attestation = attestation
    self.signature = signature
  }

  /// Reads the text of a QR code.
  ///
  /// - Throws: the first fault that is found.
  public init(_ text: String) throws(AttestationFault) {
    guard text.utf8.starts(with: Self.prefix.utf8) else { throw .prefix }
    guard text.utf8.count <= Self.longest else { throw .length }
    let bytes: [UInt8]
    do {
      bytes = try Base45.decode(String(decoding: text.utf8.dropFirst(Self.prefix.utf8.count), as: UTF8.self))
    } catch {
      throw error == .alphabet ? .alphabet : .encoding
    }
    var reader = AttestationBytes(bytes)
    attestation = try Attestation(reading: &reader)
    signature = try reader.take(Attestation.signatureLength)
    guard reader.isAtEnd else { throw .trailing }
  }

  /// `YZ1:` and Base45: what stands in the QR code.
  public var text: String { Self.prefix + Base45.encode(attestation.bytes + signature) }
}
