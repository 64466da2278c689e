import CCrypto

extension KeyHandle {
  /// The longest text that is looked at, in bytes; a private key takes 250.
  private static let longestText = 1 << 16

  /// Reads a private key of one of the algorithms.
  ///
  /// An empty passphrase is given, because libcrypto would otherwise ask for one at the terminal.
  static func reading(
    pem: String, of algorithms: [KeyAlgorithm]
  ) throws(KeyFault) -> KeyHandle {
    defer { ERR_clear_error() }
    var text = Array(pem.utf8)
    defer { unsafe OPENSSL_cleanse(&text, text.count) }
    guard text.count <= longestText, let pointer = unsafe parse(text) else {
      throw .unreadable
    }
    for algorithm in algorithms where unsafe EVP_PKEY_is_a(pointer, algorithm.name) == 1 {
      let handle = unsafe KeyHandle(algorithm, owning: pointer)
      guard handle.isSound else { throw .unusable }
      return handle
    }
    unsafe EVP_PKEY_free(pointer)
    throw .foreignAlgorithm
  }

  private static func parse(_ text: [UInt8]) -> OpaquePointer? {
    unsafe text.withUnsafeBytes { text in
      guard let source = unsafe BIO_new_mem_buf(text.baseAddress, Int32(text.count)) else { return nil }
      defer { unsafe BIO_free(source) }
      var passphrase: CChar = 0
      return unsafe PEM_read_bio_PrivateKey(source, nil, nil, &passphrase)
    }
  }

  /// Whether the private part is in its range and the public part belongs to it.
  private var isSound: Bool {
    let context = unsafe EVP_PKEY_CTX_new_from_pkey(nil, pointer, nil)
    defer { unsafe EVP_PKEY_CTX_free(context) }
    return unsafe EVP_PKEY_private_check(context) == 1 && EVP_PKEY_pairwise_check(context) == 1
  }

  /// The pair as PKCS#8 in PEM, under no passphrase.
  var pem: String {
    guard let target = unsafe BIO_new(BIO_s_secmem()) else { Libcrypto.stop("BIO_new") }
    defer { unsafe BIO_free(target) }
    guard unsafe PEM_write_bio_PKCS8PrivateKey(target, pointer, nil, nil, 0, nil, nil) == 1 else {
      Libcrypto.stop("PEM_write_bio_PKCS8PrivateKey")
    }
    var text = [UInt8](repeating: 0, count: unsafe Int(BIO_ctrl_pending(target)))
    defer { unsafe OPENSSL_cleanse(&text, text.count) }
    guard unsafe BIO_read(target, &text, Int32(text.count)) == Int32(text.count) else {
      Libcrypto.stop("BIO_read")
    }
    return String(decoding: text, as: UTF8.self)
  }
}
