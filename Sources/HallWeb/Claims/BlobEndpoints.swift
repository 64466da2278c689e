import HTTPServing
import HallLedger
import Pages
import ServiceHall

/// What may be kept beside a hand-over: signatures, letters and scans, known by how they begin. 附件种类
enum BlobKind: CaseIterable {
  case png, jpeg, pdf

  /// In bytes.
  static let largest = 10 << 20

  var mediaType: String {
    switch self {
    case .png: "image/png"
    case .jpeg: "image/jpeg"
    case .pdf: "application/pdf"
    }
  }

  private var beginning: [UInt8] {
    switch self {
    case .png: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    case .jpeg: [0xFF, 0xD8, 0xFF]
    case .pdf: Array("%PDF-".utf8)
    }
  }

  /// What the bytes are, whatever their sender calls them.
  init?(_ bytes: [UInt8]) {
    guard let kind = Self.allCases.first(where: { bytes.starts(with: $0.beginning) }) else { return nil }
    self = kind
  }
}

extension Site {
  private static let blobs = "/api/v1/halls/{hall}/blobs"

  static let blobEndpoints: [Endpoint] = [
    .hall(
      .post, blobs, .staffAndKiosk,
      Operation(
        "keepBlob", "Keeps an image or a PDF under its digest; the same again is the same",
        files: BlobKind.allCases.map(\.mediaType), answers: [(201, "Blob")])
    ) { context in
      let bytes = try context.machine.request.body.bytes()
      guard let kind = BlobKind(bytes) else { throw WebRefusal.unsupportedMediaType }
      let kept = try await context.ledger.keepAttachment(bytes, media: kind.mediaType)
      var text = JSONText()
      text.add("blob", kept.shape.id.rawValue)
      text.add("size", kept.shape.size)
      text.add("mediaType", kind.mediaType)
      return JSON.response(text.bytes, status: .created)
    },
    .hall(
      .get, blobs + "/{digest}", .staff,
      Operation(
        "readBlob", "What was kept", answers: BlobKind.allCases.map { (200, $0.mediaType) })
    ) { context in
      guard let bytes = context.ledger.attachment(try context.path(Path.digest)),
        let kind = BlobKind(bytes)
      else { throw WebRefusal.notFound }
      var response = Response.bytes(bytes, type: kind.mediaType)
      // A letter with a person's number stays in no cache of the machine that showed it.
      response.headers["Cache-Control"] = "no-store"
      response.headers["Content-Disposition"] = "inline"
      return response
    },
  ]
}
