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
  let keys: ChannelKeys

  /// How far each stream lies in a folder.
  typealias Positions = [StreamID: Int]

  struct Report: Equatable {
    var files = 0
    var records = 0
    /// Files that are not for this hall, not signed or not whole.
    var ignored = 0
    var reached: Positions = [:]
  }

  /// Writes everything that is not in custody; what lies there already is not written again.
  ///
  /// - Parameters:
  ///   - written: what was written before and need not lie there any more.
  ///   - most: stops after so many bytes.
  ///   - withAttachments: false leaves the files beside the records where they are.
  func export(
    to folder: FerryFolder, beyond written: Positions? = nil, most: Int = .max,
    withAttachments: Bool = true, progress: (Int, Int) -> Void
  ) async throws -> Report {
    var report = Report()
    var room = most
    let lanes = try await channel.lanes()
    let present = try folder.files(suffix: FerryName.suffix).compactMap { FerryName($0) }
    let starts = lanes.map { max($0.reached(by: present), written?[$0.stream] ?? 0) }
    let whole = zip(lanes, starts).reduce(0) { $0 + $1.0.last - $1.1 }
    for (lane, start) in zip(lanes, starts) {
      var seq = start
      defer { report.reached[lane.stream] = seq }
      let hasRotated = keys.signers.hasRotated(lanes)
      while seq < lane.last, room > 0 {
        let piece = try await channel.piece(
          lane.stream, after: seq, records: Self.records, bytes: Self.bytes)
        guard !piece.lines.isEmpty else { break }
        let batch = Batch.compose(
          lane.stream, from: piece.from, lines: piece.lines, prev: piece.prev,
          compression: .deflate, packer: .zlib,
          by: keys.signers.signer(from: piece.from, of: lane, hasRotated: hasRotated),
          sealedFor: upstream.recipient)
        guard let name = batch.fileName else { break }
        try folder.write(name, batch.bytes)
        report.files += 1
        room -= batch.bytes.count
        seq += piece.lines.count
        report.records += piece.lines.count
        progress(report.records, whole)
      }
    }
    if withAttachments { try await exportBlobs(to: folder, report: &report) }
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
    var rest = bytes[...]
    repeat {
      guard let (word, length) = try? Acknowledgement.read(rest), word.isSigned(by: upstream.keys)
      else { return nil }
      _ = try await channel.settle(word, .stray)
      rest = rest.dropFirst(length)
    } while !rest.isEmpty
    return 0
  }

  private func receive(_ bytes: [UInt8]) async throws -> Int? {
    var rest = bytes[...]
    var records = 0
    repeat {
      guard let (batch, length) = try? Batch.read(rest), batch.header.stream.hall == upstream.hall,
        batch.isSigned(by: upstream.keys), let lines = try? batch.lines(.zlib, opener: keys.opener),
        try await channel.take(batch, lines: lines).0.isAccepting
      else { return nil }
      records += lines.count
      rest = rest.dropFirst(length)
    } while !rest.isEmpty
    return records
  }
}

extension LaneState {
  /// How far the stream lies whole in files of these names, from what is in custody on.
  fileprivate func reached(by names: [FerryName]) -> Int {
    let own = names.filter {
      $0.hall == stream.hall.rawValue && $0.epoch == stream.epoch.short && $0.lane == stream.lane.rawValue
    }.sorted { $0.from < $1.from }
    return own.reduce(acknowledged) { reached, name in
      name.from <= Int64(reached) + 1 ? min(last, max(reached, Int(name.to))) : reached
    }
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
        let told = Acknowledgement.all(in: answer.bytes)
        guard !told.isEmpty, told.allSatisfy({ $0.word.isOfKnownHall }) else {
          report.ignored += 1
          continue
        }
        for (word, bytes) in told {
          if let stream = word.stream { words[stream] = bytes }
        }
        if told.contains(where: { $0.word.code == .gap }) {
          later.append(file)
          continue
        }
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
    let recipient = try await desk.hall(hall)?.sealing
    for lane in Lane.allCases {
      var seq = 0
      while true {
        let piece = try await desk.downlinkPiece(
          to: hall, lane, after: seq, records: HallFerry.records, chain: receiver.chain)
        guard !piece.lines.isEmpty else { break }
        let bytes = receiver.batch(
          piece, of: desk.downlink(to: hall, lane), sealedFor: recipient)
        if let name = try Batch.read(bytes[...]).batch.fileName { try folder.write(name, bytes) }
        seq += piece.lines.count
        count += piece.lines.count
      }
    }
    return count
  }

  private func files(of folder: FerryFolder) throws -> [(name: String, bytes: [UInt8])] {
    guard let names = try? folder.files(suffix: FerryName.suffix) else { return [] }
    // Those that a browser fetched have names of people's choice; they come last.
    let known = names.compactMap { FerryName($0) }.sorted {
      ($0.hall, $0.epoch, $0.lane, $0.from) < ($1.hall, $1.epoch, $1.lane, $1.from)
    }.map(\.text)
    return (known + names.filter { FerryName($0) == nil }).compactMap { name in
      (try? folder.read(name, limit: HallFerry.largestFile)).map { (name, $0) }
    }
  }
}

extension Acknowledgement {
  /// Each acknowledgement with its bytes, in order.
  fileprivate static func all(in bytes: [UInt8]) -> [(word: Acknowledgement, bytes: [UInt8])] {
    var found: [(word: Acknowledgement, bytes: [UInt8])] = []
    var rest = bytes[...]
    while let (word, length) = try? Acknowledgement.read(rest) {
      found.append((word, Array(rest.prefix(length))))
      rest = rest.dropFirst(length)
    }
    return found
  }

  fileprivate var isOfKnownHall: Bool {
    stream != nil && code != .badEnvelope && code != .unknownHall
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
