import HTTPServing
import ServiceHall
import Synchronization

/// When each device was last heard of; kept in memory, for it is true again after a minute.
final class Sightings: Sendable {
  struct Sighting: Sendable {
    let at: Moment
    let userAgent: String?
    /// What a board last told of its loudspeaker.
    var sound: BoardSound?
  }

  private struct Key: Hashable {
    let hall: Hall.ID
    let device: Device.ID
  }

  private let sightings = Mutex<[Key: Sighting]>([:])

  func note(_ device: Device, at now: Moment, _ request: Request) {
    let agent = request.headers["user-agent"].map { String($0.prefix(200)) }
    let key = Key(hall: device.hall, device: device.id)
    sightings.withLock { sightings in
      sightings[key] = Sighting(at: now, userAgent: agent, sound: sightings[key]?.sound)
    }
  }

  /// A board tells whether it can be heard.
  func report(_ sound: BoardSound, by device: Device) {
    sightings.withLock { $0[Key(hall: device.hall, device: device.id)]?.sound = sound }
  }

  func last(of device: Device) -> Sighting? {
    sightings.withLock { $0[Key(hall: device.hall, device: device.id)] }
  }
}
