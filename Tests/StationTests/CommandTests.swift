import Foundation
import HallLedger
import HallTesting
import ServiceHall
import Testing

@testable import Station

@Suite("Commands")
struct CommandTests {
  @Test("a machine that cannot write Chinese for printers says so in one sentence")
  func noGBK() throws {
    let commands = try Console().commands()
    #expect(commands.warnings(hasGBK: true) == [])
    let sentence = try #require(commands.warnings(hasGBK: false).first)
    #expect(sentence.contains("GBK") && sentence.contains("libc6"))
    #expect(commands.warnings() == [], "the converter is on every machine that runs the tests")
  }

  @Test("a county is made once")
  func county() async throws {
    let console = try Console()
    let commands = try console.commands()
    try await commands.initCounty(console.data, name: " 测试县 ", digest: .sm3)
    #expect(console.lines == ["已建立测试县。"])
    let before = try console.folder.files()
    let again = try await sentence {
      try await commands.initCounty(console.data, name: "别的县", digest: .sha256)
    }
    #expect(again == "数据目录 \(console.data.path) 里已经有县，未作任何改动。")
    #expect(try console.folder.files() == before)
    #expect(console.lines.count == 1)
    let nameless = try Console()
    let told = try await sentence {
      try await nameless.commands().initCounty(nameless.data, name: " ", digest: .sha256)
    }
    #expect(told?.contains("请填写") ?? false)
    #expect(try nameless.folder.files() == [])
  }

