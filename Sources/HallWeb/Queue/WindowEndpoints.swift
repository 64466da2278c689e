import HTTPServing
import HallLedger
import ServiceHall

extension Site {
  static let windowEndpoints: [Endpoint] =
    [
      .hall(
        .get, "/api/v1/halls/{hall}/windows", .staff,
        Operation(
          "listWindows", "The hall's windows", isList: true, answers: [(200, "WindowList")])
      ) { context in
        let windows = try await context.ledger.windows()
        return try ListPart.json(windows, for: context.machine.request) {
          JSONText($0, context: context)
        }
      },
      act("open", "openWindow", "The clerk sits down", "Window") { _ in .open },
      act("close", "closeWindow", "The clerk leaves", "Window") { _ in .close },
      act("next", "callNext", "Calls the next ticket", "Ticket", mayBeEmpty: true) { _ in .next },
      act("recall", "recall", "Calls the ticket once more", "Ticket") { _ in .recall },
      act("miss", "missTicket", "The person did not come", "Ticket") { _ in .miss },
      act("start", "startService", "The person has come", "Ticket") { _ in .start },
      act("finish", "finishService", "Ends the service", "Ticket", body: "Finish") {
        let body = try JSON.body(FinishBody.self, of: $0)
        return .finish(body.outcome, items: try WindowAct.items(body.items ?? []))
      },
      act("hold", "holdTicket", "Sets the ticket aside", "Ticket") { _ in .hold },
      act("transfer", "transferTicket", "Sends the ticket on", "Ticket", body: "Transfer") {
        let body = try JSON.body(TransferBody.self, of: $0)
        return .transfer(try body.target(), keepPlace: body.keepPlace ?? false)
      },
      act("pause", "pauseWindow", "Stops calling for a while", "Window", body: "Pause") {
        .pause(reason: try JSON.body(PauseBody.self, of: $0).reason)
      },
      act(
        "resume", "resume", "Ends a pause, or takes back a ticket that was set aside",
        "TicketOrWindow", body: "Resume"
      ) { .resume(try JSON.body(ResumeBody.self, of: $0).ticket) },
      act("undo", "undo", "Takes back the last act, for ten seconds", "Window") { _ in .undo },
    ]

  private static func act(
    _ name: String, _ id: String, _ summary: String, _ schema: String, body: String? = nil,
    mayBeEmpty: Bool = false, _ read: @escaping @Sendable (Request) throws -> WindowAct
  ) -> Endpoint {
    .hall(
      .post, "/api/v1/halls/{hall}/windows/{window}/\(name)", .only(.clerk),
      Operation(
        id, summary, body: body,
        answers: [(200, schema)] + (mayBeEmpty ? [(204, nil)] : []), refusals: [409])
    ) { context in
      let act = try read(context.machine.request)
      let result = try await act.perform(
        at: try context.path(Path.window), clerk: try context.staff().id,
        by: context.machine.caller, in: context.ledger)
      switch result {
      case .ticket(let ticket): return JSON.response(TicketJSON(ticket, context: context).bytes)
      case .window(let window): return JSON.response(JSONText(window, context: context).bytes)
      case .nobodyWaits: return Response(status: .noContent)
      }
    }
  }
}

private struct FinishBody: Decodable {
  let outcome: Ticket.Outcome
  let items: [String]?
}

private struct TransferBody: Decodable {
  let line: Line.ID?
  let window: Window.ID?
  let keepPlace: Bool?

  func target() throws -> TransferTarget {
    switch (line, window) {
    case (let line?, nil): .line(line)
    case (nil, let window?): .window(window)
    case (nil, nil): throw InputRefusal("line", .required)
    case (_?, _?): throw InputRefusal("window", .notCombinable)
    }
  }
}

private struct PauseBody: Decodable { let reason: String? }
private struct ResumeBody: Decodable { let ticket: Ticket.ID? }
