import Foundation
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("A hall's own voice in its ledger")
struct VoiceLedgerTests {
  private static func recorded(_ clip: VoiceClip, _ content: String) -> Ledger<Hall>.RecordedClip {
    let digest = String(repeating: "a", count: 60) + String(content.utf8.count + 1000)
    return Ledger<Hall>.RecordedClip(
      clip: clip, file: Array(content.utf8),
      recording: VoiceEvent.Recording(digest: digest, milliseconds: 700))
  }

  @Test("a recording is kept with its file, also over a start and a replay, and goes again")
  func kept() async throws {
    let hall = try await TestHall()
    let please = Self.recorded(.please, "qing")
    try await hall.ledger.replaceClips(
      [please, Self.recorded(VoiceClip(window: .named("A1")), "window")], by: TestHall.person)
    #expect(try hall.findings() == [])
    let again = try await hall.reopened()
    let recordings = try await again.ledger.recordings()
    #expect(recordings.count == 2)
    #expect(recordings[.please] == please.recording)
    #expect(again.ledger.file(of: please.recording) == please.file)
    try await again.ledger.restoreClips([.please, .to], by: TestHall.person)
    #expect(try await again.ledger.recordings().keys.map(\.rawValue) == ["window-a1"])
    let kinds = try await again.ledger.journal(after: -1, limit: 100).suffix(3).map {
      "\($0.kind) \($0.subject)"
    }
    #expect(
      kinds == [
        "voice.clipReplaced please", "voice.clipReplaced window-a1", "voice.clipRestored please",
      ])
    #expect(try again.findings() == [])
  }

  @Test("the same recording sent twice is one entry, and its file is written once")
  func twice() async throws {
    let hall = try await TestHall()
    let clip = Self.recorded(.please, "qing")
    try await hall.ledger.replaceClips([clip], by: TestHall.person)
    let position = hall.ledger.position
    try await hall.ledger.replaceClips([clip], by: TestHall.person)
    #expect(hall.ledger.position == position)
    let files = try hall.folder.files().filter { $0.hasPrefix("blobs/") }
    #expect(files == ["blobs/aa", "blobs/aa/\(clip.recording.digest)"])
  }

  @Test("a file that cannot be stored leaves the voice as it was")
  func full() async throws {
    let hall = try await TestHall()
    // A file stands where the folder should be.
    #expect(FileManager.default.createFile(atPath: hall.folder.path + "/blobs", contents: nil))
    await #expect(throws: LedgerFault.storageFull) {
      try await hall.ledger.replaceClips([Self.recorded(.please, "qing")], by: TestHall.person)
    }
    #expect(try await hall.ledger.recordings().isEmpty)
  }
}
