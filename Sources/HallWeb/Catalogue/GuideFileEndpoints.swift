import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  /// Where a form is uploaded; it may be larger than other requests.
  static let guideFilePath = "/county/files"

  static let guideFileEndpoints: [Endpoint] = [
    .machine(.get, "/forms/{digest}", .anyone) { context in
      let found = try await context.site.surroundings.county.guideFile(
        digest: try context.path(Path.digest))
      return Response.bytes(
        found.bytes, type: found.file.kind?.mediaType ?? "application/octet-stream"
      ).offered(as: found.file.name, keep: "max-age=86400")
    },
    .machine(.get, guideFilePath, .only(.countyAdmin)) { context in
      context.page(
        GuideFilesPage(
          frame: context.frame, files: try await context.site.surroundings.county.guideFiles()))
    },
    .machine(.post, guideFilePath, .only(.countyAdmin)) { context in
      let county = context.site.surroundings.county
      do {
        guard let sent = try context.form().files.first(where: { $0.field == "file" }) else {
          throw InputRefusal("file", .required)
        }
        let file = try GuideFile(
          name: sent.filename, digest: Gate.hex(context.site.surroundings.digest(sent.bytes)),
          size: sent.bytes.count)
        try await county.saveGuideFile(file, sent.bytes, by: context.caller)
        return context.redirect(to: guideFilePath, .done(.added))
      } catch let refusal as InputRefusal {
        var page = GuideFilesPage(frame: context.frame, files: try await county.guideFiles())
        page.frame.flash = .faults(refusal.faults)
        return context.page(page, status: .unprocessableContent)
      }
    },
    .machine(.post, "/county/files/remove", .only(.countyAdmin)) { context in
      let name = try context.form()["name"] ?? ""
      try await context.site.surroundings.county.removeGuideFile(name, by: context.caller)
      return context.redirect(to: guideFilePath, .done(.removed))
    },
  ]
}
