import ServiceHall

/// What ratings report upward. 好差评
enum RatingRecords {
  static func records(
    _ event: RatingEvent, _ entry: JournalEntry, _ upstream: Upstream
  ) -> [Record] {
    guard case .ticketRated(let ticket, let rated) = event, let level = rated.level,
      let visit = TicketRecords.visit(ticket, upstream), let division = upstream.division
    else { return [] }
    var evaluation = Record.Evaluation(
      subject: .visit(visit), channel: .evaluator, satisfaction: level, ratedAt: entry.at)
    evaluation.window = rated.window
    evaluation.clerk = rated.clerk
    return [Record(hall: upstream.hall, division: division, payload: .evaluation(evaluation))]
  }
}
