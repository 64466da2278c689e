/// `/sign-in`. What was refused stands in the frame's flash.
public struct SignInPage: Page {
  public static let template = "Staff/sign-in"

  public var frame: Frame
  public var account: String = ""
  /// Where to go afterwards: a path on this machine.
  public var next: String = ""

  public init(frame: Frame, account: String = "", next: String = "") {
    self.frame = frame
    self.account = account
    self.next = next
  }
}

/// After signing out.
public struct SignedOutPage: Page {
  public static let template = "Staff/signed-out"

  public var frame: Frame

  public init(frame: Frame) {
    self.frame = frame
  }
}
