/// `/h/{hall}/admin/staff`: who works in the hall. 人员
public struct AdminStaffPage: Page {
  public static let template = "Staff/admin-staff"

  public var frame: Frame
  public var staff: [StaffRow]
  public var form: StaffForm = StaffForm()
  public var key: String

  public init(frame: Frame, staff: [StaffRow], form: StaffForm = StaffForm(), key: String) {
    self.frame = frame
    self.staff = staff
    self.form = form
    self.key = key
  }
}
