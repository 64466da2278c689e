import Foundation
import Glibc
import HallLedger
import HallTesting
import ServiceHall
import Testing

@testable import Station

@Suite("The demonstration")
struct DemoTests {
  /// What the ready file says, as the contract has it.
  private struct Ready: Decodable, Equatable {
    struct Hall: Decodable, Equatable { let code, name, division: String }
    struct Account: Decodable, Equatable {
      let account, password, role: String
      let hall: String?
    }
    struct Device: Decodable, Equatable { let kind, hall, token: String }
    let url: String
    let halls: [Hall]
    let accounts: [Account]
    let devices: [Device]
  }

  private func start(_ folder: TemporaryFolder, _ name: String) throws -> (Program, String) {
    let file = folder.path + "/" + name
    let program = try Program([
      "demo", "--data", folder.path + "/data", "--address", "127.0.0.1", "--port", "0",
      "--ready-file", file,
    ])
    return (program, file)
  }

  @Test("it makes what was promised, serves it, stops cleanly, and is the same at the next start")
  func demo() async throws {
    let folder = try TemporaryFolder()
    let (program, file) = try start(folder, "ready.json")
    let ready = try JSONDecoder().decode(Ready.self, from: try await program.waitForFile(file))
    Self.checkPromise(ready)
    try await checkAnswers(ready)

    // Somebody else may not touch the folder meanwhile.
    let second = try await Program.run(["serve", "--data", folder.path + "/data", "--port", "0"])
    #expect(second.status == 1)
    #expect(second.errors == "另一个驿站程序正在使用数据目录 \(folder.path)/data。请先停止它。\n")

    program.send(SIGTERM)
    let ended = try await program.end()
    #expect(ended.status == 0)
    #expect(ended.errors == "")
    #expect(ended.output.contains("驿站已启动：\(ready.url)"))

    let (again, file2) = try start(folder, "ready2.json")
    let same = try JSONDecoder().decode(Ready.self, from: try await again.waitForFile(file2))
    #expect(same.halls == ready.halls)
    #expect(same.accounts == ready.accounts)
    #expect(same.devices == ready.devices)
    let line = try await ask("\(same.url)/api/v1/halls/\(same.halls[0].code)/lines")
    let waiting = (line.object["items"] as? [[String: Any]])?.compactMap { $0["waiting"] as? Int }
    #expect(waiting?.reduce(0, +) == 1, "the number that was taken before the stop is there")
    again.send(SIGINT)
    #expect(try await again.end().status == 0)
    let checked = try await Program.run(["verify", "--data", folder.path + "/data", "--replay"])
    #expect(checked.status == 0, "\(checked.output)")
  }

  private static func checkPromise(_ ready: Ready) {
    #expect(ready.url.hasPrefix("http://127.0.0.1:"))
    #expect(ready.halls.count == 4)
    #expect(ready.halls.first?.code == "chengguan")
    #expect(Set(ready.halls.map(\.division)).count == 4)
    for hall in ready.halls {
      let roles = Set(ready.accounts.filter { $0.hall == hall.code }.map(\.role))
      #expect(roles == Set(Role.allCases.filter(\.needsHall).map(\.rawValue)), "\(hall.code)")
      let kinds = ready.devices.filter { $0.hall == hall.code }.map(\.kind)
      #expect(kinds.sorted() == ["board", "evaluator", "kiosk", "printer"], "\(hall.code)")
    }
    let clerks = ready.accounts.filter { $0.role == "clerk" && $0.hall == "chengguan" }
    #expect(clerks.count >= 4)
    for role in ["operator", "countyAdmin"] {
      #expect(ready.accounts.contains { $0.role == role && $0.hall == nil })
    }
    #expect(Set(ready.devices.map(\.token)).count == ready.devices.count)
  }

  private func checkAnswers(_ ready: Ready) async throws {
    let hall = ready.halls[0].code
    let account = try #require(ready.accounts.first { $0.role == "clerk" && $0.hall == hall })
    let session = try await ask(
      ready.url + "/api/v1/session",
      json: #"{"account":"\#(account.account)","password":"\#(account.password)"}"#)
    let token = try #require(session.object["token"] as? String)
    let windows = try await ask(
      "\(ready.url)/api/v1/halls/\(hall)/windows", headers: ["Authorization": "Bearer \(token)"])
    let items = try #require(windows.object["items"] as? [[String: Any]])
    #expect(items.count >= 4)
    // More than a kiosk that is limited may take in a minute; all but one are cancelled again.
    let kiosk = try #require(ready.devices.first { $0.kind == "kiosk" && $0.hall == hall })
    let path = "\(ready.url)/api/v1/halls/\(hall)/tickets"
    for number in 0..<65 {
      let headers = ["Authorization": "Bearer \(kiosk.token)", "Idempotency-Key": "k\(number)"]
      let taken = try await ask(path, json: #"{"line":"A"}"#, headers: headers)
      #expect(taken.status == 201)
      guard number > 0, let ticket = taken.object["id"] as? String else { continue }
      #expect(try await ask("\(path)/\(ticket)/cancel", json: "{}", headers: headers).status == 200)
    }
    let lines = try await ask("\(ready.url)/api/v1/halls/\(hall)/lines")
    let open = (lines.object["items"] as? [[String: Any]])?.allSatisfy { $0["open"] as? Bool == true }
    #expect(open == true)
  }

  @Test("the accounts and tokens are kept where only their owner reads them")
  func secrecy() async throws {
    let console = try Console()
    let folder = console.data
    let lock = try folder.lock()
    try folder.makeFolders()
    let county = try await Ledger<County>.create(
      County(name: try StationStrings().text("demo.county")), folder: folder.county,
      surroundings: Surroundings.ledger)
    let shelf = HallShelf(
      folder: folder.halls, county: county.facts.county, surroundings: Surroundings.ledger)
    let demo = DemoCounty(folder: folder, strings: try StationStrings())
    let ready = try await demo.prepare(county, shelf)
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/demo.json")
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    let again = try await demo.prepare(county, shelf)
    #expect(again.accounts.map(\.account) == ready.accounts.map(\.account))
    #expect(again.devices.map(\.token) == ready.devices.map(\.token))
    for device in ready.devices { #expect(county.facts.devices[device.token] == nil) }
    await shelf.close()
    await county.close()
    withExtendedLifetime(lock) {}
  }

  @Test("it keeps away from a county that serves people")
  func realCounty() async throws {
    let console = try Console()
    _ = try await console.withHall()
    let before = try console.folder.files()
    let ended = try await Program.run(["demo", "--data", console.data.path, "--port", "0"])
    #expect(ended.status == 1)
    #expect(ended.errors == "数据目录 \(console.data.path) 里已经有县，未作任何改动。\n")
    #expect(try console.folder.files() == before)
  }

  @Test("a start that was cut off before the county was whole is made good by the next")
  func cutOff() async throws {
    let folder = try TemporaryFolder()
    let (program, file) = try start(folder, "ready.json")
    _ = try await program.waitForFile(file)
    program.send(SIGKILL)
    #expect(try await program.end().status == nil)
    // As if the power had gone before the accounts were written down.
    try FileManager.default.removeItem(atPath: folder.path + "/data/demo.json")
    let (again, file2) = try start(folder, "ready2.json")
    let ready = try JSONDecoder().decode(Ready.self, from: try await again.waitForFile(file2))
    Self.checkPromise(ready)
    again.send(SIGTERM)
    #expect(try await again.end().status == 0)
  }
}
