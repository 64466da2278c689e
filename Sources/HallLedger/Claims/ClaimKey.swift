import Foundation
import Seal
import ServiceHall

/// A hall's secret from which the codes and PINs of its claims are made, in a file of its own: the journal, which
/// goes upward, tells nobody a PIN. 取件密钥
///
/// A code is made from a nonce that is kept only as long as a repeated request must get the same answer.
struct ClaimKey {
  private static let byteCount = 32
  private let secret: [UInt8]

  /// Names the key without telling it.
  let id: String

  private init(_ secret: [UInt8]) {
    self.secret = secret
    id = Hex.encode(Array(MessageCode.hmac(.sha256, key: secret, Array("name".utf8)).prefix(8)))
  }

  static func read(in folder: String) -> ClaimKey? {
    guard let data = file(folder).read(), data.count == byteCount else { return nil }
    return ClaimKey([UInt8](data))
  }

  /// Runs on the ledger's writer, so that two first claims make one key.
  static func readOrMake(in folder: String) throws -> ClaimKey {
    if let key = read(in: folder) { return key }
    let secret = SecureRandom.bytes(byteCount)
    try file(folder).write(Data(secret))
    return ClaimKey(secret)
  }

  private static func file(_ folder: String) -> SecretFile { SecretFile(path: folder + "/claims.key") }

  /// The code that belongs to a nonce.
  func code(_ nonce: String, of hall: Hall) -> ClaimCode? {
    ClaimCode(
      division: hall.division, hall: hall.shortCode,
      secret: Self.text(digest("code", Array(nonce.utf8)), ClaimCode.secretLength))
  }

  /// The PIN that belongs to a nonce.
  func pin(_ nonce: String) -> ClaimPIN {
    let number = digest("pin", Array(nonce.utf8)).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return ClaimPIN(number: number)
  }

  /// What is kept of a PIN; each claim's own, so that equal PINs are not seen to be equal.
  func check(_ pin: ClaimPIN, codeDigest: [UInt8]) -> [UInt8] {
    digest("check", codeDigest + Array(pin.rawValue.utf8))
  }

  /// The proof that the claim's code or PIN was shown.
  func name(_ claim: Claim.ID) -> Claim.Name {
    Claim.Name(
      id: claim,
      proof: Self.text(digest("proof", Array(claim.description.utf8)), Claim.Name.proofLength))
  }

  func proves(_ name: Claim.Name) -> Bool {
    constantTimeEquals(Array(self.name(name.id).proof.utf8), Array(name.proof.utf8))
  }

  private func digest(_ purpose: String, _ text: [UInt8]) -> [UInt8] {
    MessageCode.hmac(.sha256, key: secret, Array(purpose.utf8) + [0] + text)
  }

  /// Five bits of a digest a character.
  private static func text(_ digest: [UInt8], _ length: Int) -> String {
    var text = ""
    var pending: UInt32 = 0
    var bits = 0
    for byte in digest where text.utf8.count < length {
      pending = pending << 8 | UInt32(byte)
      bits += 8
      while bits >= 5, text.utf8.count < length {
        bits -= 5
        text.unicodeScalars.append(
          Unicode.Scalar(ClaimCode.alphabet[Int(pending >> UInt32(bits) & 31)]))
      }
    }
    return text
  }
}

extension ClaimCode {
  /// What is kept of a code.
  var digest: [UInt8] { Digest.sha256.hash(Array(rawValue.utf8)) }
}
