import Foundation
import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("The hall's voice")
struct VoiceTests {
  /// A recording that is as loud as `level`.
  private static func recording(_ milliseconds: Int, level: Int16 = 6000) -> Sound {
    Sound(samples: (0..<milliseconds * 16).map { $0 % 16 < 8 ? level : -level })
  }

  /// A form of an administrator with files, as a browser sends it.
  private static func upload(
    _ test: TestSite, _ files: [(String, [UInt8])], hall: Hall.ID = Asker.east
  ) async throws -> Answer {
    let asker = Asker.staff(.hallAdmin, hall)
    var body: [UInt8] = []
    let csrf = TestSite.csrf(try test.token(asker))
    body += Array("--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(csrf)\r\n".utf8)
    for (name, bytes) in files {
      body += Array(
        "--b\r\nContent-Disposition: form-data; name=\"clips\"; filename=\"\(name)\"\r\n\r\n".utf8)
      body += bytes + Array("\r\n".utf8)
    }
    body += Array("--b--\r\n".utf8)
    var ask = Ask.form("/h/\(hall)/admin/voice")
    ask.raw = body
    ask.headers = [("Content-Type", "multipart/form-data; boundary=b")]
    return try await test.ask(ask, as: asker)
  }

  private static func say(
    _ test: TestSite, _ path: String = "A001/2", hall: Hall.ID = Asker.east
  ) async throws -> Sound {
    let answer = try await test.ask(.get("/api/v1/halls/\(hall)/say/\(path).wav"))
    #expect(answer.status == 200 && answer.headers["content-type"] == "audio/wav")
    return try Sound(wave: answer.bytes)
  }

  @Test("a call is one WAV of a few seconds that a browser keeps for a minute")
  func call() async throws {
    let test = try await TestSite()
    let answer = try await test.ask(.get("/api/v1/halls/east/say/A001/2.wav"))
    #expect(answer.status == 200)
    #expect(answer.headers["cache-control"] == "public, max-age=60")
    let sound = try Sound(wave: answer.bytes)
    #expect(sound.length > .seconds(3) && sound.length < .seconds(6))
    let tag = try #require(answer.headers["etag"])
    let again = try await test.ask(
      .get("/api/v1/halls/east/say/A001/2.wav", headers: [("If-None-Match", tag)]))
    #expect(again.status == 304)
    #expect(try await Self.say(test, "B1000/2").length > sound.length)
  }

  @Test(
    "what cannot be called is not found",
    arguments: [
      "/api/v1/halls/east/say/A01/2.wav", "/api/v1/halls/east/say/a001/2.wav",
      "/api/v1/halls/east/say/A001/W8.wav", "/api/v1/halls/east/say/A001/2.mp3",
      "/h/east/voice/nothing.wav", "/h/east/voice/window-2.wav", "/h/east/voice/please",
    ])
  func unknown(path: String) async throws {
    let test = try await TestSite()
    #expect(try await test.ask(.get(path)).status == 404)
  }

  @Test("every built-in clip is heard alone")
  func clips() async throws {
    let test = try await TestSite()
    for clip in VoiceClip.all {
      let answer = try await test.ask(.get("/h/east/voice/\(clip).wav"))
      #expect(answer.status == 200, "\(clip)")
      #expect(throws: Never.self) { try Sound(wave: answer.bytes).checked() }
    }
  }

  @Test("a recorded clip takes the place of the built-in one, in its own hall alone, until it is restored")
  func replaced() async throws {
    let test = try await TestSite()
    let before = try await Self.say(test)
    let elsewhere = try await Self.say(test, "X001/W8", hall: Asker.west)
    // By the clip's name, and by what it says.
    let files = [("please.wav", Self.recording(900).wave), ("号.WAV", Self.recording(800).wave)]
    let answer = try await Self.upload(test, files)
    #expect(answer.status == 303)
    let after = try await Self.say(test)
    #expect(after.length > before.length + .milliseconds(700))
    #expect(try await Self.say(test, "X001/W8", hall: Asker.west) == elsewhere)
    let page = try await test.ask(.get("/h/east/admin/voice"), as: .admin)
    #expect(page.text.contains("已录，0.9 秒"))
    #expect(page.text.contains("还有 \(VoiceClip.all.count - 2) 条是内置语音"))
    let back = try await test.ask(
      .form("/h/east/admin/voice/restore", [("clip", "please")]), as: .admin)
    #expect(back.status == 303)
    #expect(try await Self.say(test).length < after.length)
    _ = try await test.ask(.form("/h/east/admin/voice/restore"), as: .admin)
    #expect(try await Self.say(test) == before)
  }

