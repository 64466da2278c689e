internal import ServiceHall

extension ClaimSlipPage {
  private struct DocumentView: View {
    let title: String
    let number: String
  }

  private struct SlipView: View {
    let hall: String
    let heading: String
    let holder: String
    let documents: [DocumentView]
    let until: String
    let qrAddress: String
    let code: String
    let use: String
    let pin: String
    let pinUse: String
    let bring: [String]
    let keep: String
    let issued: String
  }

  private struct Words: View {
    let slip: SlipView
    let code: String
    let pin: String
    let printed: String?
    let failed: String?
    let printers: [OptionView]
  }

  public func content(_ strings: Strings) -> PageContent {
    var printed: String?
    var failed: String?
    switch printing {
    case .printed(let printer): printed = strings.text("claim-slip.printed", ["printer": printer])
    case .failed(let failure):
      failed = strings.text("claim-slip.failed", ["reason": strings.printing(failure)])
    case nil: break
    }
    return Words(
      slip: SlipView(
        hall: slip.hall, heading: slip.heading, holder: slip.holder,
        documents: slip.documents.map { DocumentView(title: $0.title, number: $0.number) },
        until: slip.until, qrAddress: "\(frame.hall.map { "/h/\($0.code)" } ?? "")/c/\(code)/qr.svg",
        code: Strings.inFours(slip.code), use: slip.use, pin: slip.pin, pinUse: slip.pinUse,
        bring: slip.bring, keep: slip.keep, issued: slip.issued),
      code: code, pin: pin, printed: printed, failed: failed, printers: OptionView.all(printers)
    ).content
  }
}
