public import ArgumentParser
import Foundation
public import ServiceHall
import Station

extension Hall.Level: ExpressibleByArgument {}
extension Role: ExpressibleByArgument {}
extension JournalDigestName: ExpressibleByArgument {}

struct CountyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "county", abstract: "The county.", subcommands: [Init.self])

  struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Makes the county's ledger.")

    @OptionGroup var data: DataOption
    @Option(help: "The county's name.")
    var name: String
    @Option(help: "sha256 or sm3.")
    var digest = JournalDigestName.sha256

    func run() async throws {
      try await yizhan.run {
        try await $0.initCounty(data.folder, name: name, digest: digest)
      }
    }
  }
}

struct HallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hall", abstract: "Halls.",
    subcommands: [Add.self, List.self, Export.self, Import.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Adds a hall.")

    @OptionGroup var data: DataOption
    @Option(help: "a-z, 0-9 and hyphens.")
    var code: String
    @Option(help: "The hall's name.")
    var name: String
    @Option(help: "Twelve digits.")
    var division: String
    @Option(help: "Two to six letters and digits for slips.")
    var shortCode: String
    @Option(help: "city, county, township or village.")
    var level = Hall.Level.township
    @Option(help: "The code of the hall above.")
    var parent: String?

    func run() async throws {
      try await yizhan.run { commands in
        guard let id = Hall.ID(code) else { throw InputRefusal("code", .format) }
        guard let division = DivisionCode(division) else {
          throw InputRefusal("division", .format)
        }
        guard let shortCode = Hall.ShortCode(shortCode) else {
          throw InputRefusal("shortCode", .format)
        }
        try await commands.addHall(
          data.folder,
          Hall(
            id: id, name: name, division: division, shortCode: shortCode, level: level,
            parent: parent.flatMap { Hall.ID($0) }))
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists the halls.")

    @OptionGroup var data: DataOption

    func run() async throws { try await yizhan.run { try await $0.listHalls(data.folder) } }
  }

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Writes a hall into one file.")

    @OptionGroup var data: DataOption
    @Argument(help: "The hall's code.")
    var hall: String
    @Argument(help: "The file.")
    var file: String

    func run() async throws {
      try await yizhan.run { try await $0.exportHall(data.folder, hall, to: file) }
    }
  }

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Takes a hall from a file, after checking all of it.")

    @OptionGroup var data: DataOption
    @Argument(help: "The file.")
    var file: String

    func run() async throws {
      try await yizhan.run { try await $0.importHall(data.folder, from: file) }
    }
  }
}

struct StaffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "staff", abstract: "Accounts.", subcommands: [Add.self, Lock.self, Unlock.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Adds an account.")

    @OptionGroup var data: DataOption
    @Option(help: "2 to 32 of a-z, 0-9, hyphen and dot.")
    var account: String
    @Option(help: "The person's name.")
    var name: String
    @Option(help: "ROLE or ROLE@HALL; may be repeated.")
    var role: [String]
    @Option(help: "A file whose first line is the password; - reads standard input.")
    var passwordFile: String?

    func run() async throws {
      try await yizhan.run { commands in
        let grants = try role.map { text in
          let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
          guard let role = parts.first.flatMap(Role.init(rawValue:)) else {
            throw InputRefusal("role", .unknown)
          }
          return (role: role, hall: parts.count > 1 ? parts[1] : nil)
        }
        try await commands.addStaff(
          data.folder, account: account, name: name, grants: grants, password: try password())
      }
    }

    /// A password on the command line would stand in the shell's history.
    private func password() throws -> String {
      guard let passwordFile else { throw StationFault.passwordMissing }
      let line =
        passwordFile == "-"
        ? readLine()
        : FileManager.default.contents(atPath: passwordFile).flatMap {
          String(decoding: $0, as: UTF8.self).split(whereSeparator: \.isNewline).first
            .map(String.init)
        }
      guard let line, !line.isEmpty else { throw StationFault.passwordMissing }
      return line
    }
  }

  struct Lock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Locks an account.")

    @OptionGroup var data: DataOption
    @Argument(help: "The account.")
    var account: String

    func run() async throws {
      try await yizhan.run {
        try await $0.setStaffLocked(data.folder, account: account, true)
      }
    }
  }

  struct Unlock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Unlocks an account; the way in when nobody else can.")

    @OptionGroup var data: DataOption
    @Argument(help: "The account.")
    var account: String

    func run() async throws {
      try await yizhan.run {
        try await $0.setStaffLocked(data.folder, account: account, false)
      }
    }
  }
}
