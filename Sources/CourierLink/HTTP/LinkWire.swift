internal import CCurl

/// Does one job after another on the engine's thread, with one easy handle.
final class LinkWire {
  private unowned let engine: LinkEngine
  private let easy: CurlEasy
  /// Whether the kept connection was made with the certificate's dates looked at.
  private var lookedAtDates = false

  private var settings: HTTPLink.Settings { engine.settings }

  init?(engine: LinkEngine) {
    guard let easy = CurlEasy() else { return nil }
    self.engine = engine
    self.easy = easy
  }

  func perform(_ job: LinkJob) -> LinkJob.Result {
    Result { () throws(LinkFault) in
      switch job.work {
      case .exchange(let request): .response(try exchange(request, job))
      case .certificate(let url): .certificate(try handshake(url, job))
      }
    }
  }

  private func exchange(_ request: LinkRequest, _ job: LinkJob) throws(LinkFault) -> LinkResponse {
    let address = try checked(request.url)
    let trust = LinkTrust(settings, isClockAnchored: engine.isClockAnchored)
    let cap = settings.rateCap.cap(atMinute: engine.minuteOfDay())
    try prepare(request.url, cap: cap)
    try set(request)
    try set(trust, isSecure: address.isSecure)
    let judges = address.isSecure && trust.looksAtDates
    let transfer = LinkTransfer(
      body: request.body, piece: Self.piece(cap), limit: request.maxResponseBytes,
      isRepeatable: request.isRepeatable,
      judge: judges ? { [easy, engine] in Self.isOfToday(easy, engine.now()) } : nil)
    try easy.setCallbacks(transfer, judges: judges)
    // A connection whose certificate was turned down may still be kept.
    lookedAtDates = false
    try run(job, transfer, timeLimit: request.timeLimit)
    lookedAtDates = trust.looksAtDates
    return response(to: request, transfer)
  }

  private func handshake(_ url: String, _ job: LinkJob) throws(LinkFault) -> ServerCertificate {
    guard try checked(url).isSecure else { throw .refusedURL }
    try prepare(url, cap: nil)
    try easy.set(CURLOPT_CONNECT_ONLY, true)
    try easy.set(CURLOPT_CERTINFO, true)
    // Nobody is trusted yet: this is where the key becomes known.
    try easy.set(CURLOPT_SSL_VERIFYPEER, false)
    try easy.set(CURLOPT_SSL_VERIFYHOST, 0)
    try easy.set(CURLOPT_FRESH_CONNECT, true)
    let transfer = LinkTransfer(body: [], piece: 1, limit: 0, judge: nil)
    try easy.setCallbacks(transfer, judges: false)
    try run(job, transfer, timeLimit: settings.connectLimit)
    guard let certificate = easy.certificate else { throw .certificate }
    return certificate
  }

  private func checked(_ url: String) throws(LinkFault) -> LinkAddress {
    guard let address = LinkAddress(url) else { throw .refusedURL }
    guard address.isSecure || address.isLoopback || settings.allowsPlainHTTP else { throw .refusedURL }
    return address
  }

  private func run(_ job: LinkJob, _ transfer: LinkTransfer, timeLimit: Duration?) throws(LinkFault) {
    let code = withExtendedLifetime(transfer) { engine.multi.run(easy) { job.isCancelled } }
    guard let code else { throw .cancelled }
    if code == CURLE_OK { return }
    throw LinkFault(code, easy, transfer, timeLimit: timeLimit)
  }

  private func response(to request: LinkRequest, _ transfer: LinkTransfer) -> LinkResponse {
    let total = max(1, easy.offset(CURLINFO_TOTAL_TIME_T))
    let sending = max(1, total - max(0, easy.offset(CURLINFO_PRETRANSFER_TIME_T)))
    return LinkResponse(
      status: easy.integer(CURLINFO_RESPONSE_CODE), headers: transfer.headers, body: transfer.reply,
      elapsed: .microseconds(total),
      goodput: request.body.isEmpty ? nil : Double(request.body.count) * 1_000_000 / Double(sending),
      isOnKeptConnection: easy.integer(CURLINFO_NUM_CONNECTS) == 0)
  }

  /// Small pieces under a cap, so that the line is used evenly and not in bursts of 64 KiB.
  private static func piece(_ cap: Int?) -> Int { cap.map { max(256, $0 / 8) } ?? Int.max }

  /// Whether the certificate of a new connection is of today; a kept one was looked at when it was made.
  private static func isOfToday(_ easy: CurlEasy, _ now: Int64) -> Bool {
    if easy.integer(CURLINFO_NUM_CONNECTS) == 0 { return true }
    return easy.certificate?.isValid(at: now) ?? false
  }

