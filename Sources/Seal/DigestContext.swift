import CCrypto

/// A hash computation in libcrypto.
///
/// Invariants:
/// 1. The context is owned by this object alone and freed with it.
/// 2. An algorithm is fetched once per process and never freed: a fetch takes locks and costs more
///    than hashing a journal line.
/// 3. A failing libcrypto stops the process. It fails here only when memory is exhausted or when
///    the machine's OpenSSL configuration withholds the algorithm, never because of the input; any
///    value returned instead would enter the journal as if it were a digest.
///
/// Shared only as `StreamingDigest` shares it, which never writes to a context with two owners.
@safe
final class DigestContext: @unchecked Sendable {
  private let digest: Digest
  private let context: OpaquePointer

  init(_ digest: Digest) {
    self.digest = digest
    guard let context = unsafe EVP_MD_CTX_new() else { Libcrypto.stop("EVP_MD_CTX_new") }
    unsafe self.context = context
    let started = unsafe EVP_DigestInit_ex2(context, digest.algorithm.pointer, nil)
    guard started == 1 else { Libcrypto.stop("EVP_DigestInit_ex2") }
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  /// A second computation that has read the same bytes so far.
  func copy() -> DigestContext {
    let twin = DigestContext(digest)
    let copied = unsafe EVP_MD_CTX_copy_ex(twin.context, context)
    guard copied == 1 else { Libcrypto.stop("EVP_MD_CTX_copy_ex") }
    return twin
  }

  func update(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes { unsafe update($0) }
  }

  func update(_ bytes: UnsafeRawBufferPointer) {
    let updated = unsafe EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    guard updated == 1 else { Libcrypto.stop("EVP_DigestUpdate") }
  }

  /// The digest; the context must not be updated afterwards.
  func finish() -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: Digest.byteCount) { buffer, count in
      let finished = unsafe EVP_DigestFinal_ex(context, buffer.baseAddress, nil)
      guard finished == 1 else { Libcrypto.stop("EVP_DigestFinal_ex") }
      count = Digest.byteCount
    }
  }
}

extension Digest {
  /// libcrypto's implementation of the algorithm.
  var algorithm: DigestAlgorithm {
    switch self {
    case .sha256: .sha256
    case .sm3: .sm3
    }
  }
}

/// An algorithm fetched from libcrypto; immutable there and safe to share between threads.
@safe
struct DigestAlgorithm: @unchecked Sendable {
  static let sha256 = DigestAlgorithm(named: "SHA256")
  static let sm3 = DigestAlgorithm(named: "SM3")

  let pointer: OpaquePointer

  private init(named name: String) {
    guard let pointer = unsafe EVP_MD_fetch(nil, name, nil) else {
      preconditionFailure("libcrypto has no \(name)")
    }
    unsafe self.pointer = pointer
  }
}
