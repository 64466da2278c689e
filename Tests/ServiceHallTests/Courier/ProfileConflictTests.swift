import HallTesting
import Testing

@testable import ServiceHall

/// Where platforms contradict each other; each both ways.
@Suite("Conflicts between platforms")
struct ProfileConflictTests {
  private static func evaluation(
    _ satisfaction: Satisfaction = .satisfied, _ channel: Record.RatingChannel = .code,
    _ processing: Processing? = nil
  ) throws -> Record {
    var evaluation = Record.Evaluation(
      subject: .caseFile(try ProfileFiles.caseNumber()), channel: channel, satisfaction: satisfaction,
      ratedAt: .fridayMorning)
    evaluation.processing = processing
    return ProfileFiles.record(.evaluation(evaluation))
  }

  /// What a profile writes into a column, and what it reads from it.
  private static func both(
    _ profile: String, _ record: Record, _ column: String, _ field: String
  ) throws -> (written: String?, read: RecordValue?) {
    let profile = try ProfileFiles.profile(profile)
    return (
      try profile.row(record)[column] as? String, try profile.read(profile.line(record)).fields[field]
    )
  }

  @Test("satisfaction: 1 is the best in the standard, 5 in Zhejiang", arguments: Satisfaction.allCases)
  func satisfaction(_ level: Satisfaction) throws {
    let record = try Self.evaluation(level)
    for (name, column) in [("national", "满意度代码"), ("gbt39046", "满意度代码"), ("zhejiang", "satisfaction")] {
      let (written, read) = try Self.both(name, record, column, "satisfaction")
      #expect(written == String(name == "zhejiang" ? 6 - level.rawValue : level.rawValue))
      #expect(read == .code(level.code))
    }
  }

  @Test("immediate and promised: 1 and 2 in the standard, 2 and 1 in Zhejiang")
  func processing() throws {
    for (processing, standard, zhejiang) in [(Processing.immediate, "1", "2"), (.promised, "2", "1")] {
      var acceptance = try ProfileFiles.acceptance()
      acceptance = Record.Acceptance(
        caseNumber: acceptance.caseNumber, item: acceptance.item, applicant: acceptance.applicant,
        appliedAt: acceptance.appliedAt, form: .window, processing: processing,
        acceptedAt: acceptance.acceptedAt, organisation: acceptance.organisation, handler: "a")
      let accepted = ProfileFiles.record(.accept(acceptance))
      for (name, column) in [("national", "project_type"), ("gbt39046", "办件类型代码")] {
        let (written, read) = try Self.both(name, accepted, column, "processing")
        #expect(written == standard)
        #expect(read == .code(processing.code))
      }
      let rated = try Self.evaluation(.fair, .code, processing)
      let (written, read) = try Self.both("zhejiang", rated, "promiseTime", "processing")
      #expect(written == zhejiang)
      #expect(read == .code(processing.code))
    }
    let other = try Self.evaluation(.fair, .code, .other)
    #expect(
      try ProfileFiles.profile("zhejiang").parked(other) == .noCode(table: "promiseTime", value: "other"))
  }

  @Test("the channel of a rating: 6 is the telephone here and a message there")
  func channels() throws {
    let expected: [(Record.RatingChannel, String?, String?)] = [
      (.computer, "1", "1"), (.mobile, "2", "2"), (.code, "3", "3"), (.evaluator, "4", "4"),
      (.terminal, "5", "5"), (.telephone, "6", nil), (.message, "7", "6"), (.byDefault, nil, "7"),
    ]
    #expect(expected.map(\.0) == Record.RatingChannel.allCases)
    for (channel, national, zhejiang) in expected {
      let record = try Self.evaluation(.fair, channel)
      for (name, column, table, code) in [
        ("national", "评价渠道", "ratingChannel", national), ("zhejiang", "pf", "pf", zhejiang),
      ] {
        guard let code else {
          #expect(
            try ProfileFiles.profile(name).parked(record) == .noCode(table: table, value: channel.code))
          continue
        }
        let (written, read) = try Self.both(name, record, column, "channel")
        #expect(written == code)
        #expect(read == .code(channel.code))
      }
    }
    let (written, read) = try Self.both("gbt39046", Self.evaluation(.fair, .telephone), "评价渠道", "channel")
    #expect(written == "电话")
    #expect(read == .code("telephone"))
  }

  @Test("a time with T, without it, and with colons alone")
  func times() throws {
    let step = ProfileFiles.record(.process(try ProfileFiles.step()))
    let result = ProfileFiles.record(.result(try ProfileFiles.conclusion()))
    let payment = ProfileFiles.record(.payment(try ProfileFiles.payment()))
    let start = RecordValue.moment(.fridayMorning)
    let cases: [(String, Record, String, String, String)] = [
      ("national", step, "event_start_time", "startedAt", "2026-11-20 09:00:00"),
      ("gbt39046", step, "环节开始时间", "startedAt", "20261120T090000"),
      ("gbt39046", result, "办结时间", "endedAt", "2026112009:00:00"),
      ("gbt39046", payment, "收费时间", "paidAt", "20261120090000"),
      ("yizhan", step, "startedAt", "startedAt", "2026-11-20T09:00:00+08:00"),
    ]
    for (name, record, column, field, text) in cases {
      let (written, read) = try Self.both(name, record, column, field)
      #expect(written == text)
      #expect(read == start)
    }
  }

  @Test("a stage without an end has its beginning for one where the standard wants it")
  func openEnds() throws {
    var step = try ProfileFiles.step()
    step.endedAt = nil
    step.opinion = nil
    let record = ProfileFiles.record(.process(step))
    let (end, _) = try Self.both("national", record, "event_end_time", "endedAt")
    #expect(end == "2026-11-20 09:00:00")
    let (opinion, read) = try Self.both("national", record, "handle_explain", "opinion")
    #expect(opinion == "无")
    #expect(read == nil)
    #expect(try Self.both("yizhan", record, "endedAt", "endedAt").written == nil)
  }
}
