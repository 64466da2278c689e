import GRDB
import ServiceHall

/// The clips that a hall has recorded itself.
enum VoiceSchema {
  static let tables = ["voice_clip"]

  static let migration = (
    name: "0005-voice",
    sql: """
    CREATE TABLE voice_clip(
      clip TEXT PRIMARY KEY,
      digest TEXT NOT NULL,
      milliseconds INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """
  )
}

/// Applies one event to the voice's table.
struct VoiceProjection {
  let database: Database

  func apply(_ event: VoiceEvent) throws {
    switch event {
    case .clipReplaced(let clip, let recording):
      try database.run(
        "INSERT OR REPLACE INTO voice_clip(clip, digest, milliseconds) VALUES (?, ?, ?)",
        [clip.rawValue, recording.digest, recording.milliseconds])
    case .clipRestored(let clip):
      try database.run("DELETE FROM voice_clip WHERE clip = ?", [clip.rawValue])
    }
  }
}