  // MARK: Options

  private func prepare(_ url: String, cap: Int?) throws(LinkFault) {
    easy.reset()
    try easy.set(CURLOPT_URL, url)
    try easy.check(unsafe link_limit_protocols(easy.pointer))
    try easy.check(unsafe link_leave_resolver(easy.pointer))
    try easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    try easy.set(CURLOPT_HTTP09_ALLOWED, false)
    // A captive portal must not lead us elsewhere.
    try easy.set(CURLOPT_FOLLOWLOCATION, false)
    try easy.set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
    try easy.set(CURLOPT_NOSIGNAL, true)
    try easy.set(CURLOPT_TCP_NODELAY, true)
    try easy.set(CURLOPT_TCP_KEEPALIVE, true)
    try easy.set(CURLOPT_TCP_KEEPIDLE, 60)
    try easy.set(CURLOPT_TCP_KEEPINTVL, 30)
    // A new handshake costs more than a try of an old connection.
    try easy.set(CURLOPT_MAXAGE_CONN, 600)
    try easy.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, true)
    try easy.set(CURLOPT_USERAGENT, settings.userAgent)
    // Given empty, they keep the environment's from being used.
    try easy.set(CURLOPT_PROXY, settings.proxy ?? "")
    try easy.set(CURLOPT_NOPROXY, "")
    try easy.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    if let identity = settings.clientCertificate {
      try easy.set(CURLOPT_SSLCERT, identity.certificate)
      try easy.set(CURLOPT_SSLKEY, identity.key)
    }
    try easy.set(milliseconds: CURLOPT_CONNECTTIMEOUT_MS, settings.connectLimit)
    // It measures once a second: after one second the measure may still be that of the beginning.
    try easy.set(CURLOPT_LOW_SPEED_TIME, Int(max(2, settings.patience.components.seconds)))
    try setSpeed(cap)
  }

  private func setSpeed(_ cap: Int?) throws(LinkFault) {
    // What is slow by order is not stalled.
    try easy.set(CURLOPT_LOW_SPEED_LIMIT, max(1, min(settings.leastSpeed, (cap ?? Int.max) / 4)))
    guard let cap else { return }
    try easy.set(offset: CURLOPT_MAX_SEND_SPEED_LARGE, cap)
    try easy.set(offset: CURLOPT_MAX_RECV_SPEED_LARGE, cap)
  }

  private func set(_ request: LinkRequest) throws(LinkFault) {
    switch request.method {
    case .get:
      try easy.set(CURLOPT_HTTPGET, true)
    case .put:
      try easy.set(CURLOPT_UPLOAD, true)
      try easy.set(offset: CURLOPT_INFILESIZE_LARGE, request.body.count)
    case .post:
      try easy.set(CURLOPT_POST, true)
      try easy.set(offset: CURLOPT_POSTFIELDSIZE_LARGE, request.body.count)
    }
    // Waiting for a 100 costs a round trip, and a second with servers that know none. The library's own
    // content type would be a form's.
    var lines = ["Expect:"]
    if !request.headers.keys.contains(where: { $0.lowercased() == "content-type" }) {
      lines.append("Content-Type:")
    }
    for (name, value) in request.headers.sorted(by: { $0.key < $1.key }) {
      lines.append(Self.plain(name) + ": " + Self.plain(value))
    }
    try easy.setHeaders(lines)
    if let limit = request.timeLimit { try easy.set(milliseconds: CURLOPT_TIMEOUT_MS, limit) }
    try easy.set(offset: CURLOPT_MAXFILESIZE_LARGE, max(1, request.maxResponseBytes))
  }

  private static func plain(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
  }

  private func set(_ trust: LinkTrust, isSecure: Bool) throws(LinkFault) {
    guard isSecure else { return }
    try easy.set(CURLOPT_SSL_VERIFYPEER, trust.checksChain)
    try easy.set(CURLOPT_SSL_VERIFYHOST, trust.checksChain ? 2 : 0)
    if let pin = settings.pin { try easy.set(CURLOPT_PINNEDPUBLICKEY, pin) }
    if let authorities = settings.authorities, trust.checksChain {
      try easy.set(CURLOPT_CAINFO, authorities)
    }
    try easy.set(CURLOPT_CERTINFO, trust.looksAtDates)
    // What was accepted before the clock was right is looked at once more.
    try easy.set(CURLOPT_FRESH_CONNECT, trust.looksAtDates && !lookedAtDates)
  }
}
