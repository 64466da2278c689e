import Courier
import Foundation
import HallLedger
import HallTesting
import ServiceHall
import Testing

@testable import Station

@Suite("Attachments on a stick")
struct FerryBlobTests {
  private let console: Console
  private let receiver: Console
  private let hall: Hall.ID = .named("chengguan")
  /// More than one parcel carries.
  private let size = BlobParcel.largest + 100_000

  private var stick: String { console.folder.path + "/stick" }

  /// A hall that is enrolled and has reported a case with an attachment; the line is cut from then on.
  init() async throws {
    console = try Console()
    receiver = try Console()
    let settings = try await Settings.read(
      Settings.Flags(["address": "127.0.0.1", "port": "0"]), in: receiver.data)
    let station = try await ReceiverStation.start(receiver.data, settings, store: nil, codes: ["CODE"])
    let commands = try console.commands()
    try await commands.initCounty(console.data, name: "测试县", digest: .sha256)
    try await commands.addHall(console.data, .testing("chengguan", "CG01"))
    let trial = ChannelTrial(
      url: "http://127.0.0.1:\(station.port)", code: "CODE", profile: Profile.own, syntheticCases: 2,
      attachment: size, pace: nil)
    let own = try await Settings.read(Settings.Flags([:]), in: console.data)
    let data = console.data
    try await commands.withCounty(data) { county, shelf in
      try await trial.prepare(data, own, county, shelf)
    }
    await station.stop()
    try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: true)
  }

  private func parcels() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: stick).filter { $0.hasSuffix(".yzc") }.sorted()
  }

  private func waiting() async throws -> Int? {
    var files: Int?
    try await console.commands().withCounty(console.data) { _, shelf in
      files = try await shelf.with(hall) { try await $0.channelState() }?.waitingFiles
    }
    return files
  }

  private func whole() throws -> [UInt8]? {
    let names = try FileManager.default.subpathsOfDirectory(atPath: receiver.data.path + "/blobs")
    let name = names.first { $0.hasPrefix("parts") == false && $0.split(separator: "/").count == 2 }
    return name.flatMap { FileManager.default.contents(atPath: receiver.data.path + "/blobs/" + $0) }
      .map { [UInt8]($0) }
  }

  @Test("(C8, C9) parcels come in any order, any number of times; the word that comes back ends it")
  func there() async throws {
    let (hall, receiver) = (try console.commands(), try receiver.commands())
    try await hall.exportFerry(console.data, to: stick, halls: [])
    let names = try parcels()
    #expect(names.count == 2)
    // The second half first, and altered the first time.
    let first = stick + "/" + names[0]
    try FileManager.default.moveItem(atPath: first, toPath: first + ".away")
    let second = stick + "/" + names[1]
    let sound = try #require(FileManager.default.contents(atPath: second))
    var altered = sound
    altered[altered.count - 5] ^= 1
    try altered.write(to: URL(fileURLWithPath: second))
    try await receiver.ferryAtReceiver(self.receiver.data, store: nil, stick)
    #expect(!FileManager.default.fileExists(atPath: self.receiver.data.path + "/blobs/parts"))
    try sound.write(to: URL(fileURLWithPath: second))
    for _ in 0..<2 { try await receiver.ferryAtReceiver(self.receiver.data, store: nil, stick) }
    try await hall.importFerry(console.data, from: stick, halls: [])
    #expect(try await waiting() == 1)
    #expect(try whole() == nil)
    // Where it is not whole, nothing is taken from the stick.
    #expect(try parcels() == [names[1]])
    try FileManager.default.moveItem(atPath: first + ".away", toPath: first)
    try await receiver.ferryAtReceiver(self.receiver.data, store: nil, stick)
    #expect(try whole() == ChannelTrial.file(size))
    for _ in 0..<2 { try await hall.importFerry(console.data, from: stick, halls: []) }
    #expect(try await waiting() == 0)
    #expect(try parcels() == [])
    try await hall.exportFerry(console.data, to: stick, halls: [])
    #expect(try parcels() == [])
  }
}
