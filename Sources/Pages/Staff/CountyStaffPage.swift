/// `/county/staff`: every account of the machine. 账号
public struct CountyStaffPage: Page {
  public static let template = "Staff/county-staff"

  public var frame: Frame
  public var staff: [StaffRow]
  public var halls: [Choice]
  public var form: StaffForm = StaffForm()
  public var key: String

  public init(
    frame: Frame, staff: [StaffRow], halls: [Choice], form: StaffForm = StaffForm(), key: String
  ) {
    self.frame = frame
    self.staff = staff
    self.halls = halls
    self.form = form
    self.key = key
  }
}
