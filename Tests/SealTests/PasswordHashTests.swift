import Seal
import Testing

@Suite("PasswordHash")
struct PasswordHashTests {
  /// Cheap enough for a test; the standard cost is held by the vectors of RFC 7914.
  static let quick = PasswordHash.Cost(exponent: 4, blockSize: 1)

  /// RFC 7914 § 12, the second and third vector, the key cut to 32 bytes.
  @Test(
    "agrees with RFC 7914",
    arguments: [
      (
        "password",
        "scrypt$ln=10,r=8,p=16$TmFDbA$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWI"
      ),
      (
        "pleaseletmein",
        "scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI"
      ),
    ])
  func standardVectors(_ password: String, _ record: String) throws {
    let hash = try #require(PasswordHash(record))
    #expect(hash.matches(password))
    #expect(!hash.matches(password + " "))
    #expect(hash.description == record)
  }

  @Test(
    "(1) only the password it was made from matches",
    arguments: ["", "secret", "口令 12345", String(repeating: "x", count: 5_000), "nul\0nul"])
  func matches(_ password: String) throws {
    let hash = try PasswordHash.make(password, cost: PasswordHashTests.quick)
    #expect(hash.matches(password))
    for other in [password + "x", String(password.dropLast()), "Secret", "nul"]
    where other != password {
      #expect(!hash.matches(other))
    }
  }

  @Test("(1) passwords that only look alike do not match")
  func lookAlikes() throws {
    let hash = try PasswordHash.make("caf\u{E9}", cost: PasswordHashTests.quick)
    #expect(!hash.matches("cafe\u{301}"))
  }

  @Test("(1) a record that was tampered with matches nothing")
  func tampered() throws {
    let record = try PasswordHash.make("secret", cost: PasswordHashTests.quick).description
    var read = 0
    for index in record.indices {
      for character: Character in ["A", "B", "5", "$"] where record[index] != character {
        let rest = record[record.index(after: index)...]
        let tampered = String(record[..<index]) + [character] + rest
        guard let hash = PasswordHash(tampered) else { continue }
        read += 1
        #expect(!hash.matches("secret"), "\(tampered)")
      }
    }
    #expect(read > 100)
  }

  @Test("(2) two records of one password differ")
  func salted() throws {
    let first = try PasswordHash.make("secret", cost: PasswordHashTests.quick)
    let second = try PasswordHash.make("secret", cost: PasswordHashTests.quick)
    #expect(first != second)
    #expect(first.description != second.description)
  }

  @Test("(3) a record's text is the record")
  func text() throws {
    let hash = try PasswordHash.make("secret")
    #expect(hash.description.hasPrefix("scrypt$ln=14,r=8,p=1$"))
    #expect(PasswordHash(hash.description) == hash)
    #expect(hash.cost == .standard)
  }

  static let salt = "U29kaXVtQ2hsb3JpZGU"
  static let key = "cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI"

  @Test(
    "(3) a text with another spelling is no record",
    arguments: [
      "", "scrypt", "$$$", "secret",
      "bcrypt$ln=14,r=8,p=1$\(salt)$\(key)",
      "scrypt$ln=14,r=8,p=1$\(salt)$\(key)$",
      "scrypt$ln=14,r=8,p=1$\(salt)$\(key)=",
      "scrypt$ln=14,r=8,p=1$\(salt)$\(key)\n",
      "scrypt$ln=14,r=8,p=1$\(salt)$\(key.dropLast())",
      "scrypt$ln=14,r=8,p=1$\(salt)$\(key.dropLast())J",
      "scrypt$ln=14,r=8,p=1$$\(key)",
      "scrypt$ln=014,r=8,p=1$\(salt)$\(key)",
      "scrypt$ln=+14,r=8,p=1$\(salt)$\(key)",
      "scrypt$r=8,ln=14,p=1$\(salt)$\(key)",
      "scrypt$ln=14,r=8$\(salt)$\(key)",
      "scrypt$ln=14,r=8,p=1,q=1$\(salt)$\(key)",
      "scrypt$ln=14,r=8,p=$\(salt)$\(key)",
      "scrypt$ln=14=14,r=8,p=1$\(salt)$\(key)",
    ])
  func otherSpellings(_ text: String) {
    #expect(PasswordHash(text) == nil)
  }

  static let excessive = [
    PasswordHash.Cost(exponent: 0), PasswordHash.Cost(exponent: -1),
    PasswordHash.Cost(exponent: 18), PasswordHash.Cost(exponent: 63),
    PasswordHash.Cost(exponent: .max), PasswordHash.Cost(exponent: 14, blockSize: 0),
    PasswordHash.Cost(exponent: 14, blockSize: .max),
    PasswordHash.Cost(exponent: 14, blockSize: 8, parallelism: 17),
  ]

  @Test("(4) a cost beyond the ceiling is refused, made or read", arguments: excessive)
  func excessiveCost(_ cost: PasswordHash.Cost) {
    #expect(throws: SealFault.costOutOfRange(cost)) {
      try PasswordHash.make("secret", cost: cost)
    }
    let parameters = "ln=\(cost.exponent),r=\(cost.blockSize),p=\(cost.parallelism)"
    let record = "scrypt$\(parameters)$\(PasswordHashTests.salt)$\(PasswordHashTests.key)"
    #expect(PasswordHash(record) == nil)
  }

  @Test(
    "works at every cost that is allowed",
    arguments: [
      PasswordHash.Cost(exponent: 1, blockSize: 1), PasswordHash.Cost(exponent: 15, blockSize: 1),
      PasswordHash.Cost(exponent: 1, blockSize: 32, parallelism: 16),
      PasswordHash.Cost(exponent: 17, blockSize: 8),
    ])
  func allowedCost(_ cost: PasswordHash.Cost) throws {
    #expect(cost.isAllowed)
    #expect(try PasswordHash.make("secret", cost: cost).matches("secret"))
  }

  @Test("asks to be remade when any parameter is below the wanted one")
  func upgrade() throws {
    let hash = try PasswordHash.make(
      "secret", cost: PasswordHash.Cost(exponent: 5, blockSize: 2, parallelism: 2))
    #expect(hash.needsUpgrade())
    #expect(!hash.needsUpgrade(to: hash.cost))
    #expect(!hash.needsUpgrade(to: PasswordHash.Cost(exponent: 4, blockSize: 1, parallelism: 1)))
    #expect(hash.needsUpgrade(to: PasswordHash.Cost(exponent: 6, blockSize: 2, parallelism: 2)))
    #expect(hash.needsUpgrade(to: PasswordHash.Cost(exponent: 5, blockSize: 3, parallelism: 2)))
    #expect(hash.needsUpgrade(to: PasswordHash.Cost(exponent: 5, blockSize: 2, parallelism: 3)))
  }

  @Test("many people sign in at once")
  func concurrency() async throws {
    let hash = try PasswordHash.make("secret", cost: PasswordHashTests.quick)
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<64 {
        group.addTask { hash.matches(number.isMultiple(of: 2) ? "secret" : "wrong") }
      }
      var admitted = 0
      for await matched in group where matched { admitted += 1 }
      #expect(admitted == 32)
    }
  }
}
