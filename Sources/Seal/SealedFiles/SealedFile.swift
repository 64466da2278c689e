/// Bytes that only the holder of one key can read, and that nobody can change. 加密文件
///
/// It says nothing about who sealed it: the signature of the batch around it does.
///
/// Layout, without gaps; ‖ joins, numbers are big-endian:
///
/// | bytes | what |
/// |---|---|
/// | 4 | `YZS1` |
/// | 1 | suite: 1 international, 2 sm |
/// | 8 | the recipient's key id: the start of the suite's digest over the raw public key |
/// | 1 | n, the length of the wrapped key: 32 if international, 1 to 255 if sm |
/// | n | the wrapped key |
/// | … | the chunks |
///
/// All before the chunks is the *header*. The digest is SHA-256 if international, SM3 if sm. The plain
/// bytes are cut into chunks of 65,536; the last has 1 to 65,536, or none if there are no plain bytes
/// at all. Chunks are numbered from 0 and have the nonce `chunk number (11 bytes) ‖ F`, F being 1 for
/// the last chunk and 0 for every other.
///
/// **international.** The wrapped key is the raw public key E of an X25519 pair made for this file.
/// With R the recipient's raw public key, the key of the file is
/// HKDF-SHA-256(secret: X25519(E, R), salt: E ‖ R, info: `YZS1 international`), 32 bytes. A chunk is
/// AES-256-GCM(key, nonce, plain chunk; additional data: header): the encrypted bytes and the tag of
/// 16 bytes.
///
/// **sm.** The wrapped key is the SM2 encryption (GB/T 32918.4 with SM3; the DER of GM/T 0009-2012,
/// as OpenSSL writes it) of 48 random bytes: K, 16 bytes, and M, 32 bytes. A chunk is C ‖ T:
/// C = SM4-CTR(K, first counter block: nonce ‖ 00000000, plain chunk), and
/// T = HMAC-SM3(M, header ‖ nonce ‖ C), 32 bytes. T is checked before C is decrypted.
///
/// Invariants, cited by number in `SealedFileTests`:
/// 1. Opening gives what was sealed, or a fault.
/// 2. No bit can be changed, no byte cut or added, no chunk moved, dropped, repeated or brought from
///    another file: the header, the number and the end are part of every chunk's proof.
/// 3. Only the recipient's key opens a file.
/// 4. Two files of the same bytes share no key.
public enum SealedFile {
  /// The plain bytes of every chunk but the last.
  public static let chunkByteCount = 65_536

  /// Why a file was not opened.
  public enum Fault: Error, Sendable, Equatable {
    /// It does not begin as a sealed file does.
    case notSealed
    /// It was sealed for another key, whose id this is, under this suite or another.
    case otherKey(id: String)
    /// It was changed, cut, or continued, or it is not complete.
    case damaged
  }

  /// Seals bytes for the holder of a key: 62 bytes more if international, at most 203 if sm, and 16
  /// or 32 for each chunk after the first.
  public static func seal(_ plain: [UInt8], to recipient: SealingKey.Public) -> [UInt8] {
    var sealer = Sealer(to: recipient)
    let start = sealer.seal(plain)
    return start + sealer.finish()
  }

  /// Opens what was sealed for the key.
  ///
  /// - Throws: `Fault`.
  public static func open(_ sealed: [UInt8], with key: SealingKey) throws(Fault) -> [UInt8] {
    var opener = Opener(with: key)
    let start = try opener.open(sealed)
    return try start + opener.finish()
  }
}
