/// One saving of an item: any of them stays readable, for a case stays on the version under which it was accepted.
///
/// Invariants, cited by number in `CatalogueTests` of the ledger:
/// 1. Versions count from 1 without a gap; saving makes a new one and changes no other.
/// 2. Every version has a reason and the day from which it holds.
/// 3. On any day at most one published version of an item is in force: the last published one whose day has come.
/// 4. A withdrawn item has no version in force until one is published again.
public struct ItemVersion: Sendable, Equatable {
  public enum State: String, Sendable, CaseIterable, Codable {
    /// 草稿
    case draft
    /// 已公布
    case published
    /// 已撤下
    case withdrawn
  }

  public let number: Int
  public let state: State
  /// 变更原因
  public let reason: String
  /// 生效日期
  public let effectiveOn: CivilDate
  public let savedAt: Moment
  /// Who saved it, as the journal names people.
  public let savedBy: String

  public init(
    number: Int, state: State, reason: String, effectiveOn: CivilDate, savedAt: Moment, savedBy: String
  ) {
    self.number = number
    self.state = state
    self.reason = reason
    self.effectiveOn = effectiveOn
    self.savedAt = savedAt
    self.savedBy = savedBy
  }
}