  @Test("halls are added, each with its own codes, and listed one a line")
  func halls() async throws {
    let console = try Console()
    let commands = try await console.withHall()
    try await commands.addHall(console.data, .testing("west", "WE01", parent: "east"))
    #expect(console.lines.last == "已增加大厅 west便民服务中心（west）。")
    let refusals: [(Hall, String)] = [
      (.testing("east", "NN01"), "这个大厅代码已经用了"),
      (.testing("north", "TE01"), "这个简码已经用在别的大厅"),
      (.testing("north", "NN01", parent: "nowhere"), "没有这个大厅"),
    ]
    for (hall, reason) in refusals {
      #expect(try await sentence { try await commands.addHall(console.data, hall) } == reason)
    }
    let count = console.lines.count
    try await commands.listHalls(console.data)
    #expect(
      Array(console.lines.dropFirst(count)).sorted() == [
        "east\t119999100000\tTE01\ttownship\t-\teast便民服务中心",
        "west\t119999100000\tWE01\ttownship\teast\twest便民服务中心",
      ])
  }

  @Test("staff are added with their roles; every mistake has its sentence")
  func staff() async throws {
    let console = try Console()
    let commands = try await console.withHall()
    func add(
      _ account: String, _ grants: [(role: Role, hall: String?)], _ password: String = "long enough 1"
    ) async throws -> String? {
      try await sentence {
        try await commands.addStaff(
          console.data, account: account, name: "王五", grants: grants, password: password)
      }
    }
    #expect(try await add("wang", [(.clerk, "east"), (.supervisor, "east")]) == nil)
    #expect(console.lines.last == "已增加账号 wang。")
    #expect(try await add("wang", [(.clerk, "east")]) == "这个账号已经有人用了")
    let refusals: [(String, [(role: Role, hall: String?)], String, String)] = [
      ("Wang", [(.clerk, "east")], "long enough 1", "账号"),
      ("li", [(.clerk, nil)], "long enough 1", "职责"),
      ("li", [(.operator, "east")], "long enough 1", "职责"),
      ("li", [(.hallAdmin, "east"), (.auditor, "east")], "long enough 1", "职责"),
      ("li", [], "long enough 1", "职责"), ("li", [(.clerk, "east")], "short", "密码"),
      ("li", [(.clerk, "east")], "aaaaaaaaaaaa", "密码"),
    ]
    for (account, grants, password, field) in refusals {
      let told = try await add(account, grants, password)
      #expect(told?.hasPrefix(field) ?? false, "\(told ?? "taken")")
    }
    #expect(try await add("li", [(.clerk, "nowhere")]) == "没有这个大厅")
    #expect(try await add("li", [(.clerk, "No Where")]) == "没有代码为 No Where 的大厅。")
    try await commands.setStaffLocked(console.data, account: "wang", true)
    #expect(console.lines.last == "已锁定账号 wang。")
    for account in ["li", "No Body"] {
      let told = try await sentence {
        try await commands.setStaffLocked(console.data, account: account, true)
      }
      #expect(told == "没有账号 \(account)。")
    }
  }

  @Test("a hall moves to another machine in one file, and works there")
  func moving() async throws {
    let here = try Console()
    let commands = try await here.withHall()
    let file = here.folder.path + "/east.hall"
    try await commands.exportHall(here.data, "east", to: file)
    #expect(here.lines.last == "已导出 east便民服务中心 到 \(file)。")
    #expect(
      try await sentence { try await commands.exportHall(here.data, "west", to: file) }
        == "没有代码为 west 的大厅。")

    let there = try Console()
    let others = try there.commands()
    try await others.initCounty(there.data, name: "别的县", digest: .sha256)
    try await others.importHall(there.data, from: file)
    #expect(there.lines.last == "已导入 east便民服务中心（east），校验无误。")
    #expect(try others.verify(there.data, hall: "east", replay: true))
    let before = try there.folder.files()
    let again = try await sentence { try await others.importHall(there.data, from: file) }
    #expect(again?.hasSuffix("已经存在，未作任何改动。") ?? false)
    #expect(try there.folder.files() == before)
  }

  @Test("a transfer file that was cut or changed brings nothing in")
  func brokenTransfer() async throws {
    let here = try Console()
    let commands = try await here.withHall()
    let file = here.folder.path + "/east.hall"
    try await commands.exportHall(here.data, "east", to: file)
    let whole = try Data(contentsOf: URL(fileURLWithPath: file))
    var changed = whole
    changed[whole.count / 2] ^= 1
    for content in [whole.prefix(whole.count / 2), changed, Data(), Data("不是大厅".utf8)] {
      let there = try Console()
      let others = try there.commands()
      try await others.initCounty(there.data, name: "别的县", digest: .sha256)
      let path = there.folder.path + "/given"
      try content.write(to: URL(fileURLWithPath: path))
      let told = try await sentence { try await others.importHall(there.data, from: path) }
      #expect(told?.hasPrefix("迁移文件不完整或被改动") ?? false, "\(told ?? "imported")")
      try await others.listHalls(there.data)
      #expect(there.lines == ["已建立别的县。"])
      #expect(try there.folder.files().filter { $0.hasPrefix("data/halls/") } == [])
    }
  }

  @Test("checking says what is sound, and which row is not; the outcome is the exit status")
  func verify() async throws {
    let console = try Console()
    let commands = try await console.withHall()
    let count = console.lines.count
    #expect(try commands.verify(console.data, hall: nil, replay: true))
    let sound = console.lines.dropFirst(count)
    #expect(sound.count == 2)
    for (line, name) in zip(sound, ["county", "east"]) {
      #expect(line.hasPrefix("\(name)：") && line.contains("完好"))
    }
    #expect(
      try await sentence { _ = try commands.verify(console.data, hall: "west", replay: false) }
        == "没有代码为 west 的大厅。")
    #expect(
      try await sentence { _ = try commands.verify(console.data, hall: "../x", replay: false) }
        == "没有代码为 ../x 的大厅。")

    let file = console.data.halls + "/east/hall.sqlite"
    try Data("不是账本".utf8).write(to: URL(fileURLWithPath: file))
    #expect(try commands.verify(console.data, hall: "east", replay: false) == false)
    #expect(console.lines.last == "east：文件损坏，无法读取。")
    #expect(try commands.verify(console.data, hall: nil, replay: false) == false)
    let ended = try await Program.run(["verify", "--data", console.data.path])
    #expect(ended.status == 1)
    #expect(ended.output.contains("east：文件损坏，无法读取。"))
  }

  @Test("the program's own words for a wrong command line, and for a right one")
  func commandLine() async throws {
    let console = try Console()
    let path = console.data.path
    let made = try await Program.run(["county", "init", "--data", path, "--name", "测试县"])
    #expect(made.status == 0)
    #expect(made.output == "已建立测试县。\n")
    #expect(made.errors == "")
    let again = try await Program.run(["county", "init", "--data", path, "--name", "测试县"])
    #expect(again.status == 1)
    #expect(again.errors == "数据目录 \(path) 里已经有县，未作任何改动。\n")
    let unknown = try await Program.run(["conquer"])
    #expect(unknown.status == 64)
    let code = try await Program.run([
      "hall", "add", "--data", path, "--code", "No Code", "--name", "x", "--division", "1",
      "--short-code", "X1",
    ])
    #expect(code.status == 1)
    #expect(code.errors.contains("不对"))
    let password = try await Program.run([
      "staff", "add", "--data", path, "--account", "wang", "--name", "王五", "--role", "operator",
    ])
    #expect(password.status == 1)
    #expect(password.errors == "请用 --password-file 给出密码文件，密码不能写在命令行里。\n")
  }
}
