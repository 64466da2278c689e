import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  private static let administrator = Access.only(.hallAdmin, .countyAdmin)

  static let devicePageEndpoints: [Endpoint] = [
    .hall(.get, "/h/{hall}/admin/devices", administrator) { context in
      context.page(context.devicesPage())
    },
    .hall(.post, "/h/{hall}/admin/devices", administrator) { context in
      let form = try context.form()
      let name = form["name"] ?? ""
      do {
        guard let kind = Device.Kind(rawValue: form["kind"] ?? "") else {
          throw InputRefusal("kind", .unknown)
        }
        let surroundings = context.machine.site.surroundings
        let code = surroundings.randomDigits(PairingCode.length)
        let expiresAt = try await surroundings.county.offerPairing(
          hall: context.hall.id, kind: kind, name: name, code: Gate.digest(code, surroundings),
          by: context.machine.caller)
        return context.page(
          context.devicesPage(
            offer: AdminDevicesPage.Offer(
              code: code, name: name, kind: kind,
              expiresAt: context.offset.clockTime(expiresAt))))
      } catch let refusal as InputRefusal {
        var page = context.devicesPage(flash: .faults(refusal.faults))
        page.name = name
        return context.page(page, status: .unprocessableContent)
      }
    },
    .hall(.post, "/h/{hall}/admin/devices/{device}/unpair", administrator) { context in
      let device = try context.path(Path.device)
      return try await context.adminForm("/admin/devices", .unpaired) { _ in
        try await context.machine.site.surroundings.county.unpairDevice(
          device, of: context.hall.id, by: context.machine.caller)
      }
    },
    .machine(.get, "/pair", .anyone) { context in
      guard let token = context.request.query["token"] else {
        return context.page(PairPage(frame: context.frame))
      }
      let digest = Gate.digest(token, context.site.surroundings)
      guard let device = context.county.devices[digest] else {
        let frame = context.frame(
          hall: nil, flash: .refused(code: StaffRefusal.wrongPairingCode.code))
        return context.page(PairPage(frame: frame), status: .unprocessableContent)
      }
      return context.settle(device, token: token)
    },
    .machine(.post, "/pair", .anyone) { context in
      let surroundings = context.site.surroundings
      let key = "pair|\(context.request.remoteAddress)"
      try context.site.limits.spend(key, .guesses)
      let code = (try context.form()["code"] ?? "").filter(\.isNumber)
      let token = surroundings.randomText(40)
      do {
        let device = try await surroundings.county.claimPairing(
          code: Gate.digest(code, surroundings), token: Gate.digest(token, surroundings))
        context.site.limits.forgive(key)
        return context.settle(device, token: token)
      } catch StaffRefusal.wrongPairingCode {
        let frame = context.frame(
          hall: nil, flash: .refused(code: StaffRefusal.wrongPairingCode.code))
        return context.page(PairPage(frame: frame), status: .unprocessableContent)
      }
    },
  ]
}

extension MachineContext {
  /// Leads a paired browser to its page; the token stays in a cookie and not in the address.
  fileprivate func settle(_ device: Device, token: String) -> Response {
    let hall = "/h/\(device.hall)"
    let page =
      switch device.kind {
      case .kiosk: hall + "/kiosk"
      case .board: hall + "/board"
      case .evaluator, .printer: hall
      }
    var response = Response.redirect(to: page)
    response.setCookie(
      SetCookie(
        name: Gate.deviceCookie, value: token, maxAge: 10 * 365 * 24 * 3600, sameSite: .strict,
        secure: request.isSecure))
    return response
  }
}

extension HallContext {
  fileprivate func devicesPage(
    offer: AdminDevicesPage.Offer? = nil, flash: Flash? = nil
  ) -> AdminDevicesPage {
    AdminDevicesPage(
      frame: frame(flash: flash),
      devices: machine.county.devices(of: hall.id).map { device in
        let sighting = machine.site.sightings.last(of: device)
        return AdminDevicesPage.Row(
          device: device.id.rawValue, kind: device.kind, name: device.name,
          lastSeen: sighting.map { machine.offset.clockTime($0.at) },
          userAgent: sighting?.userAgent)
      }, offer: offer, key: newKey)
  }
}
