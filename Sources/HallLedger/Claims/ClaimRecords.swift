import GRDB
import ServiceHall

/// What deliveries report upward. 送达
enum ClaimRecords {
  /// A delivery that has ended, once for each case whose documents were in it.
  static func records(
    _ event: ClaimEvent, _ entry: JournalEntry, _ upstream: Upstream, _ database: Database
  ) throws -> [Record] {
    let number: ReceiptNumber
    switch event {
    case .delivered(let receipt, _), .deliveryEnded(let receipt, _): number = receipt
    default: return []
    }
    guard let delivery = try DeliveryTable.find(number, in: database), delivery.state == .delivered,
      let division = upstream.division
    else { return [] }
    let documents = try delivery.made.documents.map { try FinishedDocumentTable.require($0, in: database) }
    let cases = Dictionary(grouping: documents) { $0.details.caseNumber ?? "" }
    return try cases.sorted { $0.key < $1.key }.compactMap { text, documents in
      guard let caseNumber = try? CaseNumber(text) else { return nil }
      return Record(
        hall: upstream.hall, division: division,
        payload: .delivery(
          record(
            delivery, of: caseNumber, documents, serial: try serial(of: text, database), entry)))
    }
  }

  private static func record(
    _ delivery: Delivery, of caseNumber: CaseNumber, _ documents: [FinishedDocument], serial: Int,
    _ entry: JournalEntry
  ) -> Record.Delivery {
    let made = delivery.made
    var record = Record.Delivery(
      caseNumber: caseNumber, serial: serial, method: made.method,
      documents: documents.map(\.details.title),
      receiver: made.receiver.map {
        Record.Contact(
          name: $0.name, certificate: Record.CertificateKind(rawValue: $0.idType),
          number: $0.idNumber, phone: $0.phone)
      }, sentAt: delivery.at, receivedAt: delivery.endedAt,
      handler: TicketRecords.staff(entry.actor)?.rawValue ?? entry.actor)
    record.relation = made.relation?.rawValue
    record.trackingNumber = made.trackingNumber
    record.refusalReason = made.refusalReason
    record.witness = made.witness
    return record
  }

  /// From 1 within the case.
  private static func serial(of caseNumber: String, _ database: Database) throws -> Int {
    Int(
      try database.integer(
        """
        SELECT count(DISTINCT l.delivery) FROM finished_document d
        JOIN delivery_document l ON l.document = d.id JOIN delivery v ON v.number = l.delivery
        WHERE d.case_number = ? AND v.state = 'delivered'
        """, [caseNumber]) ?? 1)
  }
}
