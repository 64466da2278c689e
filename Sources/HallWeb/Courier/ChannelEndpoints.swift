import HTTPServing
import HallLedger
import ServiceHall

extension Site {
  static let channelEndpoints: [Endpoint] = [
    .hall(
      .get, "/api/v1/halls/{hall}/channel", .only(.hallAdmin, .countyAdmin),
      Operation(
        "readChannel", "How the hall's way to its upstream stands", answers: [(200, "Channel")])
    ) { context in
      let state = try await context.ledger.channelState()
      return JSON.response(
        JSONText(
          state, try await context.ledger.regained(), at: context.machine.now, context.machine.offset
        ).bytes)
    }
  ]

  /// Figures of the halls whose ledgers are open, in Prometheus' text format.
  func channelMetrics() async -> [String] {
    let now = surroundings.clock.now()
    var waiting: [String] = []
    var files: [String] = []
    var bytes: [String] = []
    var oldest: [String] = []
    var silence: [String] = []
    var returned: [String] = []
    var regained: [String] = []
    for hall in surroundings.county.facts.orderedHalls {
      // A ledger that is being closed has nothing to say.
      guard let ledger = surroundings.shelf.opened(hall.id),
        let state = try? await ledger.channelState(), let back = try? await ledger.regained()?.count ?? 0
      else { continue }
      func seconds(since moment: Moment?) -> Int {
        moment.map { max(0, now.since($0).wholeSeconds) } ?? 0
      }
      waiting += [
        #"yizhan_channel_waiting{hall="\#(hall.id)",lane="urgent"} \#(state.waitingUrgent)"#,
        #"yizhan_channel_waiting{hall="\#(hall.id)",lane="normal"} \#(state.waitingNormal)"#,
      ]
      files.append(
        #"yizhan_channel_waiting_attachments{hall="\#(hall.id)"} \#(state.waitingFiles)"#)
      bytes.append(
        #"yizhan_channel_waiting_attachment_bytes{hall="\#(hall.id)"} \#(state.waitingBytes)"#)
      oldest.append(
        #"yizhan_channel_oldest_waiting_seconds{hall="\#(hall.id)"} \#(seconds(since: state.oldestWaiting))"#)
      if state.heardAt != nil {
        silence.append(
          #"yizhan_channel_silence_seconds{hall="\#(hall.id)"} \#(seconds(since: state.heardAt))"#)
      }
      returned.append(
        #"yizhan_channel_returned{hall="\#(hall.id)"} \#(state.returned.count)"#)
      regained.append(
        #"yizhan_channel_regained_rows{hall="\#(hall.id)"} \#(back)"#)
    }
    return ["# TYPE yizhan_channel_waiting gauge"] + waiting
      + ["# TYPE yizhan_channel_waiting_attachments gauge"] + files
      + ["# TYPE yizhan_channel_waiting_attachment_bytes gauge"] + bytes
      + ["# TYPE yizhan_channel_oldest_waiting_seconds gauge"] + oldest
      + ["# TYPE yizhan_channel_silence_seconds gauge"] + silence
      + ["# TYPE yizhan_channel_returned gauge"] + returned
      + ["# TYPE yizhan_channel_regained_rows gauge"] + regained
  }
}

extension JSONText {
  fileprivate init(
    _ state: ChannelState?, _ regained: Regained?, at now: Moment, _ offset: UTCOffset
  ) {
    self.init()
    add("state", (state?.condition(at: now) ?? .unconnected).rawValue)
    add("url", state?.upstream.url)
    add("waiting", object: state.map { JSONText(waitingIn: $0) })
    add("attachments", object: state.map { JSONText(attachmentsOf: $0) })
    add("oldestWaiting", state?.oldestWaiting.map { offset.timestamp($0) })
    add("heardAt", state?.heardAt.map { offset.timestamp($0) })
    add("returned", objects: (state?.returned ?? []).map { JSONText($0, offset) })
    add("regained", object: regained.map { JSONText($0, offset) })
  }

  private init(_ regained: Regained, _ offset: UTCOffset) {
    self.init()
    add("rows", regained.count)
    add("from", offset.timestamp(regained.from))
    add("to", offset.timestamp(regained.to))
  }

  private init(waitingIn state: ChannelState) {
    self.init()
    add("urgent", state.waitingUrgent)
    add("normal", state.waitingNormal)
  }

  private init(attachmentsOf state: ChannelState) {
    self.init()
    add("waiting", state.waitingFiles)
    add("bytes", state.waitingBytes)
  }

  private init(_ record: ReturnedRecord, _ offset: UTCOffset) {
    self.init()
    add("at", offset.timestamp(record.at))
    add("kind", record.kind.rawValue)
    add("entity", record.entity)
    add("reason", record.reason.isEmpty ? nil : record.reason)
  }
}
