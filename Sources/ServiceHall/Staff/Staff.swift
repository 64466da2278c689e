/// A person who works with the machine. 工作人员
///
/// Invariants, cited by number in `StaffTests`:
/// 1. Nobody holds two of the system, security and audit duties.
/// 2. Five failed sign-ins in a row lock the account until an administrator unlocks it.
public struct Staff: Sendable, Equatable {
  /// The account: 2 to 32 of `a`–`z`, `0`–`9`, `-`, `.`.
  public struct ID: Identifier {
    public let rawValue: String
    public init?(rawValue: String) {
      guard
        rawValue.isMade(
          of: { $0.isLower || $0.isDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") },
          lengths: 2...32)
      else { return nil }
      self.rawValue = rawValue
    }
  }

  public static let failuresUntilLocked = 5

  public let id: ID
  public var name: String
  public var grants: [Grant]
  public var isLocked: Bool
  public var failures: Int

  public init(id: ID, name: String, grants: [Grant], isLocked: Bool = false, failures: Int = 0) {
    self.id = id
    self.name = name
    self.grants = grants
    self.isLocked = isLocked
    self.failures = failures
  }

  /// The roles that hold in `hall`: its own, and those of the county.
  public func roles(in hall: Hall.ID?) -> Set<Role> {
    Set(grants.filter { $0.hall == nil || $0.hall == hall }.map(\.role))
  }

  /// - Throws: `InputRefusal` naming `grants` or `name`.
  public func checked() throws(InputRefusal) -> Staff {
    var staff = self
    staff.name = try PlainText.required(name, field: "name", longest: 20)
    guard !grants.isEmpty else { throw InputRefusal("grants", .required) }
    guard grants.count <= 20 else { throw InputRefusal("grants", .tooMany) }
    let duties = Set(grants.map(\.role.duty)).subtracting([.business])
    guard duties.count <= 1 else { throw InputRefusal("grants", .notCombinable) }
    return staff
  }
}

/// What a new password must be: long rather than intricate.
public enum PasswordRule {
  public static let shortest = 10
  public static let longest = 200

  public static func check(_ password: String, account: Staff.ID) throws(InputRefusal) {
    guard password.unicodeScalars.count >= shortest else {
      throw InputRefusal("password", .tooShort)
    }
    guard password.unicodeScalars.count <= longest else { throw InputRefusal("password", .tooLong) }
    let isOneCharacter = Set(password.unicodeScalars).count < 4
    guard !isOneCharacter, !password.lowercased().contains(account.rawValue) else {
      throw InputRefusal("password", .format)
    }
  }
}
