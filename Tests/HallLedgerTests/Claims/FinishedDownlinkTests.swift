import Courier
import Foundation
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("Documents that come down")
struct FinishedDownlinkTests {
  private static let document = """
    {"kind":"licence","number":"下〔2026〕1号","title":"测试许可证","holder":{"name":"欧阳东君",\
    "idNumber":"11999920000229004X"},"issuer":"测试用局","issuedOn":"2026-11-02"}
    """

  private func send(_ ends: ChannelEnds, _ number: Int, _ json: String) async throws {
    _ = try await ends.store.send(
      .documentFinished, about: "document:\(number)",
      message: "00000000-0000-8000-8000-00000000000\(number)", json: json, to: ChannelEnds.hall,
      .normal, chain: ends.receiver.chain)
  }

  private func documents(_ ends: ChannelEnds) async throws -> [FinishedDocument] {
    try await ends.shelf.with(ChannelEnds.hall) { try await $0.documents(DocumentQuery()) }
  }

  @Test("one is registered once, in the step that takes the record in")
  func registered() async throws {
    let ends = try await ChannelEnds()
    try await send(ends, 1, #"{"kind":"document.finished","document":\#(Self.document)}"#)
    try await send(ends, 2, #"{"kind":"document.finished","document":\#(Self.document)}"#)
    #expect(try await ends.fetch() == .took(2))
    let documents = try await documents(ends)
    #expect(documents.map(\.details.number) == ["下〔2026〕1号"])
    #expect(documents.map(\.state) == [.registered], "the paper is still on its way")
    await ends.shelf.close()
    let report = try LedgerVerifier(
      folder: ends.folder.path + "/halls/chengguan", surroundings: .testing(ends.clock)
    ).verifyReplay(ofHall: true)
    #expect(report.isSound, "\(report.findings)")
  }

  @Test(
    "what cannot be read is kept, shown, and stops nothing",
    arguments: [
      #"{"kind":"document.finished"}"#, #"{"kind":"document.finished","document":7}"#,
      #"{"kind":"document.finished","document":{"kind":"licence"}}"#,
      #"{"kind":"document.finished","document":{"kind":"poem","number":"1"}}"#,
    ])
  func malformed(json: String) async throws {
    let ends = try await ChannelEnds()
    try await send(ends, 1, json)
    try await send(ends, 2, #"{"kind":"document.finished","document":\#(Self.document)}"#)
    #expect(try await ends.fetch() == .took(2))
    #expect(try await documents(ends).count == 1)
    let shown = try await ends.shelf.with(ChannelEnds.hall) { try await $0.downlinks(limit: 5) }
    #expect(shown.map(\.downlink.kind) == [.documentFinished, .documentFinished])
    #expect(shown.last?.downlink.json == json)
  }
}
