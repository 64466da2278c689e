import HallTesting
import ServiceHall

extension Hall {
  /// A township's hall.
  static func testing(_ code: String, _ shortCode: String, parent: String? = nil) -> Hall {
    Hall(
      id: .named(code), name: "\(code)便民服务中心", division: .named("119999100000"),
      shortCode: .named(shortCode), level: .township, parent: parent.map { .named($0) })
  }
}
