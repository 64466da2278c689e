/// Why a ledger cannot do its work; never the fault of what somebody asked.
public enum LedgerFault: Error, Sendable, Equatable {
  /// There is no ledger in the folder.
  case missing(String)
  /// A newer version of the program wrote the file; it is left untouched.
  case newerDatabase(String)
  /// SQLite or the journal's header says that the file is damaged.
  case damaged(String)
  /// The disk is full or does not take writes; nothing was changed and reads go on.
  case storageFull
  /// The ledger is being closed.
  case closed
  /// Another ledger stands at the place where a new one should be made.
  case exists(String)
  /// A transfer file does not hold what its list says.
  case brokenTransfer(String)
}

/// Refusals that concern how a request is made rather than what it asks for.
public enum RequestRefusal: Error, Sendable, Equatable {
  /// The same idempotency key came with another body.
  case idempotencyKeyReused
  /// The object has changed since the caller read it.
  case staleVersion
}
