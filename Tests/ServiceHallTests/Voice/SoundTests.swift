import ServiceHall
import Testing

@Suite struct SoundTests {
  /// A tone that is loud for `milliseconds`, between silences of 100 ms.
  private static func tone(_ milliseconds: Int, level: Int16 = 8000) -> Sound {
    let rest = Sound(rest: .milliseconds(100)).samples
    let loud = (0..<milliseconds * 16).map { $0 % 20 < 10 ? level : -level }
    return Sound(samples: rest + loud + rest)
  }

  @Test("a sound comes back from its file as it was")
  func roundTrip() throws {
    let sound = Self.tone(200)
    #expect(sound.wave.count == 44 + sound.samples.count * 2)
    #expect(try Sound(wave: sound.wave) == sound)
    #expect(sound.length == .milliseconds(400))
  }

  @Test("chunks that recorders add are skipped")
  func chunks() throws {
    let sound = Self.tone(100)
    var file = sound.wave
    file.insert(contentsOf: Array("LIST".utf8) + [3, 0, 0, 0, 1, 2, 3, 0], at: 12)
    file += Array("id3 ".utf8) + [2, 0, 0, 0, 1, 2]
    #expect(try Sound(wave: file) == sound)
  }

  @Test("a file that is anything else is refused by what is wrong with it")
  func faults() {
    let good = Self.tone(100).wave
    func changed(_ place: Int, _ value: UInt8) -> [UInt8] {
      var file = good
      file[place] = value
      return file
    }
    let cases: [([UInt8], SoundFault)] = [
      ([], .file), (Array("ID3 not a wave".utf8), .file), (Array(good.dropLast(10)), .file),
      (Array(good.prefix(36)), .file), (changed(20, 7), .encoding), (changed(34, 8), .encoding),
      (changed(22, 2), .channels), (changed(24, 0x44), .rate), (changed(0, 0), .file),
    ]
    for (file, fault) in cases {
      #expect(throws: fault) { try Sound(wave: file) }
    }
  }

  @Test("a clip is neither too short nor too long, and something is heard in it")
  func bounds() throws {
    #expect(try Self.tone(100).checked() == Self.tone(100))
    #expect(throws: SoundFault.tooShort) {
      try Sound(samples: Array(repeating: 9000, count: 1200)).checked()
    }
    #expect(throws: SoundFault.tooLong) { try Self.tone(12_000).checked() }
    #expect(throws: SoundFault.silent) { try Self.tone(100, level: 300).checked() }
  }

  @Test("joined clips are trimmed and stand apart by their rests")
  func joining() throws {
    let clips: [VoiceClip] = [.please, .digits[1], .number]
    let joined = Sound.joined(clips.map { ($0, Self.tone(200)) })
    // 3 × (200 + 2 × 12) and the rests after 请 and 一.
    #expect(joined.length == .milliseconds(3 * 224 + 140 + 50))
    #expect(Sound.joined([]).samples.isEmpty)
    #expect(Sound.joined([(.to, Sound(rest: .seconds(1)))]).samples.isEmpty)
  }
}
