import HTTPServing
import HallLedger
import Pages
import ServiceHall

/// Calling somebody to a kiosk, and answering the call.
enum HelpEndpoints {
  /// Those who are shown the calls and may answer them.
  static let roles: Set<Role> = [.clerk, .hallAdmin, .countyAdmin]
  private static let answerers = Access.only(.clerk, .hallAdmin, .countyAdmin)

  static let all: [Endpoint] = [
    .hall(.post, "/h/{hall}/kiosk/help", .only(devices: .kiosk)) { context in
      guard case .device(let device) = context.machine.caller else { throw WebRefusal.notAllowed }
      try await context.ledger.askForHelp(at: device.id, by: context.machine.caller)
      return context.redirect(to: "/kiosk?step=help")
    },
    .hall(.get, "/h/{hall}/kiosk/help", .anyone) { context in
      context.fragment(context.kioskHelpPage)
    },
    .hall(.get, "/h/{hall}/help", answerers) { context in
      context.fragment(
        HelpCallsPart(frame: context.frame, lastEvent: context.ledger.position))
    },
    .hall(.post, "/h/{hall}/help", answerers) { context in
      let form = try context.form()
      guard let device = form["device"].flatMap({ Device.ID($0) }),
        let seq = form["call"].flatMap({ Int64($0) })
      else { throw WebRefusal.malformed }
      try await context.ledger.attendHelp(seq, at: device, by: context.machine.caller)
      return Response.redirect(to: context.pageBefore ?? context.base + "/desk")
    },
  ]
}

extension HallContext {
  /// The page of this site from which a form was sent.
  fileprivate var pageBefore: String? {
    guard let referer = machine.request.headers["referer"], let host = machine.request.headers["host"],
      let start = referer.firstRange(of: "://\(host)/")
    else { return nil }
    let path = "/" + referer[start.upperBound...]
    return Site.isOwnPath(path) ? path : nil
  }

  /// How long a kiosk says that somebody comes, once the call was answered.
  private static let comingFor: Duration = .minutes(3)

  var openHelpCalls: [Frame.HelpCall] {
    ledger.facts.helpCalls.filter(\.isOpen).map { call in
      Frame.HelpCall(
        device: call.device.rawValue,
        deviceName: machine.county.devices(of: hall.id).first { $0.id == call.device }?.name
          ?? call.device.rawValue,
        seq: call.seq, askedAt: machine.offset.clockTime(call.askedAt))
    }
  }

  var kioskHelpPage: KioskHelpPage {
    KioskHelpPage(frame: frame, state: helpState, lastEvent: ledger.position)
  }

  private var helpState: KioskHelpPage.State {
    guard case .device(let device) = machine.caller,
      let call = ledger.facts.helpCalls.first(where: { $0.device == device.id })
    else { return .quiet }
    guard let attendedAt = call.attendedAt else { return .asked }
    return machine.now.since(attendedAt) < Self.comingFor ? .attended : .quiet
  }
}
