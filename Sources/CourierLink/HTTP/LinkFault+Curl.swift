internal import CCurl

extension LinkFault {
  /// What an error code of libcurl means here.
  init(_ code: CURLcode, _ easy: CurlEasy, _ transfer: LinkTransfer, timeLimit: Duration?) {
    if transfer.isTooLarge {
      self = .tooLarge
    } else if transfer.isJudgedBad {
      self = .certificate
    } else {
      self = Self.security(code) ?? Self.time(code, easy, timeLimit) ?? .unreachable(Self.reason(code, easy))
    }
  }

  private static func security(_ code: CURLcode) -> LinkFault? {
    switch code {
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS: .certificate
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH: .pinMismatch
    case CURLE_SSL_CERTPROBLEM: .unusableFile(.clientCertificate)
    case CURLE_SSL_CACERT_BADFILE: .unusableFile(.authorities)
    case CURLE_FILESIZE_EXCEEDED: .tooLarge
    case CURLE_URL_MALFORMAT: .refusedURL
    default: nil
    }
  }

  /// The library has one code for three limits.
  private static func time(_ code: CURLcode, _ easy: CurlEasy, _ timeLimit: Duration?) -> LinkFault? {
    guard code == CURLE_OPERATION_TIMEDOUT else { return nil }
    if easy.offset(CURLINFO_PRETRANSFER_TIME_T) <= 0 { return .timedOut }
    guard let timeLimit else { return .stalled }
    // Its clock ticks in milliseconds.
    let elapsed = Duration.microseconds(easy.offset(CURLINFO_TOTAL_TIME_T)) + .milliseconds(2)
    return elapsed >= timeLimit ? .timedOut : .stalled
  }

  private static func reason(_ code: CURLcode, _ easy: CurlEasy) -> Reason {
    let throughProxy = easy.integer(CURLINFO_HTTP_CONNECTCODE)
    if throughProxy > 0 && throughProxy / 100 != 2 { return .proxy }
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST: return .name
    case CURLE_COULDNT_CONNECT: return .connection
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: return .proxy
    case CURLE_SSL_CONNECT_ERROR: return .handshake
    case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE,
      CURLE_SEND_FAIL_REWIND:
      return .broken
    // The second is its word for a reply without a status line.
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL: return .malformedReply
    case CURLE_OUT_OF_MEMORY: return .resources
    default: return .other(Int32(bitPattern: code.rawValue))
    }
  }
}
