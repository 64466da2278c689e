internal import ServiceHall

extension Strings {
  /// 畅通, 积压, 中断 or 未接入.
  func channel(_ condition: ChannelCondition) -> String {
    text("channel.conditions.\(condition.rawValue)")
  }

  /// 3 条
  func records(_ count: Int) -> String { text("channel.records", ["n": String(count)]) }

  /// How many attachments wait and how large they are together, rounded up.
  func files(_ count: Int, bytes: Int) -> String {
    guard count > 0 else { return text("channel.files-none") }
    let kilobytes = (bytes + 1023) / 1024
    let size =
      kilobytes < 1024
      ? text("channel.size.kilobytes", ["n": String(kilobytes)])
      : text("channel.size.megabytes", ["n": String((kilobytes + 1023) / 1024)])
    return text("channel.files-waiting", ["n": String(count), "size": size])
  }

  /// How long something has waited, in whole units, never more than it was.
  func age(_ seconds: Int) -> String {
    let minutes = max(0, seconds) / 60
    let (hours, days) = (minutes / 60, minutes / 1440)
    switch minutes {
    case 0: return text("channel.age.under-a-minute")
    case ..<60: return text("channel.age.minutes", ["n": String(minutes)])
    case ..<1440:
      return text("channel.age.hours", ["h": String(hours), "n": String(minutes % 60)])
    default: return text("channel.age.days", ["d": String(days), "h": String(hours % 24)])
    }
  }

  /// What a record is about: `办件 119999100202611200000173`; an entity of an unknown kind as it is.
  func entity(_ entity: String) -> String {
    let parts = entity.split(separator: ":", maxSplits: 1)
    guard let kind = parts.first,
      let word = optional("channel.entities.\(kind)", ["n": parts.count > 1 ? String(parts[1]) : ""])
    else { return entity }
    return word
  }
}
