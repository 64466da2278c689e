public import Courier
import HTTPServing
public import HallLedger
import Pages
public import ServiceHall

/// What a receiver's page and figures are made of.
public struct ReceiverReading: Sendable {
  let halls: @Sendable () async throws -> [EnrolledHallOverview]
  let work: @Sendable () async throws -> [String: Int]
  let relay: @Sendable (Hall.ID) async throws -> RelayState?

  /// - Parameters:
  ///   - work: items by state: `ready`, `parked`, `conflict`.
  ///   - relay: how passing on stands; nil for a hall that is not passed on.
  public init(
    halls: @escaping @Sendable () async throws -> [EnrolledHallOverview],
    work: @escaping @Sendable () async throws -> [String: Int],
    relay: @escaping @Sendable (Hall.ID) async throws -> RelayState? = { _ in nil }
  ) {
    self.halls = halls
    self.work = work
    self.relay = relay
  }

  func page(_ frame: Frame, at now: Moment, _ offset: UTCOffset) async throws -> ReceiverPage {
    var rows: [ReceiverPage.Row] = []
    for hall in try await halls() {
      let relay = try await relay(hall.hall)
      rows.append(
        ReceiverPage.Row(
          code: hall.hall.rawValue, name: hall.name, division: hall.division,
          heardAt: hall.heardAt.map { offset.shown($0, at: now) }, urgent: hall.held(.urgent),
          normal: hall.held(.normal), parked: hall.parked, quarantined: hall.quarantined,
          relay: relay.map { state in
            ReceiverPage.Relay(
              url: state.url, waiting: hall.waiting(at: state), parked: state.parked,
              heardAt: state.heardAt.map { offset.shown($0, at: now) })
          }))
    }
    let work = try await work()
    return ReceiverPage(
      frame: frame, halls: rows,
      work: ReceiverPage.Work(
        ready: work["ready"] ?? 0, parked: work["parked"] ?? 0,
        conflicting: work["conflict"] ?? 0))
  }

  /// Figures in Prometheus' text format; none where the store cannot be read now.
  func metrics(at now: Moment) async -> [String] {
    guard let halls = try? await halls() else { return [] }
    var held: [String] = []
    var silence: [String] = []
    var parked: [String] = []
    var quarantined: [String] = []
    var waiting: [String] = []
    var inexpressible: [String] = []
    for hall in halls {
      let label = #"hall="\#(hall.hall)""#
      for (name, lane) in [("urgent", Lane.urgent), ("normal", .normal)] {
        held.append(#"yizhan_receiver_held{\#(label),lane="\#(name)"} \#(hall.held(lane))"#)
      }
      if let heardAt = hall.heardAt {
        silence.append(
          "yizhan_receiver_silence_seconds{\(label)} \(max(0, now.since(heardAt).wholeSeconds))")
      }
      parked.append("yizhan_receiver_parked{\(label)} \(hall.parked)")
      quarantined.append("yizhan_receiver_quarantined{\(label)} \(hall.quarantined)")
      guard let relay = try? await relay(hall.hall) else { continue }
      waiting.append("yizhan_relay_waiting{\(label)} \(hall.waiting(at: relay))")
      inexpressible.append("yizhan_relay_parked{\(label)} \(relay.parked)")
    }
    let figures = [
      ("receiver_held", held), ("receiver_silence_seconds", silence), ("receiver_parked", parked),
      ("receiver_quarantined", quarantined), ("relay_waiting", waiting),
      ("relay_parked", inexpressible),
    ]
    return figures.flatMap { name, lines in ["# TYPE yizhan_\(name) gauge"] + lines }
  }
}

extension EnrolledHallOverview {
  /// Records held, over all epochs.
  fileprivate func held(_ lane: Lane) -> Int {
    streams.filter { $0.stream.lane == lane }.reduce(0) { $0 + $1.highWater }
  }

  /// What has not gone on yet. A store that was restored may hold less than was read.
  fileprivate func waiting(at relay: RelayState) -> Int {
    max(0, streams.reduce(0) { $0 + $1.highWater } - relay.taken) + relay.waiting
  }
}

extension Site {
  static let receiverPageEndpoints: [Endpoint] = [
    .machine(.get, "/county/receiver", .only(.countyAdmin, .operator)) { context in
      guard let receiver = context.site.surroundings.receiver else { throw WebRefusal.notFound }
      return context.page(
        try await receiver.page(context.frame, at: context.now, context.offset))
    },
    .machine(.post, "/county/receiver/send", .only(.countyAdmin, .operator)) { context in
      let surroundings = context.site.surroundings
      guard let receiver = surroundings.receiver else { throw WebRefusal.notFound }
      for hall in try await receiver.halls() where try await receiver.relay(hall.hall) != nil {
        surroundings.sendNow(hall.hall)
      }
      return context.redirect(to: "/county/receiver", .done(.sendingNow))
    },
  ]
}
