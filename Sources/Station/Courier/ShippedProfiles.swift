import Pages
import ServiceHall

/// The outbound profiles that come with the program, by name.
enum ShippedProfiles {
  static let all: [String: Profile] = {
    var profiles: [String: Profile] = [:]
    for (path, bytes) in EmbeddedFiles.all() where path.hasPrefix("profiles/") {
      // Those that are shipped load: a test holds it.
      guard let profile = try? Profile.load(String(decoding: bytes, as: UTF8.self)) else { continue }
      profiles[profile.name] = profile
    }
    return profiles
  }()
}
