import GRDB
public import ServiceHall

extension Ledger where Scope == County {
  /// - Parameter password: the hash of the first password.
  public func addStaff(_ staff: Staff, password: String, by caller: Caller) async throws {
    let staff = try staff.checked()
    try await record(by: caller) { draft in
      let facts = try draft.facts()
      guard facts.staff[staff.id] == nil else { throw StaffRefusal.accountTaken }
      for grant in staff.grants {
        if let hall = grant.hall, facts.halls[hall] == nil { throw StaffRefusal.unknownHall }
      }
      try draft.append(
        .staffAdded(
          staff.id,
          CountyEvent.StaffAdded(name: staff.name, grants: staff.grants, password: password)))
    }
  }

  /// Locks or unlocks an account; a locked person is signed out everywhere.
  ///
  /// - Throws: `StaffRefusal.lastAdministrator` when nobody could unlock it again.
  public func setStaffLocked(_ id: Staff.ID, _ isLocked: Bool, by caller: Caller) async throws {
    try await record(by: caller) { draft in
      let facts = try draft.facts()
      guard let staff = facts.staff[id] else { throw StaffRefusal.unknownAccount }
      guard staff.isLocked != isLocked else { return }
      if isLocked {
        let others = facts.staff.values.filter { other in
          other.id != id && !other.isLocked && other.grants.contains { $0.role == .countyAdmin }
        }
        let isAdministrator = staff.grants.contains { $0.role == .countyAdmin }
        guard !isAdministrator || !others.isEmpty else { throw StaffRefusal.lastAdministrator }
        try draft.append(.staffLocked(id, CountyEvent.StaffLocked(why: .administrator)))
      } else {
        try draft.append(.staffUnlocked(id))
      }
    }
  }

  public func setPassword(_ password: String, of id: Staff.ID, by caller: Caller) async throws {
    try await record(by: caller) { draft in
      guard try draft.facts().staff[id] != nil else { throw StaffRefusal.unknownAccount }
      try draft.append(.passwordSet(id, CountyEvent.PasswordSet(password: password)))
    }
  }

  /// The stored hash of an account's password, for `Seal` to compare.
  public func passwordHash(of id: Staff.ID) async throws -> String? {
    try await read { try $0.row("SELECT password FROM staff WHERE id = ?", [id.rawValue])?["password"] }
  }

  /// Records a wrong password; the last one that is allowed locks the account.
  ///
  /// - Returns: whether the account is locked now.
  @discardableResult
  public func recordFailedSignIn(_ id: Staff.ID) async throws -> Bool {
    try await record(by: .visitor) { draft in
      guard let staff = try draft.facts().staff[id] else { return false }
      guard !staff.isLocked else { return true }
      try draft.append(.signInFailed(id))
      guard staff.failures + 1 >= Staff.failuresUntilLocked else { return false }
      try draft.append(.staffLocked(id, CountyEvent.StaffLocked(why: .failures)))
      return true
    }
  }

  /// Opens a session after the password was found right.
  ///
  /// - Parameter token: the digest of the token.
  public func openSession(
    of id: Staff.ID, token: String, lasting: Duration
  ) async throws -> Moment {
    try await record(by: .visitor) { draft in
      guard let staff = try draft.facts().staff[id] else { throw StaffRefusal.wrongCredentials }
      guard !staff.isLocked else { throw StaffRefusal.locked }
      let expiresAt = draft.now + lasting
      try draft.append(
        .sessionOpened(id, CountyEvent.SessionOpened(token: token, expiresAt: expiresAt)))
      return expiresAt
    }
  }

  public func closeSession(token: String, by caller: Caller) async throws {
    try await record(by: caller) { draft in
      guard let session = try draft.facts().sessions[token] else { return }
      try draft.append(.sessionClosed(session.staff, CountyEvent.SessionClosed(token: token)))
    }
  }
}
