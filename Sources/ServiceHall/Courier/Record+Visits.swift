extension Record {
  /// A visit that has ended. 取号办理. It names nobody but the clerk.
  public struct Visit: RecordPayload {
    public let number: VisitNumber
    /// As printed and called.
    public let ticket: TicketNumber
    public let day: CivilDate
    public let line: Line.ID
    public let lineName: String
    public var window: Window.ID?
    public var clerk: Staff.ID?
    /// What was dealt with: codes or words, as the clerk entered them.
    public var items: [String] = []
    public var priority: PriorityReason?
    public let issuedAt: Moment
    public var calledAt: Moment?
    public var startedAt: Moment?
    public let endedAt: Moment
    public let outcome: VisitOutcome

    public init(
      number: VisitNumber, ticket: TicketNumber, day: CivilDate, line: Line.ID, lineName: String,
      issuedAt: Moment, endedAt: Moment, outcome: VisitOutcome
    ) {
      self.number = number
      self.ticket = ticket
      self.day = day
      self.line = line
      self.lineName = lineName
      self.issuedAt = issuedAt
      self.endedAt = endedAt
      self.outcome = outcome
    }

    static let fields: [FieldOf<Visit>] = [
      .text("number") { $0.number.rawValue },
      .text("ticket") { $0.ticket.description },
      .date("day") { $0.day },
      .text("line") { $0.line.rawValue },
      .text("lineName") { $0.lineName },
      .text("window") { $0.window?.rawValue },
      .text("clerk") { $0.clerk?.rawValue },
      .texts("items") { $0.items },
      .code("priority") { $0.priority },
      .moment("issuedAt") { $0.issuedAt },
      .moment("calledAt") { $0.calledAt },
      .moment("startedAt") { $0.startedAt },
      .moment("endedAt") { $0.endedAt },
      .code("outcome") { $0.outcome },
    ]
  }

  /// Somebody said how satisfied he was. 评价
  public struct Evaluation: RecordPayload {
    public enum Subject: Sendable, Equatable {
      case caseFile(CaseNumber)
      case visit(VisitNumber)

      var number: String {
        switch self {
        case .caseFile(let number): number.rawValue
        case .visit(let number): number.rawValue
        }
      }

      var kind: RatingSubject {
        switch self {
        case .caseFile: .caseFile
        case .visit: .visit
        }
      }

      var entity: String {
        switch self {
        case .caseFile(let number): Record.entity(of: number)
        case .visit(let number): "visit:" + number.rawValue
        }
      }
    }

    public let subject: Subject
    public let channel: RatingChannel
    public let satisfaction: Satisfaction
    public let ratedAt: Moment
    /// 评价次数: 1 for the first rating.
    public let ordinal: Int
    /// 评价人; nil when the rating is anonymous.
    public var rater: String?
    /// 文字评价
    public var comment: String?
    // What is rated, where it is known.
    public var item: Item?
    public var processing: Processing?
    public var acceptedAt: Moment?
    public var organisation: Organisation?
    public var window: Window.ID?
    public var clerk: Staff.ID?

    public init(
      subject: Subject, channel: RatingChannel, satisfaction: Satisfaction, ratedAt: Moment,
      ordinal: Int = 1
    ) {
      self.subject = subject
      self.channel = channel
      self.satisfaction = satisfaction
      self.ratedAt = ratedAt
      self.ordinal = ordinal
    }

    static let fields: [FieldOf<Evaluation>] = [
      .code("subject") { $0.subject.kind },
      .text("number") { $0.subject.number },
      .code("channel") { $0.channel },
      .code("satisfaction") { $0.satisfaction },
      .moment("ratedAt") { $0.ratedAt },
      .integer("ordinal") { $0.ordinal },
      .text("rater") { $0.rater },
      .text("comment") { $0.comment },
      .text("itemCode") { $0.item?.implementationCode },
      .text("itemHandlingCode") { $0.item?.handlingCode },
      .text("itemName") { $0.item?.name },
      .code("processing") { $0.processing },
      .moment("acceptedAt") { $0.acceptedAt },
      .text("organisationCode") { $0.organisation?.code },
      .text("organisationName") { $0.organisation?.name },
      .text("window") { $0.window?.rawValue },
      .text("clerk") { $0.clerk?.rawValue },
    ]
  }
}
