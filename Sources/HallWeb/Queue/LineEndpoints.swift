import HTTPServing
import HallLedger
import ServiceHall

extension Site {
  static let lineEndpoints: [Endpoint] = [
    .hall(
      .get, "/api/v1/halls/{hall}/lines", .anyone,
      Operation("listLines", "The hall's lines", isList: true, answers: [(200, "LineList")])
    ) { context in
      try await context.cached { board, _ in
        try ListPart.json(board.lines, for: context.machine.request) { JSONText($0) }
      }
    }
  ]
}
