public import HTTPServing
public import Logging
public import Pages
public import ServiceHall

/// A receiver's page for the people who run it. 接收概况
///
/// Nobody signs in at a receiver, so that the page is for the machine itself alone.
public struct ReceiverSite: Sendable {
  private let renderer: PageRenderer
  private let staticFiles: StaticFiles
  private let clock: HallClock
  private let logger: Logger
  private let reading: ReceiverReading

  public init(
    renderer: PageRenderer, staticFiles: StaticFiles, clock: HallClock, logger: Logger,
    reading: ReceiverReading
  ) {
    self.renderer = renderer
    self.staticFiles = staticFiles
    self.clock = clock
    self.logger = logger
    self.reading = reading
  }

  /// Nil for what is not of the page.
  public func respond(_ request: Request) async -> Response? {
    if let response = staticFiles.response(to: request) { return response }
    guard request.path == "/", request.method == .get || request.method == .head else { return nil }
    var response = await page(request)
    response.headers["Cache-Control"] = "no-store"
    Site.secure(&response)
    return response
  }

  private func page(_ request: Request) async -> Response {
    guard Self.isFromHere(request) else {
      return plain("receiver-page.local-only", .forbidden)
    }
    // A receiver belongs to no county; the country has one zone.
    let (now, offset) = (clock.now(), UTCOffset.beijing)
    var frame = Frame(csrf: "")
    frame.time = Frame.Time(time: offset.clockTime(now), weekday: offset.date(of: now).weekday)
    do {
      return .text(renderer.render(try await reading.page(frame, at: now, offset)))
    } catch {
      logger.error("receiver page", metadata: ["error": "\(error)"])
      return plain("receiver-page.unreadable", .serviceUnavailable)
    }
  }

  /// A gateway on this machine speaks for people elsewhere.
  private static func isFromHere(_ request: Request) -> Bool {
    request.isLoopback && request.headers["forwarded"] == nil
      && request.headers["x-forwarded-for"] == nil
  }

  private func plain(_ key: String, _ status: HTTPStatus) -> Response {
    .text(
      renderer.strings.text(key) + "\n", type: "text/plain; charset=utf-8", status: status)
  }
}
