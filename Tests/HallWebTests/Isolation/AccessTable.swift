import ServiceHall

/// Who may use what, written down from the contract and not from the program.
///
/// A hall's roles and devices hold in their own hall only; `operator` and `countyAdmin` everywhere.
/// `anyone` is everybody, signed in or not.
enum AccessTable {
  /// By `METHOD path`.
  static let allowed: [String: Set<String>] = {
    var table: [String: Set<String>] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      table["\(words[0]) \(words[1])"] = Set(words.dropFirst(2))
    }
    return table
  }()

  static func allows(_ route: String, _ asker: Asker, in hall: Hall.ID?) -> Bool? {
    guard let words = allowed[route] else { return nil }
    if words.contains("anyone") { return true }
    guard words.contains(asker.word) else { return false }
    // A role of the county, a route of the machine, or somebody of this very hall.
    return hall == nil || asker.hall == nil || asker.hall == hall
  }

  private static let text = """
    GET /healthz anyone
    GET /readyz anyone
    GET /metrics operator
    GET /api/openapi.json anyone
    GET /api/v1/halls anyone
    GET / anyone
    GET /help anyone
    POST /api/v1/session anyone
    DELETE /api/v1/session operator countyAdmin hallAdmin clerk reviewer supervisor agent auditor
    GET /sign-in anyone
    POST /sign-in anyone
    POST /sign-out anyone
    GET /pair anyone
    POST /pair anyone
    GET /county operator countyAdmin supervisor auditor
    GET /county/receiver operator countyAdmin
    POST /county/receiver/send operator countyAdmin
    POST /county/halls countyAdmin
    GET /county/staff countyAdmin
    POST /county/staff countyAdmin
    POST /county/staff/{account}/lock countyAdmin
    POST /county/staff/{account}/unlock countyAdmin
    GET /api/v1/calendar/due anyone
    GET /api/v1/calendar/{year} anyone
    PUT /api/v1/calendar/{year} countyAdmin
    GET /api/v1/identifiers/check countyAdmin hallAdmin clerk reviewer supervisor agent auditor
    GET /api/v1/items anyone
    GET /api/v1/items/{code} anyone
    GET /api/v1/items/{code}/versions anyone
    PUT /api/v1/items/{code} countyAdmin
    POST /api/v1/items/{code}/publish countyAdmin
    POST /api/v1/items/{code}/withdraw countyAdmin
    POST /api/v1/catalogue/imports countyAdmin
    GET /items anyone
    GET /items/{code} anyone
    GET /items/{code}/qr.svg anyone
    GET /powers anyone
    GET /forms/{digest} anyone
    GET /county/files countyAdmin
    POST /county/files countyAdmin
    POST /county/files/remove countyAdmin
    GET /duties anyone
    GET /negative-lists anyone
    GET /county/items countyAdmin
    GET /county/items/import countyAdmin
    POST /county/items/import countyAdmin
    GET /county/items/items.csv countyAdmin
    GET /county/items/departments.csv countyAdmin
    GET /county/items/catalogue.json countyAdmin
    GET /county/items/new countyAdmin
    POST /county/items/new countyAdmin
    GET /county/items/{code} countyAdmin
    POST /county/items/{code} countyAdmin
    POST /county/items/{code}/publish countyAdmin
    POST /county/items/{code}/withdraw countyAdmin
    GET /county/items/{code}/difference countyAdmin
    GET /county/departments countyAdmin
    POST /county/departments countyAdmin
    GET /calendar anyone
    POST /county/calendar countyAdmin
    POST /county/calendar/local countyAdmin
    POST /county/calendar/local/{day}/remove countyAdmin
    GET /api/v1/halls/{hall}/lines anyone
    POST /api/v1/halls/{hall}/tickets clerk kiosk
    GET /api/v1/halls/{hall}/tickets/{ticket} anyone
    POST /api/v1/halls/{hall}/tickets/{ticket}/cancel clerk kiosk
    POST /api/v1/halls/{hall}/tickets/{ticket}/return clerk kiosk
    POST /api/v1/halls/{hall}/tickets/{ticket}/print clerk kiosk
    GET /api/v1/halls/{hall}/windows countyAdmin hallAdmin clerk reviewer supervisor agent auditor
    POST /api/v1/halls/{hall}/windows/{window}/open clerk
    POST /api/v1/halls/{hall}/windows/{window}/close clerk
    POST /api/v1/halls/{hall}/windows/{window}/next clerk
    POST /api/v1/halls/{hall}/windows/{window}/recall clerk
    POST /api/v1/halls/{hall}/windows/{window}/miss clerk
    POST /api/v1/halls/{hall}/windows/{window}/start clerk
    POST /api/v1/halls/{hall}/windows/{window}/finish clerk
    POST /api/v1/halls/{hall}/windows/{window}/hold clerk
    POST /api/v1/halls/{hall}/windows/{window}/transfer clerk
    POST /api/v1/halls/{hall}/windows/{window}/pause clerk
    POST /api/v1/halls/{hall}/windows/{window}/resume clerk
    POST /api/v1/halls/{hall}/windows/{window}/undo clerk
    GET /api/v1/halls/{hall}/board anyone
    GET /api/v1/halls/{hall}/events anyone
    GET /api/v1/halls/{hall}/paper-blocks hallAdmin
    POST /api/v1/halls/{hall}/paper-blocks hallAdmin
    POST /api/v1/halls/{hall}/paper-blocks/{block}/entries hallAdmin
    GET /h/{hall} anyone
    GET /h/{hall}/lines anyone
    GET /h/{hall}/find anyone
    POST /h/{hall}/modes anyone
    GET /h/{hall}/board anyone
    GET /h/{hall}/kiosk anyone
    GET /h/{hall}/kiosk/lines anyone
    POST /h/{hall}/kiosk clerk kiosk
    POST /h/{hall}/kiosk/return clerk kiosk
    GET /h/{hall}/kiosk/found anyone
    GET /h/{hall}/kiosk/help anyone
    POST /h/{hall}/kiosk/help kiosk
    GET /h/{hall}/help clerk hallAdmin countyAdmin
    POST /h/{hall}/help clerk hallAdmin countyAdmin
    GET /h/{hall}/kiosk/ticket/{ticket} anyone
    GET /h/{hall}/t/{ticket} anyone
    GET /h/{hall}/t/{ticket}/now anyone
    POST /h/{hall}/t/{ticket}/cancel anyone
    GET /h/{hall}/t/{ticket}/qr.svg anyone
    GET /h/{hall}/t/{ticket}/qr.png anyone
    GET /h/{hall}/desk clerk
    GET /h/{hall}/desk/now clerk
    POST /h/{hall}/desk/note clerk
    POST /h/{hall}/desk/open clerk
    POST /h/{hall}/desk/return clerk
    POST /h/{hall}/desk/cancel clerk
    POST /h/{hall}/desk/ticket clerk
    POST /h/{hall}/desk/next clerk
    POST /h/{hall}/desk/recall clerk
    POST /h/{hall}/desk/miss clerk
    POST /h/{hall}/desk/start clerk
    POST /h/{hall}/desk/hold clerk
    POST /h/{hall}/desk/close clerk
    POST /h/{hall}/desk/undo clerk
    POST /h/{hall}/desk/pause clerk
    POST /h/{hall}/desk/resume clerk
    POST /h/{hall}/desk/finish clerk
    POST /h/{hall}/desk/transfer clerk
    GET /h/{hall}/evaluate evaluator
    GET /h/{hall}/evaluate/{window} hallAdmin countyAdmin evaluator
    GET /h/{hall}/evaluate/{window}/now hallAdmin countyAdmin evaluator
    POST /h/{hall}/evaluate/{window} evaluator
    GET /h/{hall}/admin/report hallAdmin countyAdmin supervisor auditor
    GET /h/{hall}/admin/report.csv hallAdmin countyAdmin supervisor auditor
    GET /h/{hall}/admin hallAdmin countyAdmin supervisor auditor
    GET /h/{hall}/admin/journal hallAdmin auditor
    GET /h/{hall}/admin/lines hallAdmin countyAdmin
    GET /h/{hall}/admin/lines/new hallAdmin countyAdmin
    GET /h/{hall}/admin/lines/{line} hallAdmin countyAdmin
    POST /h/{hall}/admin/lines hallAdmin countyAdmin
    POST /h/{hall}/admin/lines/{line}/close hallAdmin countyAdmin
    POST /h/{hall}/admin/lines/{line}/reopen hallAdmin countyAdmin
    POST /h/{hall}/admin/lines/{line}/remove hallAdmin countyAdmin
    GET /h/{hall}/admin/windows hallAdmin countyAdmin
    GET /h/{hall}/admin/windows/new hallAdmin countyAdmin
    GET /h/{hall}/admin/windows/{window} hallAdmin countyAdmin
    POST /h/{hall}/admin/windows hallAdmin countyAdmin
    POST /h/{hall}/admin/windows/{window}/remove hallAdmin countyAdmin
    GET /h/{hall}/admin/settings hallAdmin countyAdmin
    POST /h/{hall}/admin/settings hallAdmin countyAdmin
    POST /h/{hall}/admin/closures hallAdmin countyAdmin
    POST /h/{hall}/admin/closures/{closure}/remove hallAdmin countyAdmin
    GET /h/{hall}/admin/paper hallAdmin
    POST /h/{hall}/admin/paper hallAdmin
    POST /h/{hall}/admin/paper/{block} hallAdmin
    GET /h/{hall}/admin/staff hallAdmin countyAdmin
    POST /h/{hall}/admin/staff hallAdmin countyAdmin
    POST /h/{hall}/admin/staff/{account}/lock hallAdmin countyAdmin
    POST /h/{hall}/admin/staff/{account}/unlock hallAdmin countyAdmin
    GET /h/{hall}/admin/devices hallAdmin countyAdmin
    POST /h/{hall}/admin/devices hallAdmin countyAdmin
    GET /h/{hall}/admin/devices/{device} hallAdmin countyAdmin
    POST /h/{hall}/admin/devices/{device} hallAdmin countyAdmin
    POST /h/{hall}/admin/devices/{device}/unpair hallAdmin countyAdmin
    GET /api/v1/halls/{hall}/say/{number}/{window}.wav anyone
    GET /h/{hall}/voice/{clip}.wav anyone
    POST /api/v1/halls/{hall}/board/sound board
    GET /api/v1/halls/{hall}/channel hallAdmin countyAdmin
    GET /h/{hall}/admin/channel hallAdmin countyAdmin
    GET /h/{hall}/admin/channel/regained hallAdmin countyAdmin
    POST /h/{hall}/admin/channel/send hallAdmin countyAdmin
    GET /h/{hall}/admin/ferry hallAdmin countyAdmin
    POST /h/{hall}/admin/ferry/go hallAdmin countyAdmin
    GET /h/{hall}/admin/ferry/file hallAdmin countyAdmin
    POST /h/{hall}/admin/ferry/file hallAdmin countyAdmin
    GET /h/{hall}/admin/voice hallAdmin countyAdmin
    POST /h/{hall}/admin/voice hallAdmin countyAdmin
    POST /h/{hall}/admin/voice/restore hallAdmin countyAdmin
    POST /h/{hall}/admin/devices/{device}/sound-test hallAdmin countyAdmin
    GET /api/v1/halls/{hall}/tickets/{ticket}/slip.escpos clerk kiosk printer
    GET /h/{hall}/kiosk/ticket/{ticket}/printing anyone
    POST /h/{hall}/admin/devices/{device}/trial hallAdmin countyAdmin
    GET /h/{hall}/kiosk/collect anyone
    GET /h/{hall}/kiosk/collect/cell kiosk
    POST /h/{hall}/kiosk/collect kiosk
    POST /h/{hall}/kiosk/collect/identity kiosk
    GET /h/{hall}/admin/lockers clerk hallAdmin
    POST /h/{hall}/admin/lockers/fill clerk hallAdmin
    POST /h/{hall}/admin/lockers/clear clerk hallAdmin
    POST /h/{hall}/admin/lockers/settle clerk hallAdmin
    POST /h/{hall}/admin/claims/slip clerk hallAdmin
    GET /h/{hall}/c/{code} anyone
    GET /h/{hall}/c/{code}/qr.svg anyone
    POST /api/v1/halls/{hall}/documents clerk hallAdmin
    POST /api/v1/halls/{hall}/claims clerk hallAdmin
    POST /api/v1/halls/{hall}/claims/present clerk hallAdmin kiosk
    POST /api/v1/halls/{hall}/claims/{claim}/collect clerk
    GET /api/v1/halls/{hall}/documents clerk hallAdmin
    POST /api/v1/halls/{hall}/documents/imports clerk hallAdmin
    GET /api/v1/halls/{hall}/documents/imports clerk hallAdmin
    GET /api/v1/halls/{hall}/documents/{document} clerk hallAdmin
    GET /api/v1/halls/{hall}/documents/{document}/trace clerk hallAdmin
    GET /api/v1/halls/{hall}/documents/{document}/claims clerk hallAdmin
    POST /api/v1/halls/{hall}/documents/{document}/ready clerk hallAdmin
    POST /api/v1/halls/{hall}/documents/{document}/move clerk hallAdmin
    POST /api/v1/halls/{hall}/documents/{document}/return clerk hallAdmin
    POST /api/v1/halls/{hall}/documents/{document}/revoke clerk hallAdmin
    POST /api/v1/halls/{hall}/cases/{caseNumber}/claim clerk hallAdmin
    POST /api/v1/halls/{hall}/claims/{claim}/revoke clerk hallAdmin
    POST /api/v1/halls/{hall}/claims/{claim}/reissue clerk hallAdmin
    POST /api/v1/halls/{hall}/claims/{claim}/unlock clerk hallAdmin
    POST /api/v1/halls/{hall}/claims/{claim}/remind clerk hallAdmin
    GET /api/v1/halls/{hall}/claims/tasks clerk hallAdmin
    GET /api/v1/halls/{hall}/claims/settings clerk hallAdmin countyAdmin
    PUT /api/v1/halls/{hall}/claims/settings hallAdmin countyAdmin
    POST /api/v1/halls/{hall}/deliveries clerk hallAdmin
    GET /api/v1/halls/{hall}/deliveries clerk hallAdmin
    POST /api/v1/halls/{hall}/deliveries/{receipt}/end clerk hallAdmin
    GET /api/v1/halls/{hall}/receipts/{receipt} clerk hallAdmin
    POST /api/v1/halls/{hall}/blobs countyAdmin hallAdmin clerk reviewer supervisor agent auditor kiosk
    GET /api/v1/halls/{hall}/blobs/{digest} countyAdmin hallAdmin clerk reviewer supervisor agent auditor
    GET /h/{hall}/admin/documents clerk hallAdmin
    POST /h/{hall}/admin/documents/search clerk hallAdmin
    GET /h/{hall}/admin/documents/import clerk hallAdmin
    GET /h/{hall}/admin/documents/import.csv clerk hallAdmin
    POST /h/{hall}/admin/documents/import clerk hallAdmin
    GET /h/{hall}/admin/documents/new clerk hallAdmin
    POST /h/{hall}/admin/documents clerk hallAdmin
    GET /h/{hall}/admin/documents/{document} clerk hallAdmin
    POST /h/{hall}/admin/documents/{document}/reveal clerk hallAdmin
    POST /h/{hall}/admin/documents/{document}/ready clerk hallAdmin
    POST /h/{hall}/admin/documents/{document}/move clerk hallAdmin
    POST /h/{hall}/admin/documents/{document}/return clerk hallAdmin
    POST /h/{hall}/admin/documents/{document}/revoke clerk hallAdmin
    GET /h/{hall}/admin/claims/new clerk hallAdmin
    POST /h/{hall}/admin/claims clerk hallAdmin
    POST /h/{hall}/admin/claims/{claim}/reissue clerk hallAdmin
    POST /h/{hall}/admin/claims/{claim}/revoke clerk hallAdmin
    POST /h/{hall}/admin/claims/{claim}/unlock clerk hallAdmin
    POST /h/{hall}/admin/claims/{claim}/remind clerk hallAdmin
    POST /h/{hall}/admin/claims/{claim}/clear-cell clerk hallAdmin
    GET /h/{hall}/admin/claim-tasks clerk hallAdmin
    POST /h/{hall}/admin/claim-settings hallAdmin
    GET /h/{hall}/desk/handover clerk
    POST /h/{hall}/desk/handover clerk
    POST /h/{hall}/desk/handover/collect clerk
    GET /h/{hall}/admin/receipts/{receipt} clerk hallAdmin
    POST /h/{hall}/admin/receipts/{receipt}/print clerk hallAdmin
    GET /h/{hall}/admin/receipts/{receipt}/signature.png clerk hallAdmin
    GET /h/{hall}/admin/deliveries clerk hallAdmin
    GET /h/{hall}/admin/deliveries/new clerk hallAdmin
    POST /h/{hall}/admin/deliveries clerk hallAdmin
    POST /h/{hall}/admin/deliveries/{receipt}/end clerk hallAdmin
    GET /api/v1/halls/{hall}/licences clerk hallAdmin
    POST /api/v1/halls/{hall}/licences clerk hallAdmin
    GET /api/v1/halls/{hall}/licences/{licence} clerk hallAdmin
    POST /api/v1/halls/{hall}/licences/{licence}/change clerk hallAdmin
    POST /api/v1/halls/{hall}/licences/{licence}/renew clerk hallAdmin
    POST /api/v1/halls/{hall}/licences/{licence}/revoke clerk hallAdmin
    GET /h/{hall}/admin/licences clerk hallAdmin
    GET /h/{hall}/admin/licences/new clerk hallAdmin
    POST /h/{hall}/admin/licences/new clerk hallAdmin
    GET /h/{hall}/admin/licences/{licence} clerk hallAdmin
    GET /h/{hall}/admin/licences/{licence}/change clerk hallAdmin
    POST /h/{hall}/admin/licences/{licence}/change clerk hallAdmin
    POST /h/{hall}/admin/licences/{licence}/renew clerk hallAdmin
    POST /h/{hall}/admin/licences/{licence}/revoke clerk hallAdmin
    GET /h/{hall}/admin/licences/{licence}/certificate clerk hallAdmin
    GET /h/{hall}/admin/licences/{licence}/qr.svg clerk hallAdmin
    GET /h/{hall}/admin/seal hallAdmin countyAdmin
    POST /h/{hall}/admin/seal/rotate hallAdmin countyAdmin
    POST /h/{hall}/admin/seal/{key}/revoke hallAdmin countyAdmin
    GET /verify anyone
    POST /api/v1/verify anyone
    GET /api/v1/verification-keys anyone
    """
}
