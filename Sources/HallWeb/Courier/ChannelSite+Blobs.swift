import Courier
import HTTPServing
import ServiceHall

/// The calls about attachments. Each is signed by its hall, and answered by the receiver's signed word.
extension ChannelSite {
  static let wordType = "application/x-yizhan-blob-word"

  func blob(_ request: Request, _ parameters: PathParameters) async throws -> Response {
    guard
      let call = BlobCall(
        id: parameters["digest"], index: parameters["index"],
        header: request.headers[BlobCall.field])
    else { return problem(.badRequest, "bad-blob") }
    let chunk = request.method == .put ? try request.body.bytes() : nil
    guard let hall = try await desk.hall(call.hall),
      call.isSigned(
        request.headers[SignedRequest.field], chunk, incarnation: try await desk.incarnation, by: hall)
    else { return problem(.forbidden, "bad-signature") }
    if let chunk {
      guard let index = call.index, chunk.count == call.shape.range(of: index)?.count else {
        return problem(.badRequest, "bad-blob")
      }
      return try await word(
        blobs.put(chunk, at: index, of: call.shape, from: call.hall), about: call)
    }
    guard let index = call.index else {
      return try await word(blobs.bitmap(of: call.shape, from: call.hall), about: call)
    }
    guard let held = try await blobs.chunk(at: index, of: call.shape) else {
      return problem(.notFound, "not-held")
    }
    return .bytes(held, type: "application/octet-stream")
  }

  private func word(_ bitmap: BlobBitmap, about call: BlobCall) async throws -> Response {
    .bytes(
      try await receiver.word(bitmap, of: call.shape, from: call.hall), type: Self.wordType)
  }
}
