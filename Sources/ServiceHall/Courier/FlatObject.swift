/// The texts of an object of JSON that has nothing below it but plain values.
public enum FlatObject {
  /// Nil for what is no object; members that are no texts are left out.
  public static func texts(_ json: String) -> [String: String]? {
    guard let members = try? JSONReader.read(json).members else { return nil }
    return Dictionary(members.compactMap { member in member.value.text.map { (member.key, $0) } }) {
      first, _ in first
    }
  }
}
