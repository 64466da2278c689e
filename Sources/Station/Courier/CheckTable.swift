import Courier

/// The findings of a check as a person reads them: a line for each rule, and below a failed one what was
/// asked, sent and received.
struct CheckTable: Sendable {
  private let strings: StationStrings
  private let width: Int

  init(_ strings: StationStrings) {
    self.strings = strings
    width =
      ConformanceRule.allCases.map { Self.columns(Self.text(of: $0, strings)) }.max() ?? 0
  }

  func lines(_ finding: ConformanceFinding) -> [String] {
    let number = String(finding.rule.number)
    let text = Self.text(of: finding.rule, strings)
    let row =
      String(repeating: " ", count: max(0, 3 - number.count)) + number + "  " + text
      + String(repeating: " ", count: width - Self.columns(text) + 2)
    switch finding.verdict {
    case .passed: return [row + strings.text("check.passed")]
    case .untried(let obstacle):
      let reason = strings.text("check.obstacles.\(obstacle.rawValue)")
      return [row + strings.text("check.untried-because", ["reason": reason])]
    case .failed(let breach):
      var lines = [row + strings.text("check.failed"), told("wanted", [sentence(breach)])]
      for exchange in finding.exchanges {
        lines += [told("sent", exchange.sent), told("came", exchange.came)]
      }
      return lines
    }
  }

  func summary(_ findings: [ConformanceFinding]) -> String {
    let failed = findings.count { $0.isFailed }
    let passed = findings.count { $0.verdict == .passed }
    return strings.text(
      "check.summary",
      [
        "n": String(findings.count), "passed": String(passed), "failed": String(failed),
        "untried": String(findings.count - passed - failed),
      ])
  }

  private func told(_ key: String, _ lines: [String]) -> String {
    let indent = "     "
    return indent
      + strings.text("check.\(key)", ["text": lines.joined(separator: "\n\(indent)      ")])
  }

  func sentence(_ breach: ConformanceBreach) -> String {
    switch breach {
    case .silent: text("silent")
    case .status(let expected): text("status", ["expected": expected])
    case .unsigned: text("unsigned")
    case .header(let name): text("header", ["name": name])
    case .count(let expected): text("count", ["expected": String(expected)])
    case .signature: text("signature")
    case .code(let expected): text("code", ["expected": expected])
    case .accepted: text("accepted")
    case .stream: text("stream")
    case .highWater(let expected): text("high-water", ["expected": String(expected)])
    case .chain: text("chain")
    case .member(let name): text("member", ["name": name])
    case .content: text("content")
    case .connection: text("connection")
    case .time: text("time")
    case .incarnation: text("incarnation")
    case .safe: text("safe")
    case .both: text("both")
    }
  }

  private func text(_ key: String, _ values: [String: String] = [:]) -> String {
    strings.text("check.breaches.\(key)", values)
  }

  private static func text(of rule: ConformanceRule, _ strings: StationStrings) -> String {
    strings.text("check.rules.\(rule.rawValue)")
  }

  /// Of a terminal: Chinese characters and their punctuation take two.
  private static func columns(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
  }
}
