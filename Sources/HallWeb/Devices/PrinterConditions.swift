public import ServiceHall
import Synchronization

/// How each kiosk's printer said it is when it was last asked; kept in memory, for it is asked again soon.
public final class PrinterConditions: Sendable {
  private struct Key: Hashable {
    let hall: Hall.ID
    let device: Device.ID
  }

  private let conditions = Mutex<[Key: PrinterCondition]>([:])

  /// - Returns: whether people must be told: it can print now and could not, or the other way round.
  public func note(_ condition: PrinterCondition, of device: Device.ID, in hall: Hall.ID) -> Bool {
    conditions.withLock { conditions in
      let former = conditions.updateValue(condition, forKey: Key(hall: hall, device: device))
      return former?.failure != condition.failure
    }
  }

  /// Forgets a printer that is not driven any more.
  public func forget(_ device: Device.ID, in hall: Hall.ID) {
    conditions.withLock { $0[Key(hall: hall, device: device)] = nil }
  }

  /// - Returns: nil before it was asked, and for a kiosk whose browser prints.
  public func condition(of device: Device) -> PrinterCondition? {
    guard device.printer.isDriven else { return nil }
    return conditions.withLock { $0[Key(hall: device.hall, device: device.id)] }
  }
}
