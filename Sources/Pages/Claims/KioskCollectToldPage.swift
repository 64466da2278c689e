/// There is nothing more to do at the kiosk: what holds, and where to go. 自助领取告知
public struct KioskCollectToldPage: Page {
  public static let template = "Claims/kiosk-collect-told"

  public enum Sentence: Sendable, Equatable {
    /// The code of a refusal and what its sentence needs.
    case refused(code: String, values: [String: String])
    /// They lie at the counter.
    case counter([String])
    /// A body's agent shows a letter, which a person reads.
    case agent([String])
    /// They lie in the locker of another kiosk.
    case elsewhere([String], kiosk: String)
  }

  public var frame: Frame
  public var sentence: Sentence

  public init(frame: Frame, sentence: Sentence) {
    self.frame = frame
    self.sentence = sentence
  }
}
