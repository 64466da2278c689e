import HallLedger
import ServiceHall

/// A hall's voice: its own recordings, and the built-in clips where it has none.
struct HallVoice: Sendable {
  /// WAV files.
  let builtIn: [VoiceClip: [UInt8]]
  let recordings: [VoiceClip: VoiceEvent.Recording]
  /// A recording that cannot be read leaves the built-in clip in its place.
  let recorded: @Sendable (VoiceEvent.Recording) -> [UInt8]?

  /// The WAV file of a clip; nil for a window's name that nobody has recorded.
  func file(of clip: VoiceClip) -> [UInt8]? {
    recordings[clip].flatMap(recorded) ?? builtIn[clip]
  }

  func isLost(_ clip: VoiceClip) -> Bool {
    recordings[clip].map { recorded($0) == nil } ?? false
  }

  /// One WAV file of a whole call.
  func say(_ announcement: Announcement) throws -> [UInt8] {
    let present = Set(recordings.keys.filter { !isLost($0) })
    let parts = try announcement.clips(recorded: present).compactMap { clip in
      try file(of: clip).map { (clip: clip, sound: try Sound(wave: $0)) }
    }
    return Sound.joined(parts).wave
  }
}

extension HallContext {
  func voice() async throws -> HallVoice {
    HallVoice(
      builtIn: machine.site.surroundings.voice, recordings: try await ledger.recordings(),
      recorded: { [ledger] in ledger.file(of: $0) })
  }
}
