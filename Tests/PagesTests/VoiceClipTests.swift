import Pages
import ServiceHall
import Testing

/// Measures the built-in recordings; nobody hears them here.
@Suite("Built-in voice") struct VoiceClipTests {
  private static let files = EmbeddedFiles.voice()

  private static func sound(_ clip: VoiceClip) throws -> Sound {
    try Sound(wave: try #require(files[clip], "\(clip) is missing"))
  }

  @Test("every clip is there, and no other")
  func complete() {
    #expect(Set(Self.files.keys) == Set(VoiceClip.all))
    #expect(Set(VoiceClip.all).count == VoiceClip.all.count)
    #expect(Self.files.values.reduce(0) { $0 + $1.count } < 1_500_000)
  }

  @Test(
    "every clip is as long as what it says, equally loud, and neither clipped nor silent",
    arguments: VoiceClip.all)
  func measures(clip: VoiceClip) throws {
    let sound = try Self.sound(clip).checked()
    let isSentence = VoiceClip.sentences.contains(clip)
    #expect(isSentence ? sound.length < .seconds(5) : sound.length < .milliseconds(1100))
    #expect(sound.length > .milliseconds(200))
    let squares = sound.samples.reduce(0.0) { $0 + Double($1) * Double($1) }
    let loudness = (squares / Double(sound.samples.count)).squareRoot() / 32768
    #expect((0.06...0.15).contains(loudness), "\(loudness)")
    let peak = sound.samples.map { abs(Int($0)) }.max() ?? 0
    #expect(peak < 32_000, "clipped")
    // What begins or ends loud clicks.
    #expect(abs(Int(sound.samples.first ?? 0)) < 400 && abs(Int(sound.samples.last ?? 0)) < 400)
    #expect(sound.trimmed.length + .milliseconds(5) >= sound.length, "silence at the ends")
  }

  @Test(
    "a call takes a few seconds, and its clips stand apart",
    arguments: [("A001", "3"), ("B120", "12"), ("W1000", "101")])
  func joined(number: String, window: String) throws {
    let announcement = Announcement(
      number: try #require(TicketNumber(number)), window: try #require(Window.ID(window)))
    let clips = announcement.clips()
    let joined = Sound.joined(try clips.map { ($0, try Self.sound($0)) })
    #expect(joined.length > .milliseconds(3200) && joined.length < .milliseconds(6500))
    // Pauses of at least 40 ms in which nothing is heard, one between every two clips.
    var pauses = 0
    var quiet = 0
    for sample in joined.samples {
      quiet = abs(Int(sample)) < 400 ? quiet + 1 : 0
      if quiet == 16 * 40 { pauses += 1 }
    }
    #expect(pauses >= clips.count - 1, "\(pauses) pauses between \(clips.count) clips")
    #expect(try Sound(wave: joined.wave) == joined)
  }
}
