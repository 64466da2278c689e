/// Sound at 16 kHz, mono, 16 bits a sample: what the hall's voice is made of. 声音
public struct Sound: Sendable, Equatable {
  /// Samples a second.
  public static let rate = 16_000
  /// The shortest and the longest clip that a hall may record.
  public static let lengths: ClosedRange<Duration> = .milliseconds(80) ... .seconds(12)
  /// Samples below are silence: 1 % of full scale.
  static let silence: Int16 = 330

  public var samples: [Int16]

  public init(samples: [Int16]) { self.samples = samples }

  /// Silence.
  public init(rest: Duration) {
    samples = Array(repeating: 0, count: Self.count(of: rest))
  }

  public var length: Duration { .milliseconds(samples.count * 1000 / Self.rate) }

  /// Without the silence at both ends, but for a breath, so that no consonant is cut.
  public var trimmed: Sound {
    let isHeard: (Int16) -> Bool = { $0 > Self.silence || $0 < -Self.silence }
    guard let first = samples.firstIndex(where: isHeard),
      let last = samples.lastIndex(where: isHeard)
    else { return Sound(samples: []) }
    let breath = Self.count(of: .milliseconds(12))
    return Sound(
      samples: Array(samples[max(0, first - breath)...min(samples.count - 1, last + breath)]))
  }

  /// Clips one after another, each trimmed and followed by its rest.
  public static func joined(_ parts: [(clip: VoiceClip, sound: Sound)]) -> Sound {
    var samples: [Int16] = []
    for (index, part) in parts.enumerated() {
      samples += part.sound.trimmed.samples
      if index < parts.count - 1 { samples += Sound(rest: part.clip.rest).samples }
    }
    return Sound(samples: samples)
  }

  private static func count(of duration: Duration) -> Int {
    Int(duration / .milliseconds(1)) * rate / 1000
  }
}
