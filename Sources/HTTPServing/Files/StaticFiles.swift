/// Files served from memory under `/static/`, each at an address that carries its digest.
///
/// Invariants, cited by number in `StaticFilesTests`:
/// 1. What an address with a digest once answered, it answers for ever; browsers never ask again.
/// 2. The plain address answers the same content, to be asked for each time (by entity tag).
/// 3. The gzip form is made once, and only where it is smaller.
public struct StaticFiles: Sendable {
  private struct Entry: Sendable {
    let identity: PreparedBody
    let gzip: PreparedBody?
  }

  private let addresses: [String: String]
  private let entries: [String: Entry]

  /// A later file of the same name replaces an earlier one.
  public init(_ files: [StaticFile]) {
    var addresses: [String: String] = [:]
    var entries: [String: Entry] = [:]
    for file in files {
      let digest = ContentDigest(file.bytes)
      let (stem, pathExtension) = file.nameParts
      let suffix = pathExtension.isEmpty ? "" : ".\(pathExtension)"
      let address = "/static/\(stem).\(digest.short)\(suffix)"
      let compressed = Gzip.compressed(file.bytes)
      addresses[file.name] = address
      entries[address] = Self.entry(
        file, digest, compressed, caching: "public, max-age=31536000, immutable")
      entries["/static/\(file.name)"] = Self.entry(
        file, digest, compressed, caching: "no-cache")
    }
    self.addresses = addresses
    self.entries = entries
  }

  /// The address to write into a page, such as `/static/app.1a2b3c4d5e.css`.
  public func address(of name: String) -> String? {
    addresses[name]
  }

  /// The answer to a request for one of the files; nil if the path names none of them.
  public func response(to request: Request) -> Response? {
    guard let entry = entries[request.path] else { return nil }
    guard request.method == .get || request.method == .head else {
      return Response(
        status: .methodNotAllowed, headers: HeaderFields([("Allow", "GET, HEAD")]))
    }
    let accepted = request.headers.values(of: "accept-encoding")
    let chosen = entry.gzip.flatMap { Self.acceptsGzip(accepted) ? $0 : nil } ?? entry.identity
    return Conditional.apply(.prepared(chosen), to: request)
  }

  private static func entry(
    _ file: StaticFile, _ digest: ContentDigest, _ compressed: [UInt8]?, caching: String
  ) -> Entry {
    var headers = HeaderFields([
      ("Content-Type", file.mediaType), ("Cache-Control", caching),
      ("X-Content-Type-Options", "nosniff"), ("ETag", "\"\(digest.text)\""),
    ])
    if compressed != nil { headers.add("Vary", "Accept-Encoding") }
    var gzipHeaders = headers
    gzipHeaders["ETag"] = "\"\(digest.text)-gz\""
    gzipHeaders.add("Content-Encoding", "gzip")
    return Entry(
      identity: PreparedBody(bytes: file.bytes, headers: headers),
      gzip: compressed.map { PreparedBody(bytes: $0, headers: gzipHeaders) })
  }

  /// Whether a client takes gzip (RFC 9110 §12.5.3); a weight of zero is a no.
  static func acceptsGzip(_ lines: [String]) -> Bool {
    var wildcard = false
    for line in lines {
      for part in line.split(separator: ",") {
        let pieces = part.split(separator: ";").map { $0.withoutOuterSpace.lowercased() }
        guard let coding = pieces.first else { continue }
        let isWanted = !pieces.dropFirst().contains { piece in
          piece.hasPrefix("q=") && Double(piece.dropFirst(2)) ?? 1 == 0
        }
        if coding == "gzip" || coding == "x-gzip" { return isWanted }
        if coding == "*" { wildcard = isWanted }
      }
    }
    return wildcard
  }
}
