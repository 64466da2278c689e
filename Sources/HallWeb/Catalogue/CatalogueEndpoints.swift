import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  static let importPath = "/api/v1/catalogue/imports"

  static let catalogueEndpoints: [Endpoint] = [
    .machine(
      .post, importPath, .only(.countyAdmin),
      Operation(
        "importCatalogue",
        "Brings in a file of items, all or nothing; the same file again changes nothing",
        body: "CatalogueDocument", otherBody: "text/csv",
        query: [("dryRun", "boolean"), ("partial", "boolean")], answers: [(200, "ImportReport")])
    ) { context in
      let dryRun = try context.flag("dryRun")
      let partial = try context.flag("partial")
      let file = try context.catalogueFile()
      let report = try await context.site.surroundings.county.importCatalogue(
        file, dryRun: dryRun, partial: partial, by: context.caller)
      return JSON.response(JSONText(report, context.strings).bytes)
    }
  ]
}

extension MachineContext {
  /// The file in the body, as its media type says.
  func catalogueFile() throws -> CatalogueFile {
    let type = request.headers["content-type"]?.prefix { $0 != ";" }.lowercased() ?? ""
    let bytes = try request.body.bytes()
    if type.contains("json") { return CatalogueFile(json: bytes) }
    guard type == "text/csv" || type == "application/vnd.ms-excel" else {
      throw WebRefusal.unsupportedMediaType
    }
    return CatalogueFile(
      encoded: bytes, words: strings.catalogueWords,
      decodeGB18030: site.surroundings.decodeGB18030)
  }

  func flag(_ name: String) throws(InputRefusal) -> Bool {
    switch request.query[name] {
    case nil, "false": return false
    case "true", "": return true
    default: throw InputRefusal(name, .wrongType)
    }
  }
}

extension JSONText {
  init(_ report: ImportReport, _ strings: Strings) {
    self.init()
    add("applied", report.isApplied)
    add("added", report.added)
    add("changed", report.changed)
    add("unchanged", report.unchanged)
    add(
      "refused",
      objects: report.refused.map { fault in
        var text = JSONText()
        text.add("row", fault.row)
        text.add("field", fault.field)
        text.add("code", fault.code.rawValue)
        text.add("title", strings.fault(fault.code))
        return text
      })
  }
}
