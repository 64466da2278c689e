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
    .hall(.get, "/h/{hall}/admin/devices/{device}", administrator) { context in
      let device = try context.device()
      return context.page(context.devicePage(device, DeviceForm(device)))
    },
    .hall(.post, "/h/{hall}/admin/devices/{device}", administrator) { context in
      let device = try context.device()
      let facts = context.ledger.facts
      let form = DeviceForm(posted: try context.form(), lines: facts.orderedLines)
      do {
        let saved = try await context.machine.site.surroundings.county.setUpDevice(
          device.id, of: context.hall.id, name: form.name,
          setup: try form.setup(for: device.kind, windows: Array(facts.windows.keys)),
          by: context.machine.caller)
        context.machine.site.live.tell(
          device.id, of: context.hall.id, ServerSentEvent(event: "setup", data: "{}").encoded())
        // A screen that is too small says so on its own page.
        let isTooSmall = saved.kind == .board && saved.screen.tooSmallBeyond != nil
        return context.redirect(
          to: "/admin/devices" + (isTooSmall ? "/\(device.id)" : ""), .done(.saved))
      } catch let refusal as InputRefusal {
        return context.page(
          context.devicePage(device, form, flash: .faults(refusal.faults)),
          status: .unprocessableContent)
      }
    },
    .hall(.post, "/h/{hall}/admin/devices/{device}/trial", administrator) { context in
      let device = try context.device()
      let site = context.machine.site
      let failure = await site.surroundings.printTrial(device, site.trialBytes(of: device, in: context.hall))
      // What kept the printer stands on the page.
      return context.redirect(
        to: "/admin/devices/\(device.id)", failure == nil ? .done(.trialPrinted) : nil)
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
      case .evaluator: hall + "/evaluate"
      case .printer: hall
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
  /// The device that the path names.
  fileprivate func device() throws -> Device {
    let id = try path(Path.device)
    guard let device = machine.county.devices(of: hall.id).first(where: { $0.id == id }) else {
      throw StaffRefusal.unknownDevice
    }
    return device
  }

  fileprivate func devicePage(
    _ device: Device, _ form: DeviceForm, flash: Flash? = nil
  ) -> AdminDevicePage {
    let windows = ledger.facts.windows.sorted { $0.key < $1.key }
    var page = AdminDevicePage(
      frame: frame(flash: flash), device: device.id.rawValue, kind: device.kind,
      name: device.name, form: form, isDriven: device.printer.isDriven,
      printer: machine.site.printers.condition(of: device),
      lines: ledger.facts.orderedLines.map { Choice(value: $0.id.rawValue, name: $0.name) },
      windows: windows.map { Choice(value: $0.key.rawValue, name: $0.value.name) })
    page.printsChinese = machine.site.surroundings.printsChinese
    if device.kind == .board { page.tooSmallBeyond = device.screen.tooSmallBeyond }
    return page
  }

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
          engine: sighting?.userAgent.map { BrowserEngine.name(of: $0) ?? $0 },
          isMuted: sighting?.sound.flatMap { $0 == .off ? nil : $0 != .on },
          printer: machine.site.printers.condition(of: device))
      }, offer: offer, key: newKey)
  }
}
