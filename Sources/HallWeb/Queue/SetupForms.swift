import HTTPServing
import HallLedger
import Pages
import ServiceHall

/// Reads the administrator's forms: what was typed is kept as text until it is right.
extension LineForm {
  /// - Parameter known: the windows of the hall.
  init(posted form: Form, windows known: [String]) {
    self.init()
    windows = Set(known.filter { form["at-\($0)"] == "1" })
    letter = form["letter"] ?? ""
    name = form["name"] ?? ""
    place = form["place"] ?? ""
    overdueAfterMinutes = form["overdueAfterMinutes"] ?? ""
    dailyCap = form["dailyCap"] ?? ""
    personCap = form["personCap"] ?? ""
    always = form["always"] == "1"
    for weekday in Weekday.allCases {
      if let text = form["hours-\(weekday.rawValue)"], !text.isEmpty { hours[weekday] = text }
    }
  }

  /// - Throws: `InputRefusal` with every field that is wrong.
  func line(keeping facts: QueueFacts) throws -> Line {
    var faults: [FieldFault] = []
    let id = Line.ID(letter)
    if id == nil { faults.append(FieldFault("letter", letter.isEmpty ? .required : .format)) }
    let minutes = number(overdueAfterMinutes, "overdueAfterMinutes", &faults)
    let daily = number(dailyCap, "dailyCap", &faults)
    let person = number(personCap, "personCap", &faults)
    let spans = hours(&faults)
    guard let id, faults.isEmpty else { throw InputRefusal(faults) }
    return try Line(
      id: id, name: name, place: place, hours: always ? .always : try OpeningHours(spans),
      dailyCap: daily, personCap: person, overdueAfterMinutes: minutes ?? 45,
      closedReason: facts.lines[id]?.closedReason
    ).checked()
  }

  private func number(_ text: String, _ field: String, _ faults: inout [FieldFault]) -> Int? {
    let trimmed = text.filter { !$0.isWhitespace }
    if trimmed.isEmpty { return nil }
    guard let number = Int(trimmed) else {
      faults.append(FieldFault(field, .format))
      return nil
    }
    return number
  }

  /// `09:00-12:00,13:30-17:00`, also with full-width signs and with 至 or ~ between the times.
  private func hours(_ faults: inout [FieldFault]) -> [Weekday: [OpeningHours.Span]] {
    var result: [Weekday: [OpeningHours.Span]] = [:]
    for (weekday, text) in hours {
      for part in text.split(whereSeparator: { ",\u{FF0C}\u{3001}; \u{FF1B}".contains($0) }) {
        let ends = part.replacing("\u{FF1A}", with: ":").split { "-~\u{2013}\u{2014}\u{FF5E}".contains($0) }
        guard ends.count == 2, let from = TimeOfDay(Self.padded(ends[0])),
          let to = TimeOfDay(Self.padded(ends[1])), let span = OpeningHours.Span(from: from, to: to)
        else {
          faults.append(FieldFault("hours-\(weekday.rawValue)", .format))
          break
        }
        result[weekday, default: []].append(span)
      }
    }
    return result
  }

  /// 9:00 is as good as 09:00.
  private static func padded(_ time: Substring) -> String {
    time.utf8.count == 4 ? "0" + time : String(time)
  }
}

extension WindowForm {
  init(posted form: Form, lines: [Line]) {
    self.init()
    window = form["window"] ?? ""
    name = form["name"] ?? ""
    for line in lines {
      if let text = form["serves-\(line.id)"], !text.isEmpty { serves[line.id.rawValue] = text }
    }
  }

  func setup() throws -> Window.Setup {
    var faults: [FieldFault] = []
    var services: [Window.Service] = []
    for (letter, text) in serves.sorted(by: { $0.key < $1.key }) {
      guard let line = Line.ID(letter), let preference = Int(text) else {
        faults.append(FieldFault("serves-\(letter)", .format))
        continue
      }
      services.append(Window.Service(line: line, preference: preference))
    }
    guard faults.isEmpty else { throw InputRefusal(faults) }
    return Window.Setup(name: name, services: services)
  }
}

extension SettingsForm {
  init(posted form: Form) {
    self.init(
      priority: form["priority"] ?? "", normal: form["normal"] ?? "",
      returnAfter: form["returnAfter"] ?? "", voidAtMiss: form["voidAtMiss"] ?? "",
      notice: form["notice"] ?? "")
  }

  func settings() throws -> QueueSettings {
    var faults: [FieldFault] = []
    func number(_ text: String, _ field: String) -> Int {
      guard let number = Int(text) else {
        faults.append(FieldFault(field, text.isEmpty ? .required : .format))
        return 0
      }
      return number
    }
    let priority = number(priority, "priority")
    let normal = number(normal, "normal")
    let after = number(returnAfter, "returnAfter")
    let miss = number(voidAtMiss, "voidAtMiss")
    guard faults.isEmpty else { throw InputRefusal(faults) }
    guard let ratio = PriorityRatio(priority: priority, normal: normal) else {
      throw InputRefusal("priority", .outOfRange)
    }
    return try QueueSettings(
      ratio: ratio, returnAfter: after, voidAtMiss: miss, notice: notice
    ).checked()
  }
}
