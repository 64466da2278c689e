import HallLedger
import Pages
import ServiceHall

extension HallContext {
  /// Beyond this a pause is no longer a short one.
  private static let longestPause: Duration = .minutes(20)

  /// A screen asks at least once a minute; beyond this it is switched off or cut off.
  private static let longestSilence: Duration = .minutes(2)

  /// What an administrator should see to now.
  func attention(
    _ board: BoardState, _ channel: ChannelState?, _ now: Moment
  ) -> [AdminOverviewPage.Attention] {
    let serving = ledger.facts.serving
    let waiting: [AdminOverviewPage.Attention] = board.lines.compactMap { count in
      guard count.waiting > 0, count.openWindows.isEmpty else { return nil }
      return .waitingForNobody(line: count.line.name, waiting: count.waiting)
    }
    let unserved: [AdminOverviewPage.Attention] = board.lines.compactMap { count in
      guard serving[count.line.id] == nil else { return nil }
      return .unserved(line: count.line.name, letter: count.line.id.rawValue)
    }
    let paused: [AdminOverviewPage.Attention] = board.windows.compactMap { window in
      guard case .paused(_, let since, _) = window.state, now.since(since) > Self.longestPause
      else { return nil }
      return .longPause(window: window.name, minutes: now.since(since).wholeSeconds / 60)
    }
    return waiting + unserved + paused + devices(isOpen: board.lines.contains(where: \.isOpen), now)
      + (channel.map { upstream($0, now) } ?? [])
  }

  /// What waits for somebody to remind its holder; for those who may see to it.
  func claimAttention() async throws -> [AdminOverviewPage.Attention] {
    guard machine.caller.roles(in: hall.id).contains(.hallAdmin) else { return [] }
    let count = try await ledger.claimTaskCount(now: machine.now)
    return count == 0 ? [] : [.claimTasks(count)]
  }

  private func upstream(_ channel: ChannelState, _ now: Moment) -> [AdminOverviewPage.Attention] {
    let condition = channel.condition(at: now)
    let line: [AdminOverviewPage.Attention] =
      condition == .flowing
      ? []
      : [.upstream(condition, oldestSeconds: channel.oldestWaiting.map { now.since($0).wholeSeconds })]
    return channel.returned.isEmpty ? line : line + [.returned(channel.returned.count)]
  }

  /// The devices that somebody should go to. While no numbers are given out, screens may be switched off.
  private func devices(isOpen: Bool, _ now: Moment) -> [AdminOverviewPage.Attention] {
    let site = machine.site
    return machine.county.devices(of: hall.id).flatMap { device in
      var found: [AdminOverviewPage.Attention] = []
      let id = device.id.rawValue
      let sighting = site.sightings.last(of: device)
      let silence = now.since(sighting?.at ?? site.startedAt)
      if isOpen, device.kind == .kiosk || device.kind == .board {
        if silence > Self.longestSilence {
          found.append(
            .silentDevice(
              device: id, name: device.name,
              minutes: sighting.map { _ in silence.wholeSeconds / 60 }))
        } else if device.kind == .board, [.blocked, .failed].contains(sighting?.sound) {
          found.append(.mutedBoard(device: id, name: device.name))
        }
      }
      if let condition = site.printers.condition(of: device), condition.needsAttention {
        found.append(.printer(device: id, name: device.name, condition))
      }
      return found
    }
  }
}