  @Test("a window whose name is recorded is called by it")
  func named() async throws {
    let test = try await TestSite()
    let before = try await Self.say(test)
    #expect(try await Self.upload(test, [("window-2.wav", Self.recording(3000).wave)]).status == 303)
    #expect(try await Self.say(test).length > before.length + .seconds(1))
    #expect(try await Self.say(test, "A001/1").length < before.length + .seconds(1))
  }

  @Test(
    "an upload with one wrong file is refused whole, and says which file and why",
    arguments: [
      ("歌.wav", recording(500).wave, "文件名和表中的都对不上"), ("to.mp3", recording(500).wave, "对不上"),
      ("to.wav", Array("not a sound".utf8), "不是完整的 WAV"),
      ("to.wav", recording(20).wave, "太短"), ("to.wav", recording(13_000).wave, "超过 12 秒"),
      ("to.wav", recording(500, level: 10).wave, "里面没有声音"),
      ("请.wav", recording(500).wave, "是同一条"),
    ])
  func refused(name: String, bytes: [UInt8], sentence: String) async throws {
    let test = try await TestSite()
    let before = test.positions()
    let answer = try await Self.upload(
      test, [("please.wav", Self.recording(500).wave), (name, bytes)])
    #expect(answer.status == 422)
    #expect(answer.text.contains("\(name)：") && answer.text.contains(sentence))
    #expect(answer.text.contains("这次上传没有保存"))
    #expect(test.positions() == before)
  }

  @Test("a form without a file asks for one")
  func nothing() async throws {
    let test = try await TestSite()
    let answer = try await Self.upload(test, [])
    #expect(answer.status == 422 && answer.text.contains("请先选择录音文件"))
  }

  @Test("a lost file is named on the page, and the built-in clip is heard")
  func lost() async throws {
    let test = try await TestSite()
    let before = try await Self.say(test)
    _ = try await Self.upload(test, [("please.wav", Self.recording(900).wave)])
    try FileManager.default.removeItem(atPath: test.shelf.folder(of: Asker.east) + "/blobs")
    #expect(try await Self.say(test) == before)
    let page = try await test.ask(.get("/h/east/admin/voice"), as: .admin)
    #expect(page.text.contains("有 1 条录音的文件找不到了"))
  }

  @Test("only the upload of a pack may be large")
  func limits() {
    #expect(Site.largestBody(of: .post, "/h/east/admin/voice") == 16 << 20)
    #expect(Site.largestBody(of: .post, "/h/east/admin/lines") == 1 << 20)
    #expect(Site.largestBody(of: .post, "/api/v1/halls/east/tickets") == 1 << 20)
  }

  @Test("a board tells whether it is heard, and the list of devices says so")
  func mute() async throws {
    let test = try await TestSite()
    func report(_ state: String) async throws -> Answer {
      try await test.ask(
        .post("/api/v1/halls/east/board/sound", #"{"state":"\#(state)"}"#),
        as: .device(.board, Asker.east))
    }
    func list() async throws -> String {
      try await test.ask(.get("/h/east/admin/devices"), as: .admin).text
    }
    #expect(try await !list().contains("state paused"))
    #expect(try await report("blocked").status == 204)
    #expect(try await list().contains("state paused"))
    #expect(try await report("on").status == 204)
    #expect(try await list().contains("state open"))
    #expect(try await report("loud").faults == ["state format"])
    // What it told stays while it goes on asking for its page.
    _ = try await report("failed")
    _ = try await test.ask(.get("/h/east/board"), as: .device(.board, Asker.east))
    #expect(try await list().contains("state paused"))
  }

  @Test("a sound test reaches the board that listens, and no other device")
  func soundTest() async throws {
    let test = try await TestSite()
    let address = "/h/east/admin/devices/board-1/sound-test"
    let away = try await test.ask(.form(address), as: .admin)
    #expect(away.status == 303 && away.headers["location"] == "/h/east/admin/devices/board-1")
    let page = try await test.ask(
      .get("/h/east/admin/devices/board-1", headers: [("Cookie", Self.flash(away))]), as: .admin)
    #expect(page.status == 200)
    let board = EventStream()
    let visitor = EventStream()
    test.live.add(board, to: Asker.east, device: .named("board-1"))
    test.live.add(visitor, to: Asker.east)
    #expect(test.live.tell(.named("board-1"), of: Asker.east, Array("x".utf8)))
    #expect(!test.live.tell(.named("board-2"), of: Asker.east, Array("x".utf8)))
    #expect(!test.live.tell(.named("board-1"), of: Asker.west, Array("x".utf8)))
    board.close()
    visitor.close()
  }

  private static func flash(_ answer: Answer) -> String {
    answer.headers.values(of: "set-cookie").first.map { String($0.prefix { $0 != ";" }) } ?? ""
  }
}
