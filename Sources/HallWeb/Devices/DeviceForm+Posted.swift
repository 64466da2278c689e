import HTTPServing
import Pages
import ServiceHall

/// Reads the form of a device: what was typed is kept as text until it is right.
extension DeviceForm {
  init(posted form: Form, lines: [Line]) {
    self.init()
    name = form["name"] ?? ""
    printing = form["printing"] ?? ""
    host = (form["host"] ?? "").filter { !$0.isWhitespace }
    port = form["port"] ?? ""
    path = (form["path"] ?? "").filter { !$0.isWhitespace }
    paper = form["paper"] ?? ""
    lockerHost = (form["lockerHost"] ?? "").filter { !$0.isWhitespace }
    lockerPort = form["lockerPort"] ?? ""
    lockerCells = form["lockerCells"] ?? ""
    self.lines = Set(lines.map(\.id.rawValue).filter { form["shows-\($0)"] == "1" })
    diagonalInches = form["diagonalInches"] ?? ""
    distance = form["distance"] ?? ""
    isVoiced = form["voiced"] == "1"
    window = form["window"] ?? ""
  }

  /// - Returns: nil for a kind that has nothing to set up, and for an evaluator without a window.
  /// - Throws: `InputRefusal` naming the inputs that are wrong.
  func setup(for kind: Device.Kind, windows: [Window.ID]) throws -> Device.Setup? {
    do {
      switch kind {
      case .kiosk: return try Device.Setup.kiosk(try printer(), locker: try locker()).checked(for: kind)
      case .board: return try Device.Setup.board(try screen()).checked(for: kind)
      case .evaluator: return try evaluatedWindow(among: windows).map { .evaluator($0) }
      case .printer: return nil
      }
    } catch let refusal {
      // The domain counts decimetres, the form metres.
      throw InputRefusal(
        refusal.faults.map { fault in
          fault.field == "distanceDecimetres" ? FieldFault("distance", fault.code) : fault
        })
    }
  }

  private func printer() throws(InputRefusal) -> SlipPrinter {
    guard let paper = Int(paper).flatMap({ SlipPrinter.Paper(rawValue: $0) }) else {
      throw InputRefusal("paper", .unknown)
    }
    switch Printing(rawValue: printing) {
    case .browser: return SlipPrinter(connection: .browser, paper: paper)
    case .network:
      let number = port.filter { !$0.isWhitespace }
      guard let port = number.isEmpty ? SlipPrinter.usualPort : Int(number) else {
        throw InputRefusal("port", .format)
      }
      return SlipPrinter(connection: .network(host: host, port: port), paper: paper)
    case .file: return SlipPrinter(connection: .file(path: path), paper: paper)
    case nil: throw InputRefusal("printing", .required)
    }
  }

  /// - Returns: nil when nothing was typed: there is none.
  private func locker() throws(InputRefusal) -> Locker? {
    let (port, cells) = (lockerPort.filter { !$0.isWhitespace }, lockerCells.filter { !$0.isWhitespace })
    if lockerHost.isEmpty, cells.isEmpty { return nil }
    guard let port = port.isEmpty ? Locker.usualPort : Int(port) else {
      throw InputRefusal("lockerPort", .format)
    }
    guard let cells = Int(cells) else {
      throw InputRefusal("lockerCells", cells.isEmpty ? .required : .format)
    }
    return Locker(host: lockerHost, port: port, cells: cells)
  }

  private func screen() throws(InputRefusal) -> BoardScreen {
    var faults: [FieldFault] = []
    let inches = Int(diagonalInches.filter { !$0.isWhitespace })
    let decimetres = Self.decimetres(distance)
    if inches == nil {
      faults.append(FieldFault("diagonalInches", diagonalInches.isEmpty ? .required : .format))
    }
    if decimetres == nil {
      faults.append(FieldFault("distance", distance.isEmpty ? .required : .format))
    }
    guard let inches, let decimetres else { throw InputRefusal(faults) }
    return BoardScreen(
      lines: lines.sorted().compactMap { Line.ID($0) }, diagonalInches: inches,
      distanceDecimetres: decimetres, isVoiced: isVoiced)
  }

  private func evaluatedWindow(among windows: [Window.ID]) throws(InputRefusal) -> Window.ID? {
    if window.isEmpty { return nil }
    guard let id = Window.ID(window), windows.contains(id) else {
      throw InputRefusal("window", .unknown)
    }
    return id
  }

  /// `6` or `6.5` metres, also with a full-width point or 。 between.
  private static func decimetres(_ text: String) -> Int? {
    let parts = text.filter { !$0.isWhitespace }
      .split(omittingEmptySubsequences: false) { ".\u{FF0E}\u{3002}".contains($0) }
    guard let first = parts.first, first.count <= 3, let metres = Int(first), metres >= 0 else {
      return nil
    }
    switch parts.count {
    case 1: return metres * 10
    case 2:
      guard parts[1].count == 1, let tenths = Int(parts[1]) else { return nil }
      return metres * 10 + tenths
    default: return nil
    }
  }
}
