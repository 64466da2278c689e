/// Why a file cannot be a clip of a hall's voice; the sentences stand under `voice-faults`.
public enum SoundFault: String, Error, Sendable, CaseIterable {
  /// Not a WAV file, or cut short.
  case file
  /// Compressed, or not 16 bits a sample.
  case encoding
  case channels
  case rate
  case tooShort = "too-short"
  case tooLong = "too-long"
  /// Nothing is heard in it.
  case silent
}

extension Sound {
  /// The sound as a WAV file (RIFF, PCM).
  public var wave: [UInt8] {
    let size = samples.count * 2
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + 44)
    func add(_ value: Int, _ width: Int) {
      for index in 0..<width { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
    }
    bytes += Array("RIFF".utf8)
    add(36 + size, 4)
    bytes += Array("WAVEfmt ".utf8)
    add(16, 4)
    add(1, 2)
    add(1, 2)
    add(Self.rate, 4)
    add(Self.rate * 2, 4)
    add(2, 2)
    add(16, 2)
    bytes += Array("data".utf8)
    add(size, 4)
    for sample in samples {
      bytes.append(UInt8(truncatingIfNeeded: sample))
      bytes.append(UInt8(truncatingIfNeeded: sample >> 8))
    }
    return bytes
  }

  /// Reads a WAV file; chunks other than `fmt ` and `data` are skipped.
  ///
  /// - Throws: `SoundFault` unless it is 16 kHz, mono, 16-bit PCM.
  public init(wave bytes: [UInt8]) throws(SoundFault) {
    func number(_ start: Int, _ width: Int) -> Int {
      (0..<width).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
    }
    func name(_ start: Int) -> String {
      String(decoding: bytes[start..<start + 4], as: UTF8.self)
    }
    guard bytes.count >= 12, name(0) == "RIFF", name(8) == "WAVE" else { throw .file }
    var isChecked = false
    var start = 12
    while start + 8 <= bytes.count {
      let size = number(start + 4, 4)
      let body = start + 8
      guard body + size <= bytes.count else { throw .file }
      switch name(start) {
      case "fmt ":
        guard size >= 16 else { throw .file }
        // 1 is PCM; 0xFFFE says that the format follows in a longer header, where PCM begins with 1 as well.
        let format = number(body, 2)
        let isPCM = format == 1 || (format == 0xFFFE && size >= 26 && number(body + 24, 2) == 1)
        guard isPCM, number(body + 14, 2) == 16 else { throw .encoding }
        guard number(body + 2, 2) == 1 else { throw .channels }
        guard number(body + 4, 4) == Self.rate else { throw .rate }
        isChecked = true
      case "data":
        guard isChecked else { throw .file }
        samples = []
        samples.reserveCapacity(size / 2)
        var place = body
        while place + 1 < body + size {
          samples.append(Int16(truncatingIfNeeded: Int(bytes[place]) | Int(bytes[place + 1]) << 8))
          place += 2
        }
        return
      default: break
      }
      // Chunks begin at even places.
      start = body + size + size % 2
    }
    throw .file
  }

  /// Checks a clip that a hall has recorded.
  public func checked() throws(SoundFault) -> Sound {
    guard length >= Self.lengths.lowerBound else { throw .tooShort }
    guard length <= Self.lengths.upperBound else { throw .tooLong }
    guard !trimmed.samples.isEmpty else { throw .silent }
    return self
  }
}
