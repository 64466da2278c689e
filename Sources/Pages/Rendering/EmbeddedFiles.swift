private import CTemplates
public import ServiceHall

public import ServiceHall

/// The files of `Templates/` that the compiler put into the binary.
public enum EmbeddedFiles {
  /// Every file by its path below `Templates/`: `static/app.css`; the voice is apart.
  public static func all() -> [String: [UInt8]] {
    unsafe files(of: yizhan_templates(), count: yizhan_template_count())
  }

  /// The built-in recordings, WAV.
  public static func voice() -> [VoiceClip: [UInt8]] {
    let files = unsafe files(of: yizhan_voice_clips(), count: yizhan_voice_clip_count())
    var clips: [VoiceClip: [UInt8]] = [:]
    for clip in VoiceClip.all { clips[clip] = files["voice/\(clip).wav"] }
    return clips
  }

  private static func files(
    of start: UnsafePointer<yizhan_template>?, count: Int
  ) -> [String: [UInt8]] {
    let table = unsafe UnsafeBufferPointer(start: start, count: count)
    var files: [String: [UInt8]] = [:]
    for index in table.indices {
      let file = unsafe table[index]
      let bytes = unsafe UnsafeBufferPointer(start: file.bytes, count: file.length)
      files[unsafe String(cString: file.path)] = unsafe Array(bytes)
    }
    return files
  }

  /// Which letters the pinyin of a character can begin with; read on first use.
  public static let initials = PinyinInitials(all()["strings/initials.txt"] ?? [])
}
