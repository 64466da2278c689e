/// What one profile wrote, in the words of another: for a machine that passes records on.
extension Profile {
  /// The name of the profile that wrote a record; nil for what no profile wrote.
  public static func author(of json: String) -> String? {
    (try? JSONReader.read(json))?["profile"]?.text
  }

  /// Writes again what another profile wrote.
  ///
  /// - Parameters:
  ///   - version: the record's number for its entity, as this profile's platform counts.
  ///   - offset: the county's time, in which dates are written.
  public func restate(
    _ json: String, by former: Profile, version: Int, in offset: UTCOffset = .beijing
  ) -> Result<String, Parked> {
    let reading: ProfileReading
    do throws(ProfileReadFault) {
      reading = try former.read(json, in: offset)
    } catch {
      return .failure(.unreadable(profile: former.name))
    }
    var fields = reading.fields
    fields["version"] = .integer(Int64(version))
    // Earlier versions may be of kinds that this platform does not take.
    if version == 1 { fields["operation"] = .code(Record.Operation.insert.code) }
    return express(reading.kind, reading.kind.fields.map { fields[$0.name] ?? .null }, in: offset)
  }
}
