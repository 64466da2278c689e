extension SignInPage {
  private struct Words: View {
    let account: FieldView
    let password: FieldView
    let next: String
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      account: FieldView(
        "account", account, in: frame, strings, kind: .account, required: true, longest: 32),
      password: FieldView(
        "password", in: frame, strings, kind: .password, required: true, longest: 200),
      next: next
    ).content
  }
}

extension SignedOutPage {
  public func content(_ strings: Strings) -> PageContent { .empty }
}
