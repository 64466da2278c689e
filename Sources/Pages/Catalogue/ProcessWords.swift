internal import ServiceHall

/// A stage in words, for the chart and for the table.
struct ProcessWords {
  let departments: [Department.ID: Department]
  let strings: Strings

  init(_ departments: [Department.ID: Department], _ strings: Strings) {
    self.departments = departments
    self.strings = strings
  }

  func who(_ stage: Stage) -> String {
    stage.role.map { strings.role($0) }
      ?? stage.department.map { departments[$0]?.name ?? $0.rawValue } ?? ""
  }

  func chart(_ stages: [Stage]) -> ProcessChart {
    let words = strings.catalogueWords
    return ProcessChart(stages) { stage in
      let limit = stage.limit.map { strings.limit($0) }
      return ProcessChart.Facts(
        who: [who(stage), limit].compactMap(\.self).joined(separator: " "),
        risk: stage.risk.map {
          strings.text("guide.risk-level", ["level": words.word("risk", $0.level.rawValue)])
        })
    }
  }
}
