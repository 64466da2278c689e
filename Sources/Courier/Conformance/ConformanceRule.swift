/// What every receiver of the channel must do, in the order in which it is tried.
///
/// Each rule that needs a stream opens one of its own, so that one fault does not bring down the rest.
public enum ConformanceRule: String, Sendable, CaseIterable {
  // Enrolment
  case wrongCode = "wrong-code"
  case enrolment
  case usedCode = "used-code"

  // What is right is taken in
  case newStream = "new-stream"
  case firstBatch = "first-batch"
  case sameAgain = "same-again"
  case overlap
  case helloAfterwards = "hello-afterwards"
  case plainBody = "plain-body"
  case deflatedBody = "deflated-body"
  case laterHeader = "later-header"
  case manyRecords = "many-records"
  case urgentLane = "urgent-lane"
  case newEpoch = "new-epoch"
  case severalBatches = "several-batches"
  case mixedBatches = "mixed-batches"

  // What contradicts the stream is not
  case gap
  case forkedRecord = "forked-record"
  case forkedOverlap = "forked-overlap"
  case forkedHistory = "forked-history"

  // Who did not sign is not heard
  case wrongSignature = "wrong-signature"
  case unknownKey = "unknown-key"
  case alteredHeader = "altered-header"
  case otherHall = "other-hall"
  case unknownHall = "unknown-hall"

  // What is broken is not taken in
  case wrongDigest = "wrong-digest"
  case wrongHead = "wrong-head"
  case fewerLines = "fewer-lines"
  case moreLines = "more-lines"
  case brokenDeflate = "broken-deflate"
  case deflateBomb = "deflate-bomb"
  case tooLarge = "too-large"
  case garbage

  // Connections
  case keptConnection = "kept-connection"
  case twoAtOnce = "two-at-once"
  case rivals

  // The way back
  case streamReading = "stream-reading"
  case downlink
  case downlinkWord = "downlink-word"
  case reader
  case replacement

  // Every acknowledgement that was heard
  case wordForm = "word-form"
  case wordSignature = "word-signature"
  case wordTime = "word-time"
  case wordIncarnation = "word-incarnation"
  case wordSafe = "word-safe"

  /// The place in the table, from 1.
  public var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
}
