@testable import Pages

/// A page with named states to look at.
protocol SampledPage: Page {
  static var samples: [String: Self] { get }
}

/// Every page in every named state.
struct Picture: Sendable, CustomStringConvertible {
  let name: String
  let template: String
  let fragmentTemplate: String?
  let document: String
  let fragment: String?
  /// The document with a hostile text behind every text that the template sees.
  let attacked: String
  /// Every name under which the template may look something up.
  let names: Set<String>

  var description: String { name }
}

enum Gallery {
  static let hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"

  static func renderer() throws -> PageRenderer {
    try PageRenderer(files: EmbeddedFiles.all()) { "/static/\($0)" }
  }

  static let pictures: [Picture] = {
    guard let renderer = try? renderer() else { return [] }
    return all(
      renderer, MachinePage.self, RefusalPage.self, HelpPage.self, SignInPage.self,
      SignedOutPage.self, PairPage.self, CountyPage.self, CountyStaffPage.self,
      KioskPriorityPage.self, KioskIdentityPage.self, KioskReturnPage.self, KioskHelpPage.self,
      KioskTicketPage.self, KioskSearchPage.self, BoardPage.self, AdminOverviewPage.self, AdminLinesPage.self,
      AdminLinePage.self, AdminWindowsPage.self, AdminWindowPage.self, AdminSettingsPage.self,
      AdminPaperPage.self, AdminVoicePage.self, AdminDevicesPage.self, AdminDevicePage.self,
      EvaluatePage.self, EvaluateUnsetPage.self, AdminReportPage.self, AdminStaffPage.self, JournalPage.self,
      CalendarPage.self, ItemListPage.self, GuidePage.self, PowerListPage.self, DutyListPage.self,
      NegativeListPage.self, KioskItemPage.self, GuideFilesPage.self,
      AdminItemsPage.self, AdminImportPage.self, AdminItemPage.self, AdminDifferencePage.self,
      AdminDepartmentsPage.self, HallPage.self, KioskPage.self, FollowPage.self,
      DeskPage.self, AdminChannelPage.self, AdminFerryPage.self, AdminRegainedPage.self,
      ReceiverPage.self, KioskCollectPage.self, KioskCollectIdentityPage.self,
      KioskCollectToldPage.self, KioskCellPage.self, ClaimFollowPage.self, ClaimSlipPage.self,
      AdminLockersPage.self,
      AdminDocumentsPage.self, AdminDocumentFormPage.self, AdminDocumentPage.self,
      ClaimFormPage.self, IssuedClaimPage.self, HandOverPage.self, ReceiptPage.self, DeliveriesPage.self,
      DeliveryFormPage.self, ClaimTasksPage.self, DocumentImportPage.self,
      AdminLicencesPage.self, AdminLicenceFormPage.self, AdminLicencePage.self, CertificatePage.self,
      AdminSealPage.self, VerifyPage.self)
  }()

  private static func all<each Content: SampledPage>(
    _ renderer: PageRenderer, _ types: repeat (each Content).Type
  ) -> [Picture] {
    var pictures: [Picture] = []
    for type in repeat each types { pictures += Gallery.pictures(type, renderer) }
    return pictures.sorted { $0.name < $1.name }
  }

  private static func pictures<Content: SampledPage>(
    _ type: Content.Type, _ renderer: PageRenderer
  ) -> [Picture] {
    type.samples.map { name, page in
      let live = type as? any LivePage.Type
      return Picture(
        name: "\(type.template).\(name)", template: type.template, fragmentTemplate: live?.fragment,
        document: renderer.render(page),
        fragment: (page as? any LivePage).map { part($0, renderer) },
        attacked: renderer.render(attacked(renderer.fields(of: page)), with: type.template),
        names: names(renderer.fields(of: page)))
    }
  }

  private static func names(_ fields: [String: Any]) -> Set<String> {
    var found = Set(fields.keys)
    for value in fields.values {
      if let group = value as? [String: Any] { found.formUnion(names(group)) }
      if let list = value as? [[String: Any]] { list.forEach { found.formUnion(names($0)) } }
    }
    return found
  }

  private static func part(_ page: some LivePage, _ renderer: PageRenderer) -> String {
    renderer.renderFragment(page)
  }

  private static func attacked(_ fields: [String: Any]) -> [String: Any] {
    fields.mapValues(attacked)
  }

  private static func attacked(_ value: Any) -> Any {
    switch value {
    case let text as String: text + hostile
    case let list as [[String: Any]]: list.map(attacked)
    case let list as [String]: list.map { $0 + hostile }
    case let group as [String: Any]: attacked(group)
    default: value
    }
  }
}
