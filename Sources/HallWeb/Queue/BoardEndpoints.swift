import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  static let boardEndpoints: [Endpoint] = [
    .hall(
      .get, "/api/v1/halls/{hall}/board", .anyone,
      Operation("readBoard", "The hall's board", answers: [(200, "Board")])
    ) { context in
      try await context.cached { board, now in
        JSON.response(
          JSONText(
            board, hall: context.hall, now: now, offset: context.offset,
            clockSuspect: context.ledger.clockSuspicion != nil, strings: context.strings
          ).bytes)
      }
    },
    .hall(
      .get, "/api/v1/halls/{hall}/events", .anyone,
      Operation(
        "followHall", "Calls and boards as they happen (text/event-stream)",
        query: [("last", "integer")], answers: [(200, "text/event-stream")])
    ) { context in
      try await context.openStream()
    },
    .hall(.get, "/h/{hall}/board", .anyone) { context in
      try await context.cached { board, now in
        context.page(context.boardPage(board, now: now))
      }
    },
  ]

  /// The calls that a browser is told after it was cut off: hours of a busy hall, and less than a
  /// stream's buffer holds.
  static let mostMissedCalls = 500

  /// Gives the live hub its words.
  public func startSpeaking() {
    live.speak(
      board: { [weak self] hall in await self?.boardMessage(of: hall) },
      calls: { [weak self] hall, stamps in await self?.callMessages(of: hall, stamps) ?? [] })
  }

  /// Sends heartbeats until cancelled.
  public func beat() async {
    while !Task.isCancelled {
      let time = surroundings.county.facts.county.offset.timestamp(surroundings.clock.now())
      live.beat(
        ServerSentEvent(event: "heartbeat", data: #"{"serverTime":"\#(time)"}"#).encoded())
      do { try await Task.sleep(for: LiveHub.heartbeat) } catch { return }
    }
  }

  private func boardMessage(of hall: Hall.ID) async -> [UInt8]? {
    let facts = surroundings.county.facts
    guard let shown = facts.halls[hall] else { return nil }
    let now = surroundings.clock.now()
    return try? await surroundings.shelf.with(hall) { ledger in
      let board = try await ledger.board(at: now)
      let json = JSONText(
        board, hall: shown, now: now, offset: facts.county.offset,
        clockSuspect: ledger.clockSuspicion != nil, strings: surroundings.renderer.strings)
      return ServerSentEvent(
        id: board.position, event: "board",
        data: String(decoding: json.bytes, as: UTF8.self)
      ).encoded()
    }
  }

  /// The announcements of one commit, apart from the board, so that a screen hears a call at once.
  private func callMessages(of hall: Hall.ID, _ stamps: ClosedRange<Int64>) async -> [[UInt8]] {
    guard let ledger = surroundings.shelf.opened(hall) else { return [] }
    let offset = surroundings.county.facts.county.offset
    let length = Int(stamps.upperBound - stamps.lowerBound) + 1
    let calls = (try? await ledger.calls(after: stamps.lowerBound - 1, limit: length)) ?? []
    return calls.filter { stamps.contains($0.event) }.map { Site.message($0, offset) }
  }

  static func message(_ call: BoardState.Call, _ offset: UTCOffset) -> [UInt8] {
    ServerSentEvent(
      id: call.event, event: "call",
      data: String(decoding: JSONText(call, offset: offset).bytes, as: UTF8.self)
    ).encoded()
  }
}

extension HallContext {
  /// Answers a visitor from the board, and remembers the answer while nothing changes.
  ///
  /// A staff member's or a device's page differs by its form token, and one with a query by that.
  func cached(
    _ make: (BoardState, Moment) throws -> Response
  ) async throws -> Response {
    let now = machine.now
    let board = try await ledger.board(at: now)
    let response = try make(board, now)
    let request = machine.request
    guard case .visitor = machine.caller, request.query.isEmpty, request.headers["cookie"] == nil
    else { return response }
    return machine.site.cache.keep(
      response, for: request.path, hall: hall.id, position: board.position,
      until: now + .seconds(1))
  }

  /// A paired board shows what it was set up for; a visitor chooses by `?lines=AB`, all when missing.
  func boardPage(_ board: BoardState, now: Moment) -> BoardPage {
    let offset = machine.offset
    let device = machine.device.flatMap { $0.kind == .board ? $0 : nil }
    let screen = device?.screen ?? .standard
    let wanted = device.map { _ in screen.lines.map(\.rawValue).joined() } ?? machine.request.query["lines"]
    // Letters only: the page carries them for its script.
    let letters = (wanted ?? "").filter { Line.ID(String($0)) != nil }
    let lines = board.lines.filter { letters.isEmpty || letters.contains($0.line.id.rawValue) }
    let calls = board.calls.filter { letters.isEmpty || letters.contains($0.number.line.rawValue) }
    var page = BoardPage(
      frame: frame,
      calls: calls.map {
        BoardPage.Call(
          event: $0.event, number: $0.number.description, window: $0.window.rawValue,
          windowName: $0.windowName, at: offset.clockTime($0.at))
      },
      waiting: lines.map {
        BoardPage.Waiting(
          line: $0.line.id.rawValue, name: $0.line.name, count: $0.waiting, isOpen: $0.isOpen)
      },
      pauses: board.paused.map { BoardPage.Pause(windowName: $0.name, reason: $0.reason) },
      notice: board.notice, serverTime: offset.clockTime(now), ratio: board.ratio,
      lastEvent: board.position)
    for index in page.calls.indices { page.calls[index].isCurrent = calls[index].isCurrent }
    page.size = screen.size
    page.lines = letters
    page.isVoiced = screen.isVoiced
    page.isDevice = device != nil
    page.phase = BoardPhase(
      lines.map {
        BoardPhase.Line(
          isOpen: $0.isOpen, waiting: $0.waiting, openWindows: $0.openWindows.count,
          nextOpening: $0.nextOpening)
      }, pausedWindows: board.paused.count, isHallClosed: board.closed != nil)
    page.closed = board.closed.map(ClosedHall.init)
    return page
  }

  /// A stream of events, beginning with the calls that the browser has missed and the present board.
  func openStream() async throws -> Response {
    let stream = EventStream()
    let request = machine.request
    // Joined first, so that nothing falls between the state and the events. A browser that hears of a
    // call twice knows it by its event number.
    machine.site.live.add(stream, to: hall.id, device: machine.device?.id)
    stream.send(ServerSentEvent.preamble)
    if let last = (request.headers["last-event-id"] ?? request.query["last"]).flatMap({ Int64($0) }) {
      for call in try await ledger.calls(after: last, limit: Site.mostMissedCalls) {
        stream.send(Site.message(call, machine.offset))
      }
    }
    let now = machine.now
    let board = try await ledger.board(at: now)
    let json = JSONText(
      board, hall: hall, now: now, offset: machine.offset,
      clockSuspect: ledger.clockSuspicion != nil, strings: machine.strings)
    stream.send(
      ServerSentEvent(
        id: board.position, event: "board", data: String(decoding: json.bytes, as: UTF8.self)
      ).encoded())
    return .events(stream)
  }
}
