import GRDB
public import ServiceHall

extension Ledger where Scope == Hall {
  /// A recording that has been checked, with the file as it was sent.
  public struct RecordedClip: Sendable {
    public let clip: VoiceClip
    public let file: [UInt8]
    public let recording: VoiceEvent.Recording

    public init(clip: VoiceClip, file: [UInt8], recording: VoiceEvent.Recording) {
      self.clip = clip
      self.file = file
      self.recording = recording
    }
  }

  /// Replaces clips by the hall's own recordings: all of them, or none.
  public func replaceClips(_ clips: [RecordedClip], by caller: Caller) async throws {
    let blobs = BlobFolder(folder: folder)
    do {
      for clip in clips { try blobs.store(clip.file, digest: clip.recording.digest) }
    } catch {
      throw LedgerFault.storageFull
    }
    try await record(by: caller) { draft in
      let present = try Self.recordings(in: draft.database)
      for clip in clips where present[clip.clip] != clip.recording {
        try draft.append(.voice(.clipReplaced(clip.clip, clip.recording)))
      }
    }
  }

  /// Goes back to the built-in clips; one that was not replaced stays as it is.
  public func restoreClips(_ clips: Set<VoiceClip>, by caller: Caller) async throws {
    try await record(by: caller) { draft in
      for clip in try Self.recordings(in: draft.database).keys.sorted() where clips.contains(clip) {
        try draft.append(.voice(.clipRestored(clip)))
      }
    }
  }

  /// The hall's own recordings.
  public func recordings() async throws -> [VoiceClip: VoiceEvent.Recording] {
    try await read { try Self.recordings(in: $0) }
  }

  /// A recording's WAV file; nil when it is gone from the disk.
  public func file(of recording: VoiceEvent.Recording) -> [UInt8]? {
    BlobFolder(folder: folder).bytes(of: recording.digest)
  }

  private static func recordings(
    in database: Database
  ) throws -> [VoiceClip: VoiceEvent.Recording] {
    let rows = try database.all("SELECT clip, digest, milliseconds FROM voice_clip") { columns in
      let clip: String = columns[0]
      let milliseconds: Int64 = columns[2]
      return (
        clip, VoiceEvent.Recording(digest: columns[1], milliseconds: Int(milliseconds))
      )
    }
    var recordings: [VoiceClip: VoiceEvent.Recording] = [:]
    for (name, recording) in rows {
      if let clip = VoiceClip(name) { recordings[clip] = recording }
    }
    return recordings
  }
}
