/// Why the store cannot do its work; never the fault of what somebody asked.
public enum StoreFault: Error, Sendable, Equatable {
  /// No connection can be opened; the reason in the words of the library.
  case unreachable(String)
  /// The connection ended in the middle of a call. Whether the last commit was done is not known: what the
  /// store holds is the truth.
  case lost
  /// PostgreSQL refused a statement: its SQLSTATE and its first sentence, which holds no data.
  case refused(state: String, message: String)
  /// A newer version of the program made the tables; they are left untouched.
  case newerDatabase(Int)
  /// The tables do not hold what this program wrote.
  case damaged(String)
  /// The server is set up so that a power cut loses what was acknowledged.
  case notDurable(String)
  /// The database was restored or replaced while the program ran; it must be opened anew, under a new name.
  case restored
  /// A message came by two transactions at once; the one that is told tries again.
  case raced
  /// More calls wait than there should be.
  case busy
  /// The store was closed.
  case closed

  /// Whether nothing was changed and the same transaction may succeed when it is run again at once.
  var isPassing: Bool {
    switch self {
    // serialization_failure, deadlock_detected
    case .refused(let state, _): state == "40001" || state == "40P01"
    case .raced: true
    default: false
    }
  }
}
