import Courier
import Foundation
import GRDB
import ServiceHall

/// What a record that comes down says to the hall for which it is.
enum RelayDescent {
  private struct Words: Decodable {
    let kind: String?
    let version: Int?
  }

  /// Nil for a kind that this version does not know; it is passed on all the same.
  static func kind(of json: String) -> Downlink.Kind? {
    (try? CanonicalJSON.value(Words.self, from: json))?.kind.flatMap(Downlink.Kind.init)
  }

  /// The record's object as it came, unless it names a version by a number that the hall knows by another.
  static func words(of record: RecordLine, in database: Database) throws -> String {
    guard let told = (try? CanonicalJSON.value(Words.self, from: record.json))?.version,
      let own = try RelayWriter.numberAtHall(told, of: record.entity, in: database),
      var object = try JSONSerialization.jsonObject(with: Data(record.json.utf8))
        as? [String: Any]
    else { return record.json }
    object["version"] = own
    let data = try JSONSerialization.data(
      withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self)
  }
}
