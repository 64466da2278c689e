import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  private static let administrator = Access.only(.hallAdmin, .countyAdmin)
  private static let page = "/admin/ferry"
  /// Of all files in one form, in bytes.
  static let largestFerry = 64 << 20

  static let ferryPageEndpoints: [Endpoint] = [
    .hall(.get, "/h/{hall}/admin/ferry", administrator) { context in
      context.page(try await context.ferryPage())
    },
    .hall(.post, "/h/{hall}/admin/ferry/go", administrator) { context in
      _ = try context.form()
      await context.machine.site.surroundings.ferry.go(context.hall.id)
      return context.redirect(to: page)
    },
    .hall(.get, "/h/{hall}/admin/ferry/file", administrator) { context in
      guard let file = try await context.machine.site.surroundings.ferry.pack(context.hall.id) else {
        return context.redirect(to: page, .done(.nothingToCarry))
      }
      let (now, offset) = (context.machine.now, context.machine.offset)
      let time = offset.clockTime(now).replacing(":", with: "")
      return Response.bytes(file, type: "application/octet-stream")
        .offered(as: "\(context.hall.id)-\(offset.date(of: now))-\(time).yzb")
    },
    .hall(.post, "/h/{hall}/admin/ferry/file", administrator) { context in
      let files = try context.form().files.filter { !$0.bytes.isEmpty }
      guard !files.isEmpty else {
        return context.redirect(to: page, .faults([FieldFault("file", .required)]))
      }
      let trip = try await context.machine.site.surroundings.ferry.unpack(
        context.hall.id, files.map(\.bytes))
      return context.page(try await context.ferryPage(brought: trip))
    },
  ]
}

extension HallContext {
  /// - Parameter brought: what a form just brought.
  fileprivate func ferryPage(brought: FerryTrip? = nil) async throws -> AdminFerryPage {
    let (now, offset) = (machine.now, machine.offset)
    let ferry = await machine.site.surroundings.ferry.state(hall.id)
    return AdminFerryPage(
      frame: frame, waiting: try await ledger.channelState()?.waiting, ferry: ferry,
      lastAt: ferry.last.map { offset.shown($0.at, at: now) }, brought: brought)
  }
}
