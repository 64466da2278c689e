import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  private static let administrator = Access.only(.hallAdmin, .countyAdmin)

  static let sealPageEndpoints: [Endpoint] = [
    .hall(.get, "/h/{hall}/admin/seal", administrator) { context in
      context.page(
        AdminSealPage(
          frame: context.frame,
          keys: try await context.ledger.sealKeys().map {
            AdminSealPage.Key(key: $0.key, revokedReason: $0.revokedReason)
          }, today: context.today))
    },
    .hall(.post, "/h/{hall}/admin/seal/rotate", administrator) { context in
      try await context.adminForm("/admin/seal", .sealRotated) { form in
        guard let suite = form["suite"].flatMap({ Attestation.Suite(name: $0) }) else {
          throw InputRefusal("suite", .unknown)
        }
        try await context.ledger.rotateSealKey(to: suite, by: context.machine.caller)
      }
    },
    .hall(.post, "/h/{hall}/admin/seal/{key}/revoke", administrator) { context in
      let key = try context.path(Path.sealKey)
      return try await context.adminForm("/admin/seal", .sealRevoked) { form in
        guard let day = form["from"].flatMap({ CivilDate($0.inHalfWidth) }) else {
          throw InputRefusal("from", .format)
        }
        do {
          try await context.ledger.revokeSealKey(
            key, from: day, reason: form["reason"] ?? "", by: context.machine.caller)
        } catch let refusal as InputRefusal {
          // Each key has its own inputs.
          throw InputRefusal(refusal.faults.map { FieldFault("\($0.field)-\(key)", $0.code) })
        }
      }
    },
  ]
}
