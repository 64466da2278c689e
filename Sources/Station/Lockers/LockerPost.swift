import Foundation
import HallWeb
import ServiceHall
import Synchronization

/// Speaks to the adapters of lockers, to each one sentence at a time: adapters are small. 自助柜
final class LockerPost: Sendable {
  /// What blocks does so here and keeps nobody else.
  private let threads = Mutex<[String: DispatchQueue]>([:])

  func open(_ locker: Locker, _ cell: Int) async throws(LockerFailure) {
    let answer = try await ask(locker, "OPEN \(cell)")
    if answer == "OK \(cell)" { return }
    // What is no answer to this question says nothing about the door.
    throw answer.hasPrefix("ERR") ? .refused : .uncertain
  }

  func state(_ locker: Locker, _ cell: Int) async throws(LockerFailure) -> CellState {
    let words = try await ask(locker, "STATE \(cell)").split(separator: " ").map(String.init)
    guard words.count == 4, words[0] == "STATE", words[1] == String(cell),
      ["OPEN", "CLOSED"].contains(words[2]),
      let content = CellState.Content(rawValue: words[3].lowercased())
    else { throw .unreachable }
    return CellState(isOpen: words[2] == "OPEN", content: content)
  }

  private func ask(_ locker: Locker, _ question: String) async throws(LockerFailure) -> String {
    let thread = threads.withLock { threads in
      let name = "\(locker.host) \(locker.port)"
      let thread = threads[name] ?? DispatchQueue(label: "locker")
      threads[name] = thread
      return thread
    }
    let result = await withCheckedContinuation { waiting in
      thread.async { waiting.resume(returning: Self.exchange(locker, question)) }
    }
    return try result.get()
  }

  private static func exchange(_ locker: Locker, _ question: String) -> Result<String, LockerFailure> {
    do throws(LockerFailure) {
      let line = try LockerLine.dial(locker.host, locker.port)
      return .success(try line.ask(question))
    } catch {
      return .failure(error)
    }
  }
}

extension LockerOffice {
  init(_ post: LockerPost) {
    self.init(
      open: { (locker, cell) throws(LockerFailure) in try await post.open(locker, cell) },
      state: { (locker, cell) throws(LockerFailure) in try await post.state(locker, cell) })
  }
}
