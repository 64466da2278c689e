public import Courier
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
  private let halls: @Sendable () async throws -> [EnrolledHallOverview]
  private let work: @Sendable () async throws -> [String: Int]

  /// - Parameter work: items by state: `ready`, `parked`, `conflict`.
  public init(
    renderer: PageRenderer, staticFiles: StaticFiles, clock: HallClock, logger: Logger,
    halls: @escaping @Sendable () async throws -> [EnrolledHallOverview],
    work: @escaping @Sendable () async throws -> [String: Int]
  ) {
    self.renderer = renderer
    self.staticFiles = staticFiles
    self.clock = clock
    self.logger = logger
    self.halls = halls
    self.work = work
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
    do {
      return .text(renderer.render(page(try await halls(), work: try await work())))
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

  private func page(_ halls: [EnrolledHallOverview], work: [String: Int]) -> ReceiverPage {
    // A receiver belongs to no county; the country has one zone.
    let (now, offset) = (clock.now(), UTCOffset.beijing)
    var frame = Frame(csrf: "")
    frame.time = Frame.Time(time: offset.clockTime(now), weekday: offset.date(of: now).weekday)
    return ReceiverPage(
      frame: frame,
      halls: halls.map { hall in
        func held(_ lane: Lane) -> Int {
          hall.streams.filter { $0.stream.lane == lane }.reduce(0) { $0 + $1.highWater }
        }
        return ReceiverPage.Row(
          code: hall.hall.rawValue, name: hall.name, division: hall.division,
          heardAt: hall.heardAt.map { offset.shown($0, at: now) }, urgent: held(.urgent),
          normal: held(.normal), parked: hall.parked, quarantined: hall.quarantined)
      },
      work: ReceiverPage.Work(
        ready: work["ready"] ?? 0, parked: work["parked"] ?? 0,
        conflicting: work["conflict"] ?? 0))
  }
}
