/// The modules and what each may import, after the diagram of the design. A module that is not here
/// fails the tests until somebody has thought about its place.
enum Modules {
  /// Of ours, the C libraries included.
  static let own: [String: Set<String>] = [
    "yizhan": ["Station", "ServiceHall"],
    "Station": [
      "CityStore", "Courier", "CourierLink", "HallWeb", "Pages", "HTTPServing", "HallLedger", "QRCode",
      "Seal",
      "ServiceHall",
      "TicketPrinting",
    ],
    "HallWeb": ["Courier", "Pages", "HTTPServing", "HallLedger", "ServiceHall"],
    "Pages": ["CTemplates", "ServiceHall"],
    "CityStore": ["CPostgreSQL", "Courier", "Seal", "ServiceHall"],
    "CourierLink": ["CCurl", "CZlib"],
    "HTTPServing": ["CMicrohttpd", "CZlib"],
    "Courier": ["Seal", "ServiceHall"],
    "HallLedger": ["Courier", "Seal", "ServiceHall"],
    "QRCode": ["CQREncode", "CZlib"],
    "Seal": ["CCrypto"],
    "TicketPrinting": ["ServiceHall"],
    "ServiceHall": [],
  ]

  /// Of others, by their module's name; Foundation and the like are below.
  static let foreign: [String: Set<String>] = [
    "yizhan": ["ArgumentParser"],
    "Station": ["Configuration", "Logging", "SystemPackage", "UnixSignals"],
    "HallWeb": ["Logging"],
    "Pages": ["Mustache"],
    "HallLedger": ["GRDB", "GRDBSQLite"],
  ]

  /// What comes with the language. The domain needs none of it.
  static let system: [String: Set<String>] = [
    "yizhan": ["Foundation"], "Station": ["Foundation", "Glibc", "Synchronization"],
    "HallWeb": ["Foundation", "Synchronization"], "Pages": ["Foundation"],
    "CityStore": ["Glibc", "Synchronization"], "Courier": [], "CourierLink": ["Glibc", "Synchronization"],
    "HTTPServing": ["Glibc", "Synchronization"],
    "HallLedger": ["Foundation", "Synchronization"],
    "QRCode": [], "Seal": ["Glibc"], "ServiceHall": [],
    "TicketPrinting": ["Glibc"],
  ]

  /// C: no Swift in them.
  static let libraries: Set<String> = [
    "CMicrohttpd", "CCurl", "CZlib", "CQREncode", "CCrypto", "CPostgreSQL",
  ]

  static func allowed(_ module: String) -> Set<String>? {
    own[module].map { $0.union(foreign[module] ?? []).union(system[module] ?? []) }
  }

  // MARK: Folders

  static let features: Set<String> = [
    "Queue", "Voice", "Catalogue", "Cases", "Claims", "Licences", "Ratings", "Courier", "Staff", "Devices",
    "County",
  ]

  /// Folders of a module that belong to no feature.
  static let technical: [String: Set<String>] = [
    "Sources/ServiceHall": ["Identifiers", "Text", "Time"],
    "Sources/HallLedger": ["Journal", "Transfer", "Verify"],
    "Sources/HallWeb": ["Web", "Live", "OpenAPI"],
    "Sources/Pages": ["Frame", "Rendering"],
    "Templates/pages": ["parts"],
  ]
}
