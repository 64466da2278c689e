public import ServiceHall

/// The profiles of this repository.
public enum ProfileFixtures {
  public static func named(_ name: String) -> Profile? {
    guard let bytes = try? CatalogueFixtures.bytes("Templates/profiles/\(name).json") else { return nil }
    return try? Profile.load(String(decoding: bytes, as: UTF8.self))
  }
}
