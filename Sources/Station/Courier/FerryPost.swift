import Courier
import CourierLink
import Foundation
import HallLedger
import HallWeb
import Logging
import ServiceHall

/// Writes what waits into a folder whenever it is there, and reads what came back: a stick that somebody plugs in,
/// or the folder of a one-way gateway. 摆渡
///
/// Invariants:
/// 1. One trip at a time; a hall whose trip fails stops no other's.
/// 2. What lies in the folder is not written again; what a gateway carried off is, until it is acknowledged.
actor FerryPost {
  /// How often it is looked whether a stick is there.
  static let pace: Duration = .seconds(10)
  /// Files that were carried off without a word are written again after so long.
  static let patience: Duration = .minutes(15)
  /// Bytes in one file that is fetched with a browser.
  static let largestPack = 16 << 20

  private let courier: CourierService
  private let folder: FerryFolder?
  private let uploads: String
  private let logger: Logger
  private var states: [Hall.ID: FerryState] = [:]
  private var halls: [Hall.ID: (written: HallFerry.Positions, at: Duration)] = [:]
  private var isWorking = false

  /// - Parameters:
  ///   - path: nil where no folder was set.
  ///   - uploads: where temporary folders may be made.
  init(courier: CourierService, path: String?, uploads: String, logger: Logger) {
    self.courier = courier
    folder = path.map { FerryFolder(path: $0) }
    self.uploads = uploads
    self.logger = logger
  }

  /// Works until cancelled; ends at once where no folder was set.
  func run(_ halls: @Sendable () -> [Hall.ID]) async {
    guard folder != nil else { return }
    var wasThere = false
    while !Task.isCancelled {
      let isThere = folder?.isPluggedIn ?? false
      for hall in halls() where isThere { await go(hall, isAsked: !wasThere) }
      wasThere = isThere
      try? await Task.sleep(for: Self.pace)
    }
  }

  func state(_ hall: Hall.ID) -> FerryState {
    var state = states[hall] ?? FerryState()
    state.place = folder.map { $0.isPluggedIn ? .present : .absent } ?? .unset
    state.isWorking = isWorking
    return state
  }

  /// One trip: reads what came, writes what waits.
  ///
  /// - Parameter isAsked: by a person, or by a stick that was just plugged in: everything is written again that
  ///   does not lie there.
  func go(_ hall: Hall.ID, isAsked: Bool) async {
    guard let folder, folder.isPluggedIn, !isWorking else { return }
    isWorking = true
    defer { isWorking = false }
    do {
      guard let ferry = try await courier.ferry(hall) else { return }
      var trip = FerryTrip(at: Surroundings.clock.now())
      let came = try await ferry.take(from: folder) { _, _ in }
      (trip.taken, trip.ignored) = (came.files, came.ignored)
      let elapsed = Surroundings.clock.elapsed()
      // The time of the first writing stays, so that new records do not keep the old ones from being written again.
      let former = halls[hall].flatMap { isAsked || elapsed - $0.at > Self.patience ? nil : $0 }
      let went = try await ferry.export(
        to: folder, beyond: former?.written, withAttachments: former == nil
      ) { _, _ in }
      trip.written = went.records
      halls[hall] = (went.reached, former?.at ?? elapsed)
      if isAsked || trip.written + trip.taken > 0 { note(hall, trip, nil) }
    } catch let fault as FerryFault {
      logger.warning("ferry", metadata: ["hall": "\(hall)", "fault": "\(fault)"])
      note(hall, nil, FerryState.Fault(fault))
    } catch {
      logger.error("ferry", metadata: ["hall": "\(hall)", "error": "\(error)"])
      note(hall, nil, .broken)
    }
  }

  private func note(_ hall: Hall.ID, _ trip: FerryTrip?, _ fault: FerryState.Fault?) {
    var state = states[hall] ?? FerryState()
    state.last = trip ?? state.last
    state.fault = fault
    states[hall] = state
  }

  /// What waits as one file for a browser to keep; nil when nothing does.
  func pack(_ hall: Hall.ID) async throws -> [UInt8]? {
    guard let ferry = try await courier.ferry(hall) else { return nil }
    return try await inTemporaryFolder { folder in
      let report = try await ferry.export(
        to: folder, most: Self.largestPack, withAttachments: false
      ) { _, _ in }
      guard report.files > 0 else { return nil }
      // The urgent lane's files come first.
      let names = try folder.files(suffix: FerryName.suffix).compactMap { FerryName($0) }
        .sorted { ($0.lane, $0.from) < ($1.lane, $1.from) }
      return try names.flatMap { try folder.read($0.text, limit: HallFerry.largestFile) }
    }
  }

  /// Takes in files that a browser sent.
  func unpack(_ hall: Hall.ID, _ files: [[UInt8]]) async throws -> FerryTrip {
    var trip = FerryTrip(at: Surroundings.clock.now())
    guard let ferry = try await courier.ferry(hall) else { return trip }
    let report = try await inTemporaryFolder { folder in
      for (number, file) in files.enumerated() {
        try folder.write("\(number)\(Self.suffix(of: file))", file)
      }
      return try await ferry.take(from: folder) { _, _ in }
    }
    (trip.taken, trip.ignored) = (report.files, report.ignored)
    note(hall, trip, nil)
    return trip
  }

  /// What a browser sends has lost its name, perhaps; its first bytes tell what it is.
  private static func suffix(of file: [UInt8]) -> String {
    switch String(decoding: file.prefix(4), as: UTF8.self) {
    case "YZA1": HallFerry.wordSuffix
    case "YZD1": BlobWord.suffix
    default: FerryName.suffix
    }
  }

  private func inTemporaryFolder<Answer: Sendable>(
    _ body: (FerryFolder) async throws -> Answer
  ) async throws -> Answer {
    let path = "\(uploads)/ferry-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(FerryFolder(path: path))
  }
}

extension FerryState.Fault {
  init(_ fault: FerryFault) {
    switch fault {
    case .noSpace: self = .full
    case .notWritable: self = .locked
    case .readBack, .refusedName, .missing, .tooLarge, .medium: self = .broken
    }
  }
}

extension FerryOffice {
  init(_ post: FerryPost) {
    self.init(
      state: { await post.state($0) }, go: { await post.go($0, isAsked: true) },
      pack: { try await post.pack($0) }, unpack: { try await post.unpack($0, $1) })
  }
}
