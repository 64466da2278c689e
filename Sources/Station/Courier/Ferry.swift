import Courier
import CourierLink
import HallLedger
import Seal
import ServiceHall

/// Carries a hall's records on a stick, and brings back what the receiver says. 摆渡
///
/// Invariants, cited by number in `FerryTests`; C8 of the channel:
/// 1. Files may be carried in any order, any number of times, beside the line; the end is the same.
/// 2. A file that cannot be read or is not signed changes nothing and stops no other.
struct HallFerry {
  /// Records and plain bytes in one file.
  static let records = 1000
  static let bytes = 8 << 20
  static let largestFile = 64 << 20
  static let wordSuffix = ".yza"

  let channel: HallChannel
  let upstream: Upstream
  let key: SigningKey

  struct Report: Equatable {
    var files = 0
    var records = 0
    /// Files that are not for this hall, not signed or not whole.
    var ignored = 0
  }

  /// Writes everything that is not in custody; what lies there already is not written again.
  func export(to folder: FerryFolder, progress: (Int, Int) -> Void) async throws -> Report {
    var report = Report()
    let lanes = try await channel.lanes()
    let whole = lanes.reduce(0) { $0 + $1.waiting }
    let present = Set(try folder.files(suffix: FerryName.suffix))
    for lane in lanes {
      var seq = lane.acknowledged
      while seq < lane.last {
        let piece = try await channel.piece(
          lane.stream, after: seq, records: Self.records, bytes: Self.bytes)
        guard !piece.lines.isEmpty else { break }
        let batch = Batch.compose(
          lane.stream, from: piece.from, lines: piece.lines, prev: piece.prev,
          compression: .deflate, packer: .zlib, by: key)
        if let name = batch.fileName, !present.contains(name) {
          try folder.write(name, batch.bytes)
          report.files += 1
        }
        seq += piece.lines.count
        report.records += piece.lines.count
        progress(report.records, whole)
      }
    }
    try await exportBlobs(to: folder, report: &report)
    return report
  }

  /// Takes in acknowledgements and what comes down.
  func take(from folder: FerryFolder, progress: (Int, Int) -> Void) async throws -> Report {
    var report = Report()
    let words = try folder.files(suffix: Self.wordSuffix)
    let batches = try folder.files(suffix: FerryName.suffix).sorted {
      (FerryName($0)?.from ?? 0) < (FerryName($1)?.from ?? 0)
    }
    for (index, name) in (words + batches).enumerated() {
      progress(index + 1, words.count + batches.count)
      guard let bytes = try? folder.read(name, limit: Self.largestFile) else {
        report.ignored += 1
        continue
      }
      if try await isDone(name) {
        try folder.remove(name)
        continue
      }
      let taken =
        name.hasSuffix(Self.wordSuffix) ? try await settle(bytes) : try await receive(bytes)
      report.files += taken == nil ? 0 : 1
      report.records += taken ?? 0
      report.ignored += taken == nil ? 1 : 0
    }
    try await takeBlobWords(from: folder, report: &report)
    return report
  }

  /// Whether a file is this hall's own and its records are in custody: it need not travel any more.
  private func isDone(_ name: String) async throws -> Bool {
    guard let name = FerryName(name), name.hall == upstream.hall.rawValue else { return false }
    return try await channel.lanes().contains { lane in
      lane.stream.epoch.short == name.epoch && lane.stream.lane.rawValue == name.lane
        && name.to <= Int64(lane.acknowledged)
    }
  }

  private func settle(_ bytes: [UInt8]) async throws -> Int? {
    guard let (word, _) = try? Acknowledgement.read(bytes[...]), word.isSigned(by: upstream.keys)
    else { return nil }
    _ = try await channel.settle(word, .stray)
    return 0
  }

  private func receive(_ bytes: [UInt8]) async throws -> Int? {
    guard let (batch, _) = try? Batch.read(bytes[...]), batch.header.stream.hall == upstream.hall,
      batch.isSigned(by: upstream.keys), let lines = try? batch.lines(.zlib)
    else { return nil }
    let (code, _) = try await channel.take(batch, lines: lines)
    return code.isAccepting ? lines.count : nil
  }
}

/// The receiver's end of the stick.
struct ReceiverFerry {
  let desk: any ReceiverDesk
  let receiver: Receiver
  let blobs: any BlobStore
  /// Batches that came before the ones that they follow.
  let early: FerryFolder

  /// Takes in every batch of a folder, in whatever order they lie there, and writes the words for the way back.
  func take(from folder: FerryFolder, progress: (Int, Int) -> Void) async throws -> HallFerry.Report {
    var report = HallFerry.Report()
    var words: [StreamID: [UInt8]] = [:]
    var waiting = try files(of: early) + files(of: folder)
    let whole = waiting.count
    while !waiting.isEmpty {
      var later: [(name: String, bytes: [UInt8])] = []
      for file in waiting {
        let answer = try await receiver.receive(file.bytes)
        guard let (word, _) = try? Acknowledgement.read(answer.bytes[...]), let stream = word.stream,
          word.code != .badEnvelope, word.code != .unknownHall
        else {
          report.ignored += 1
          continue
        }
        if word.code == .gap {
          later.append(file)
          continue
        }
        words[stream] = answer.bytes
        report.files += 1
        try early.remove(file.name)
        progress(report.files, whole)
      }
      // As long as one of them closed a gap, another may follow.
      guard later.count < waiting.count else {
        for file in later { try early.write(file.name, file.bytes) }
        break
      }
      waiting = later
    }
    for (stream, bytes) in words {
      try folder.write(
        "\(stream.hall)-\(stream.epoch.short)-\(stream.lane.rawValue)\(HallFerry.wordSuffix)", bytes)
    }
    try await takeBlobs(from: folder, report: &report)
    return report
  }

  /// Writes what a hall has not acknowledged of the stream down.
  func export(to hall: Hall.ID, _ folder: FerryFolder) async throws -> Int {
    var count = 0
    for lane in Lane.allCases {
      var seq = 0
      while true {
        let piece = try await desk.downlinkPiece(
          to: hall, lane, after: seq, records: HallFerry.records, chain: receiver.chain)
        guard !piece.lines.isEmpty else { break }
        let bytes = receiver.batch(piece, of: desk.downlink(to: hall, lane))
        if let name = try Batch.read(bytes[...]).batch.fileName { try folder.write(name, bytes) }
        seq += piece.lines.count
        count += piece.lines.count
      }
    }
    return count
  }

  private func files(of folder: FerryFolder) throws -> [(name: String, bytes: [UInt8])] {
    guard let names = try? folder.files(suffix: FerryName.suffix) else { return [] }
    return names.compactMap { FerryName($0) }.sorted {
      ($0.hall, $0.epoch, $0.lane, $0.from) < ($1.hall, $1.epoch, $1.lane, $1.from)
    }.compactMap { name in
      (try? folder.read(name.text, limit: HallFerry.largestFile)).map { (name.text, $0) }
    }
  }
}

extension Batch {
  /// `HALL-EPOCH8-LANE-FROM-TO.yzb`
  var fileName: String? {
    FerryName(
      hall: header.stream.hall.rawValue, epoch: header.stream.epoch.rawValue,
      lane: header.stream.lane.rawValue, from: Int64(header.from), to: Int64(header.to))?.text
  }
}
