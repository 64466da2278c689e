import Courier

/// A fault that a receiver may well have, and the rule that is meant to find it.
enum Flaw: String, CaseIterable, Sendable {
  case takesAnyCode, forgetsMembers, takesCodesAgain
  case refusesNewStreams, refusesDuplicates, refusesLaterHeaders, knowsNoDeflate
  case mixesLanes, knowsOneEpoch, answersOnce, stopsAtFirstRefusal
  case takesGaps, comparesNumbers, comparesLastNumber, forgetsHistory, moreThanWasSent
  case verifiesAfterwards, trustsAnyKey, signsOnlyKnownHeaders, trustsEveryHall, takesAnyHall
  case ignoresDigest, ignoresHead, takesFewer, takesMore, takesUnpacked, fallsOverBombs
  case takesAnySize, fallsOverGarbage
  case closesConnections, races
  case readsBackOthers, signsDownForOthers, takesForgedWords, takesAnyProof, knowsOneMachine
  case swapsHeaders, signsWithOtherKey, plainTime, changesIncarnation, promisesTooMuch

  var rule: ConformanceRule {
    switch self {
    case .takesAnyCode: .wrongCode
    case .forgetsMembers: .enrolment
    case .takesCodesAgain: .usedCode
    case .refusesNewStreams: .newStream
    case .refusesDuplicates: .sameAgain
    case .refusesLaterHeaders: .laterHeader
    case .knowsNoDeflate: .deflatedBody
    case .mixesLanes: .urgentLane
    case .knowsOneEpoch: .newEpoch
    case .answersOnce: .severalBatches
    case .stopsAtFirstRefusal: .mixedBatches
    case .takesGaps: .gap
    case .comparesNumbers: .forkedRecord
    case .comparesLastNumber: .forkedOverlap
    case .forgetsHistory: .forkedHistory
    case .moreThanWasSent: .firstBatch
    case .verifiesAfterwards: .wrongSignature
    case .trustsAnyKey: .unknownKey
    case .signsOnlyKnownHeaders: .alteredHeader
    case .trustsEveryHall: .otherHall
    case .takesAnyHall: .unknownHall
    case .ignoresDigest: .wrongDigest
    case .ignoresHead: .wrongHead
    case .takesFewer: .fewerLines
    case .takesMore: .moreLines
    case .takesUnpacked: .brokenDeflate
    case .fallsOverBombs: .deflateBomb
    case .takesAnySize: .tooLarge
    case .fallsOverGarbage: .garbage
    case .closesConnections: .keptConnection
    case .races: .rivals
    case .readsBackOthers: .streamReading
    case .signsDownForOthers: .downlink
    case .takesForgedWords: .downlinkWord
    case .takesAnyProof: .reader
    case .knowsOneMachine: .replacement
    case .swapsHeaders: .wordForm
    case .signsWithOtherKey: .wordSignature
    case .plainTime: .wordTime
    case .changesIncarnation: .wordIncarnation
    case .promisesTooMuch: .wordSafe
    }
  }
}
