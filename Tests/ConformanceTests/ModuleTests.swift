import Foundation
import Testing

@Suite("The modules keep to their diagram")
struct ModuleTests {
  private static let sources = Repository.files("Sources", "swift")

  private static func imports(_ file: Repository.File) -> [String] {
    SwiftText(file.text).code.split(separator: "\n").compactMap { line in
      let match = line.firstMatch(
        of: #/^(?:@[a-zA-Z_]+(?:\([a-z]+\))? )*(?:[a-z]+ )?import (?:[a-z]+ )?([A-Za-z_]+)/#)
      return match.map { String($0.output.1) }
    }
  }

  @Test("the test sees the sources")
  func sources() {
    #expect(Self.sources.count > 150)
    let modules = Set(Self.sources.map(\.module))
    #expect(modules == Set(Modules.own.keys), "a module without a row, or a row without a module")
    let all = Set(Repository.folders(in: "Sources"))
    #expect(all == modules.union(Modules.libraries))
  }

  @Test("nothing is imported but what the diagram allows")
  func imports() throws {
    for file in Self.sources {
      let allowed = try #require(Modules.allowed(file.module))
      for name in Self.imports(file) where !allowed.contains(name) {
        Issue.record("\(file.path) imports \(name)")
      }
    }
  }

  @Test("the diagram has no arrow that nothing uses")
  func arrows() {
    for (module, allowed) in Modules.own {
      let used = Set(Self.sources.filter { $0.module == module }.flatMap(Self.imports))
      #expect(allowed.subtracting(used) == [], "\(module)")
      #expect(Modules.foreign[module, default: []].subtracting(used) == [], "\(module)")
    }
  }

  @Test("the package's dependencies are those of the diagram")
  func package() throws {
    let text = try #require(Repository.file("Package.swift")).text
    let blocks = text.split(separator: #/\.(?:target|executableTarget)\(/#).dropFirst()
    var seen: Set<String> = []
    for block in blocks {
      guard let name = block.firstMatch(of: #/name: "([A-Za-z]+)"/#).map({ String($0.output.1) }),
        let own = Modules.own[name]
      else { continue }
      seen.insert(name)
      let list = block.firstMatch(of: #/dependencies: \[((?:[^\]])*)\]/#).map { String($0.output.1) } ?? ""
      let products = Set(list.matches(of: #/\.product\(name: "([A-Za-z]+)"/#).map { String($0.output.1) })
      let targets = Set(
        list.replacing(#/\.product\([^)]*\)/#, with: "").matches(of: #/"([A-Za-z]+)"/#)
          .map { String($0.output.1) })
      #expect(targets == own, "\(name)")
      #expect(products == Modules.foreign[name, default: []], "\(name)")
    }
    #expect(seen == Set(Modules.own.keys))
  }

  @Test("folders are features, or what the module needs besides; they have the same names everywhere")
  func folders() {
    for (place, technical) in Modules.technical {
      let folders = Set(Repository.folders(in: place))
      #expect(folders.subtracting(Modules.features).subtracting(technical) == [], "\(place)")
      #expect(technical.subtracting(folders) == [], "\(place): a name without a folder")
      #expect(!folders.isDisjoint(with: Modules.features), "\(place)")
    }
    // A feature that people see has its pages where its routes are.
    for feature in Modules.features {
      let hasRoutes = Repository.folders(in: "Sources/HallWeb").contains(feature)
      #expect(Repository.folders(in: "Templates/pages").contains(feature) == hasRoutes, "\(feature)")
    }
  }
}
