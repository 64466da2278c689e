import HTTPServing
import HallLedger
import ServiceHall

extension Site {
  static let lineEndpoints: [Endpoint] = [
    .hall(
      .get, "/api/v1/halls/{hall}/lines", .anyone,
      Operation("listLines", "The hall's lines", answers: [(200, "LineList")])
    ) { context in
      try await context.cached { board, _ in
        try JSON.response(List(items: board.lines.map { LineJSON($0) }))
      }
    }
  ]
}
