import Foundation
public import HTTPServing
import HallLedger
import Logging
import Pages
import ServiceHall

extension Site {
  /// Turns an error into the answer for a program or for a person.
  func refuse(
    _ error: any Error, _ request: Request, endpoint: Endpoint? = nil, ticket: TicketJSON? = nil
  ) -> Response {
    let strings = surroundings.renderer.strings
    var refused = Refused(error, county: surroundings.county.facts, strings: strings)
    if let ticket { refused.values["number"] = ticket.number }
    var incident: String?
    if refused.isIncident {
      let id = surroundings.randomText(8)
      incident = id
      refused.values["incident"] = id
      surroundings.logger.error(
        "request failed",
        metadata: [
          "incident": "\(id)", "method": "\(request.method.rawValue)",
          "route": "\(endpoint?.path ?? "")", "error": "\(error)",
        ])
    }
    let isForProgram = request.path.hasPrefix("/api/") || endpoint?.isProgramming ?? false
    if isForProgram { return problem(refused, incident: incident, ticket: ticket) }
    if refused.code == "not-signed-in" || refused.code == "wrong-credentials",
      request.method == .get
    {
      let next = PercentEncoding.query(request.path)
      return Response.redirect(to: "/sign-in?next=\(next)")
    }
    // A citizen at a kiosk cannot sign in; whoever set it up has to pair it.
    if refused.code == "not-signed-in", request.path.contains("/kiosk") {
      refused.code = "not-paired"
    }
    return page(refused, request, incident: incident)
  }

  /// Refusals that the server makes before a request reaches the site.
  public func refuse(_ status: HTTPStatus, code: String) -> Response {
    var refused = Refused(status, Site.code(ofServer: code))
    if status == .serviceUnavailable { refused.headers = [("Retry-After", "2")] }
    var response = problem(refused, incident: nil, ticket: nil)
    Site.secure(&response)
    counters.count(status: status.rawValue)
    return response
  }

  /// The page for a form whose body is over the limit of its path; nil where a program sends it.
  ///
  /// It is made before the request is read, so that nobody is known to be signed in.
  public func refuseTooLarge(_ method: HTTPMethod, _ path: String) -> Response? {
    guard method == .post, !path.hasPrefix("/api/") else { return nil }
    let limit = Site.largestBody(of: method, path) >> 20
    let page = RefusalPage(
      frame: Frame(csrf: ""), status: HTTPStatus.contentTooLarge.rawValue, code: "body-too-large",
      values: ["limit": "\(limit) MB"], back: path == Site.importFormPath ? "/county/items" : nil)
    var response = Response.text(surroundings.renderer.render(page), status: .contentTooLarge)
    response.headers["Cache-Control"] = "no-store"
    Site.secure(&response)
    counters.count(status: response.status.rawValue)
    return response
  }

  /// The site's code, with its sentence, for a code of the server.
  private static func code(ofServer code: String) -> String {
    switch code {
    case "malformed-header", "malformed-target": "malformed"
    case "header-too-large": "headers-too-large"
    case "method-not-implemented": "not-implemented"
    case "cannot-store-body": "storage-full"
    case "shutting-down": "unavailable"
    default: code
    }
  }

  private func problem(_ refused: Refused, incident: String?, ticket: TicketJSON?) -> Response {
    let strings = surroundings.renderer.strings
    let text = strings.refusal(refused.sentence ?? refused.code, refused.values)
    // RFC 9457.
    var body = JSONText()
    body.add("type", "about:blank")
    body.add("title", text.title)
    body.add("status", refused.status.rawValue)
    body.add("code", refused.code)
    body.add("detail", text.detail)
    if !refused.faults.isEmpty {
      body.add(
        "errors",
        objects: refused.faults.map { fault in
          var object = JSONText()
          object.add("field", fault.field)
          object.add("code", fault.code.rawValue)
          object.add("title", strings.fault(fault.code))
          return object
        })
    }
    body.add("incident", incident)
    body.add(
      "collected",
      object: refused.collected.map { collected in
        var object = JSONText()
        object.add("at", surroundings.county.facts.county.offset.timestamp(collected.at))
        object.add("window", collected.window?.rawValue)
        return object
      })
    // The ticket that a busy window still holds.
    body.add("ticket", object: ticket?.text)
    var response = JSON.response(body.bytes, status: refused.status)
    response.headers["Content-Type"] = "application/problem+json"
    for (name, value) in refused.headers { response.headers[name] = value }
    return response
  }

  private func page(_ refused: Refused, _ request: Request, incident: String?) -> Response {
    let signedIn = Gate(facts: surroundings.county.facts, surroundings: surroundings)
      .signedIn(request)
    var frame = Frame(csrf: signedIn?.csrf ?? "")
    // Where they may go instead; the hall that turned them away is not named.
    frame.person = signedIn.map { Frame.SignedIn($0.staff, in: nil) }
    frame.modes = Modes.read(request)
    if !refused.faults.isEmpty { frame.flash = .faults(refused.faults) }
    let page = RefusalPage(
      frame: frame, status: refused.status.rawValue, code: refused.sentence ?? refused.code,
      values: refused.values,
      incident: incident, back: Site.back(from: request, for: refused))
    var response = Response.text(surroundings.renderer.render(page), status: refused.status)
    response.headers["Cache-Control"] = "no-store"
    for (name, value) in refused.headers { response.headers[name] = value }
    return response
  }

  /// Where a refused person goes on: whose session has ended, to sign in again.
  private static func back(from request: Request, for refused: Refused) -> String? {
    let back = back(from: request)
    guard refused.code == "not-signed-in" else { return back }
    return "/sign-in" + (back.map { "?next=\(PercentEncoding.query($0))" } ?? "")
  }

  /// The page that a form stood on, when it is one of this site's.
  static func back(from request: Request) -> String? {
    guard let referrer = request.headers["referer"], let host = request.headers["host"],
      let range = referrer.range(of: "://\(host)/")
    else { return nil }
    let path = "/" + referrer[range.upperBound...]
    return isOwnPath(path) ? path : nil
  }

  /// Whether a browser takes the address for a page of this site. Browsers drop tabs and line breaks
  /// and take a backslash for a slash, so that other texts may lead elsewhere.
  static func isOwnPath(_ path: String) -> Bool {
    path.hasPrefix("/") && !path.hasPrefix("//")
      && path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }
  }
}

extension Frame.SignedIn {
  /// - Parameter hall: the page's hall; nil for one that belongs to none.
  init(_ staff: Staff, in hall: Hall.ID?) {
    let home = staff.grants.compactMap(\.hall).first
    self.init(
      name: staff.name, roles: staff.roles(in: hall ?? home),
      home: hall == nil ? home?.rawValue : nil)
  }
}

enum PercentEncoding {
  /// A text as the value of a query parameter.
  static func query(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var result = ""
    for byte in text.utf8 {
      let isPlain =
        (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
        || byte == 0x2D || byte == 0x2E || byte == 0x5F || byte == 0x2F
      if isPlain {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
    return result
  }
}
