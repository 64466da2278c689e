// swift-tools-version: 6.2

import PackageDescription

/// Every target is compiled alike: language mode 6, explicit existentials, explicit imports,
/// marked memory-unsafe code, and warnings that stop the build.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "yizhan",
  products: [.executable(name: "yizhan", targets: ["yizhan"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // The domain: pure, imports nothing of ours.
    .target(name: "ServiceHall", swiftSettings: strict),

    // Store and forward: envelopes, chain and rules, without I/O.
    .target(name: "Courier", dependencies: ["Seal", "ServiceHall"], swiftSettings: strict),

    // Adapters: each wraps one technology; none imports another.
    .target(
      name: "HallLedger",
      dependencies: [
        "Courier", "Seal", "ServiceHall", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .target(
      name: "CityStore", dependencies: ["CPostgreSQL", "Courier", "Seal", "ServiceHall"],
      swiftSettings: strict),
    .target(name: "CourierLink", dependencies: ["CCurl", "CZlib"], swiftSettings: strict),
    .target(name: "HTTPServing", dependencies: ["CMicrohttpd", "CZlib"], swiftSettings: strict),
    .target(name: "QRCode", dependencies: ["CQREncode", "CZlib"], swiftSettings: strict),
    .target(name: "Seal", dependencies: ["CCrypto"], swiftSettings: strict),
    .target(name: "TicketPrinting", dependencies: ["ServiceHall"], swiftSettings: strict),

    // What people see.
    .target(
      name: "Pages",
      dependencies: [
        "CTemplates", "ServiceHall", .product(name: "Mustache", package: "swift-mustache"),
      ],
      swiftSettings: strict),
    .target(
      name: "HallWeb",
      dependencies: [
        "Courier", "HTTPServing", "HallLedger", "Pages", "ServiceHall",
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),

    // Composition root and command line.
    .target(
      name: "Station",
      dependencies: [
        "CityStore", "Courier", "CourierLink", "HTTPServing", "HallLedger", "HallWeb", "Pages", "QRCode",
        "Seal",
        "ServiceHall", "TicketPrinting",
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "yizhan",
      dependencies: [
        "ServiceHall", "Station", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // C: the distribution's shared libraries, and the embedded templates.
    .systemLibrary(
      name: "CMicrohttpd", pkgConfig: "libmicrohttpd", providers: [.apt(["libmicrohttpd-dev"])]),
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "CTemplates", path: "Templates", sources: ["embed.c", "voice.c"], publicHeadersPath: "include"),

    .target(
      name: "HallTesting", dependencies: ["HallLedger", "Seal", "ServiceHall"],
      path: "Tests/HallTesting", swiftSettings: strict),
    .target(
      name: "CourierTesting", dependencies: ["Courier", "Seal", "ServiceHall"],
      path: "Tests/CourierTesting", swiftSettings: strict),
    .testTarget(
      name: "ServiceHallTests", dependencies: ["HallTesting", "ServiceHall"],
      swiftSettings: strict),
    .testTarget(
      name: "HallLedgerTests",
      dependencies: [
        "Courier", "CourierTesting", "HallLedger", "HallTesting", "Seal", "ServiceHall",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "HallWebTests",
      dependencies: [
        "Courier", "HTTPServing", "HallLedger", "HallTesting", "HallWeb", "Pages", "QRCode", "Seal",
        "ServiceHall", "Station", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "StationTests",
      dependencies: [
        "Courier", "CourierLink", "CourierTesting", "HTTPServing", "HallLedger", "HallTesting", "Pages",
        "Seal",
        "ServiceHall", "Station", "yizhan", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CourierTests", dependencies: ["Courier", "CourierLink", "Seal", "ServiceHall"],
      swiftSettings: strict),
    .testTarget(
      name: "CityStoreTests",
      dependencies: ["CityStore", "Courier", "CourierTesting", "Seal", "ServiceHall"],
      swiftSettings: strict),
    .testTarget(name: "ConformanceTests", swiftSettings: strict),
    .testTarget(
      name: "PagesTests", dependencies: ["HallTesting", "Pages", "ServiceHall"], swiftSettings: strict),
    .testTarget(
      name: "CourierLinkTests", dependencies: ["CourierLink", "HTTPServing", "Seal"], swiftSettings: strict),
    .testTarget(name: "HTTPServingTests", dependencies: ["HTTPServing"], swiftSettings: strict),
    .testTarget(name: "QRCodeTests", dependencies: ["QRCode"], swiftSettings: strict),
    .testTarget(name: "SealTests", dependencies: ["Seal"], swiftSettings: strict),
    .testTarget(
      name: "TicketPrintingTests", dependencies: ["Pages", "QRCode", "ServiceHall", "TicketPrinting"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu2x
)

// `Appliance/dev/bench` alone builds what fills a hall's ledger.
if Context.environment["YIZHAN_BENCH"] != nil {
  package.targets.append(
    .executableTarget(
      name: "backlog", dependencies: ["HallLedger", "Pages", "Seal", "ServiceHall"],
      path: "Appliance/dev/bench-parts/Backlog", swiftSettings: strict))
}
