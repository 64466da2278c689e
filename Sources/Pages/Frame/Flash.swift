public import ServiceHall

/// One message at the top of a page, about what the person has just done.
public enum Flash: Sendable {
  case done(Notice)
  /// Refused by the code of a `QueueRefusal`, `StaffRefusal` or an HTTP refusal.
  ///
  /// - values: what the sentence's placeholders stand for; see `refusals` in the strings.
  case refused(code: String, values: [String: String] = [:])
  /// Becomes the error summary; each field on the page shows its own fault too.
  case faults([FieldFault])

  /// The faults of an item, told at the inputs of its form and in their order.
  public static func itemFaults(_ faults: [FieldFault]) -> Flash {
    let columns = AdminItemPage.sections.flatMap(\.columns)
    func place(_ fault: FieldFault) -> Int {
      ItemSheet.column(of: fault.field).flatMap { columns.firstIndex(of: $0.key) } ?? columns.count
    }
    let ordered = faults.enumerated().sorted {
      (place($0.element), $0.offset) < (place($1.element), $1.offset)
    }
    return .faults(ordered.map { FieldFault(FieldFault.itemRoot + $0.element.field, $0.element.code) })
  }
}

/// What was done; the sentence of each stands in `Templates/strings`, under `notices`.
public enum Notice: String, Sendable, CaseIterable {
  case saved, removed, added, locked, unlocked, unpaired, reserved, entered, cancelled
  case returned, undone, closed, reopened, noted
  /// A line that no window serves yet.
  case savedUnserved = "saved-unserved"
  case windowOpened = "window-opened"
  case windowClosed = "window-closed"
  case nobodyWaits = "nobody-waits"
  case ticketIssued = "ticket-issued"
  case soundTested = "sound-tested"
  case trialPrinted = "trial-printed"
  case cellFilled = "cell-filled"
  case cellCleared = "cell-cleared"
  case cellSettled = "cell-settled"
  case sendingNow = "sending-now"
  case nothingToCarry = "nothing-to-carry"
  case itemPublished = "item-published"
  case itemWithdrawn = "item-withdrawn"
  // Finished documents.
  case documentRegistered = "document-registered"
  case documentReady = "document-ready"
  case documentMoved = "document-moved"
  case documentReturned = "document-returned"
  case documentRevoked = "document-revoked"
  case claimRevoked = "claim-revoked"
  case claimUnlocked = "claim-unlocked"
  case holderReminded = "holder-reminded"
  case cellEmptied = "cell-emptied"
  case handedOver = "handed-over"
  case deliveryStarted = "delivery-started"
  case deliveryArrived = "delivery-arrived"
  case deliveryFailed = "delivery-failed"
  case licenceIssued = "licence-issued"
  case licenceChanged = "licence-changed"
  case licenceRenewed = "licence-renewed"
  case licenceRevoked = "licence-revoked"
  case sealRotated = "seal-rotated"
  case sealRevoked = "seal-revoked"
}
