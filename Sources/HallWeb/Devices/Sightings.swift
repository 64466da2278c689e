import HTTPServing
import ServiceHall
import Synchronization

/// When each device was last heard of; kept in memory, for it is true again after a minute.
final class Sightings: Sendable {
  struct Sighting: Sendable {
    let at: Moment
    let userAgent: String?
  }

  private struct Key: Hashable {
    let hall: Hall.ID
    let device: Device.ID
  }

  private let sightings = Mutex<[Key: Sighting]>([:])

  func note(_ device: Device, at now: Moment, _ request: Request) {
    let agent = request.headers["user-agent"].map { String($0.prefix(200)) }
    sightings.withLock {
      $0[Key(hall: device.hall, device: device.id)] = Sighting(at: now, userAgent: agent)
    }
  }

  func last(of device: Device) -> Sighting? {
    sightings.withLock { $0[Key(hall: device.hall, device: device.id)] }
  }
}
