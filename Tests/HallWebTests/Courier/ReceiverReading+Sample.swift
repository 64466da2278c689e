import Courier
import HallLedger
import HallWeb
import HallTesting
import ServiceHall

extension ReceiverReading {
  /// A hall that is passed on and one that never came.
  static func sample(at now: Moment) -> ReceiverReading {
    ReceiverReading(
      halls: {
        let streams = ["a", "b"].compactMap { Epoch(String(repeating: $0, count: 32)) }.map {
          StreamOverview(
            stream: StreamID(hall: .named("dongling"), epoch: $0, lane: .normal), highWater: 40,
            heardAt: now - .hours(2))
        }
        return [
          EnrolledHallOverview(
            hall: .named("dongling"), name: "东岭便民服务中心", division: "119999103000",
            streams: streams, quarantined: 1, parked: 6),
          EnrolledHallOverview(
            hall: .named("xishan"), name: "西山便民服务中心", division: "119999104000", streams: [],
            quarantined: 0, parked: 0),
        ]
      }, work: { ["ready": 88, "conflict": 2] },
      relay: { hall in
        hall == .named("dongling")
          ? RelayState(
            url: "https://city.example", taken: 70, waiting: 7, parked: 3, heardAt: now - .hours(3)) : nil
      })
  }
}
