extension PasswordHash: LosslessStringConvertible {
  /// The record as it is stored. It belongs in the ledger and in no log.
  public var description: String {
    "scrypt$\(cost.parameters)$\(Base64.encode(salt))$\(Base64.encode(key))"
  }

  /// Reads a stored record; nil when it is not one, or asks for a cost that is not allowed.
  public init?(_ description: String) {
    let fields = description.split(separator: "$", omittingEmptySubsequences: false)
    guard fields.count == 4, fields[0] == "scrypt",
      let cost = Cost(parameters: fields[1]),
      let salt = Base64.decode(fields[2]), !salt.isEmpty,
      let key = Base64.decode(fields[3]), key.count == PasswordHash.keyByteCount
    else { return nil }
    self.init(cost: cost, salt: salt, key: key)
  }
}

extension PasswordHash.Cost {
  var parameters: String { "ln=\(exponent),r=\(blockSize),p=\(parallelism)" }

  init?(parameters: Substring) {
    let values = parameters.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.split(separator: "=", omittingEmptySubsequences: false) }
    guard values.count == 3, values.map(\.first) == ["ln", "r", "p"] else { return nil }
    let numbers = values.compactMap { $0.last.flatMap { Int($0) } }
    guard numbers.count == 3 else { return nil }
    self.init(exponent: numbers[0], blockSize: numbers[1], parallelism: numbers[2])
    // Leading zeros and signs would give a cost a second spelling.
    guard isAllowed, self.parameters == parameters else { return nil }
  }
}
