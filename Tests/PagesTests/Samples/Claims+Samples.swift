import ServiceHall

@testable import Pages

/// Plainly invented documents, masked as the pages get them.
enum ClaimSamples {
  static let rows = [
    DocumentRow(
      id: "412", kind: .licence, number: "JY11999900000017", title: "食品经营许可证",
      issuer: "测试县市场监督管理局", holder: "测**一", holderNumber: "119***********0040", place: "2号柜3层",
      state: .ready, since: "2026-11-18"),
    DocumentRow(
      id: "413", kind: .decision, number: "测政许〔2026〕17号", title: "准予行政许可决定书",
      issuer: "测试县人民政府", holder: "测**一", holderNumber: "119***********0040", state: .ready,
      since: "2026-11-18", hasClaim: true),
    DocumentRow(
      id: "398", kind: .certificate, number: "测证字第0008号", title: "无房产登记证明",
      issuer: "测试县不动产登记中心", holder: "测*二", holderNumber: "119***********0085",
      place: "1号柜1层", state: .registered, since: "2026-11-17"),
    DocumentRow(
      id: "377", kind: .licence, number: "91119999MA0000001X", title: "营业执照", issuer: "测试县市场监督管理局",
      holder: "测******司", holderNumber: "911***********001X", state: .collected, since: "2026-11-12"),
    DocumentRow(
      id: "301", kind: .notice, number: "测通〔2026〕3号", title: "补正通知书", issuer: "城关镇人民政府",
      holder: "测*三", holderNumber: "119***********0021", state: .returned, since: "2026-10-30"),
  ]

  static let documents = [
    HandOverPage.Document(
      id: "412", kind: .licence, number: "JY11999900000017", title: "食品经营许可证", place: "2号柜3层"),
    HandOverPage.Document(
      id: "413", kind: .decision, number: "测政许〔2026〕17号", title: "准予行政许可决定书"),
  ]

  static let symbol = QRSymbol(side: 29, outline: "M4 4h7v1H4zM14 4h3v1H14zM18 4h7v1H18zM4 5h1v1H4z")

  static let presented = HandOverPage.Presented(
    claim: "431-7K3MPQRSTVWXY", documents: documents, holder: "测**一", holderNumber: "119***********0040",
    proxies: ["测*二"], expiresOn: "2026-12-18")
}

extension AdminDocumentsPage: SampledPage {
  static var samples: [String: AdminDocumentsPage] {
    [
      "rows": AdminDocumentsPage(frame: Samples.clerk, rows: ClaimSamples.rows, next: "301", tasks: 3),
      "search": AdminDocumentsPage(
        frame: Samples.clerk, query: "测政许", rows: [ClaimSamples.rows[1]], next: "413"),
      "empty": AdminDocumentsPage(frame: Samples.admin, state: .ready, rows: []),
      "not-found": AdminDocumentsPage(
        frame: Samples.clerk.with(.refused(code: "holders-differ")), query: "没有这个", rows: []),
    ]
  }
}

extension AdminDocumentFormPage: SampledPage {
  static var samples: [String: AdminDocumentFormPage] {
    [
      "new": AdminDocumentFormPage(
        frame: Samples.clerk, form: DocumentForm(issuedOn: "2026-11-20"), key: "k1"),
      "refused": AdminDocumentFormPage(
        frame: Samples.clerk.with(
          .faults([
            FieldFault("holderIdNumber", .checksum), FieldFault("documentTitle", .required),
            FieldFault("proxyName1", .required), FieldFault("expiresOn", .outOfRange),
          ])),
        form: DocumentForm(
          kind: "decision", number: "测政许〔2026〕17号", issuer: "测试县人民政府", issuedOn: "2026-11-20",
          expiresOn: "2026-11-01", place: "2号柜3层", isHere: false,
          holder: DocumentForm.Person(name: "测试甲", idNumber: "119999"),
          proxies: [DocumentForm.Person(idNumber: "119999")]), key: "k2"),
      "exists": AdminDocumentFormPage(
        frame: Samples.clerk.with(.refused(code: "document-exists", values: ["document": "412"])),
        form: DocumentForm(number: "17"), key: "k3"),
    ]
  }
}

extension AdminDocumentPage: SampledPage {
  static var samples: [String: AdminDocumentPage] {
    let holder = Person(
      name: "测**一", idType: "111", idNumber: "119***********0040", phone: "139****0001")
    let trace = [
      Step(at: "2026-11-17 09:12", who: "李明", kind: "document.registered"),
      Step(at: "2026-11-18 10:40", who: "李明", kind: "document.readied"),
      Step(at: "2026-11-18 10:41", who: "李明", kind: "document.moved", note: "2号柜3层"),
    ]
    let ready = AdminDocumentPage(
      frame: Samples.clerk.with(.done(.documentMoved)), row: ClaimSamples.rows[0], holder: holder,
      proxies: [Person(name: "测*二", idType: "111", idNumber: "119***********0085")],
      issuedOn: "2026-11-16", expiresOn: "2031-11-15", caseNumber: "119999100202611160000173",
      next: [.returned, .revoked], others: [ClaimSamples.rows[1]], trace: trace, key: "k1")
    return [
      "ready": ready,
      "claimed": AdminDocumentPage(
        frame: Samples.clerk, row: ClaimSamples.rows[1], holder: holder, issuedOn: "2026-11-16",
        next: [.returned, .revoked],
        claims: [
          ClaimRow(
            claim: "440", madeAt: "2026-11-19 15:02", expiresOn: "2026-12-19", standing: .locked, count: 2),
          ClaimRow(
            claim: "431", madeAt: "2026-11-18 11:02", expiresOn: "2026-12-18", standing: .revoked,
            reason: "取件单丢失"),
        ],
        trace: trace + [
          Step(at: "2026-11-19 15:02", who: "李明", kind: "claim.made"),
          Step(at: "2026-11-19 15:30", who: nil, kind: "claim.pinFailed"),
        ], key: "k2"),
      "expired": AdminDocumentPage(
        frame: Samples.clerk, row: ClaimSamples.rows[0], holder: holder, issuedOn: "2026-09-16",
        next: [.returned, .revoked],
        claims: [
          ClaimRow(claim: "220", madeAt: "2026-10-18 11:02", expiresOn: "2026-11-17", standing: .expired),
          ClaimRow(claim: "210", madeAt: "2026-10-17 11:02", expiresOn: "2026-11-16", standing: .open),
        ], trace: trace, key: "k5"),
      "expected": AdminDocumentPage(
        frame: Samples.admin, row: ClaimSamples.rows[2], holder: holder, issuedOn: "2026-11-16",
        next: [.ready, .returned, .revoked], trace: Array(trace.prefix(1)), key: "k3"),
      "collected": AdminDocumentPage(
        frame: Samples.clerk, row: ClaimSamples.rows[3],
        holder: Person(name: "测试乙有限公司", idType: "821", idNumber: "91119999MA0000001X"),
        isRevealed: true, issuedOn: "2026-11-01", form: .electronic, next: [.revoked],
        claims: [
          ClaimRow(
            claim: "390", madeAt: "2026-11-11 09:00", expiresOn: "2026-12-11", standing: .collected,
            receipt: "CG01-2026111204200017")
        ],
        trace: trace + [
          Step(
            at: "2026-11-12 10:00", who: "李明", kind: "delivery.made", receipt: "CG01-2026111204200017"),
          Step(at: "2026-11-13 10:00", who: "王芳", kind: "document.revealed", note: "核对身份"),
        ], key: "k4"),
    ]
  }
}

extension ClaimFormPage: SampledPage {
  static var samples: [String: ClaimFormPage] {
    [
      "others": ClaimFormPage(
        frame: Samples.clerk, holder: "测**一", holderNumber: "119***********0040",
        rows: [ClaimSamples.rows[0], ClaimSamples.rows[1]]
          + [
            DocumentRow(
              id: "420", kind: .certificate, number: "测证字第0019号", title: "收入证明", issuer: "城关镇人民政府",
              holder: "测**一", holderNumber: "119***********0040", state: .ready, since: "2026-11-19")
          ], ticked: ["412"], validDays: 30, key: "k1"),
      "one": ClaimFormPage(
        frame: Samples.admin, holder: "测**一", holderNumber: "119***********0040",
        rows: [ClaimSamples.rows[0]], ticked: ["412"], validDays: 30, key: "k2"),
    ]
  }
}

extension IssuedClaimPage: SampledPage {
  static var samples: [String: IssuedClaimPage] {
    let page = IssuedClaimPage(
      frame: Samples.clerk, claim: "431-7K3MPQRSTVWXY", code: "YZ119999CG0107K3MPQRSTVWXYZ23456789ABCD",
      pin: "204817", symbol: ClaimSamples.symbol, followSymbol: ClaimSamples.symbol,
      followURL: "http://192.0.2.7/h/chengguan/c/YZ119999CG01", holder: "测**一",
      documents: ClaimSamples.documents.map { Document(title: $0.title, number: $0.number) },
      expiresOn: "2026-12-20", document: "412")
    var body = page
    body.isBody = true
    body.frame = Samples.admin
    body.document = nil
    return ["person": page, "body": body]
  }
}

extension HandOverPage: SampledPage {
  static var samples: [String: HandOverPage] {
    func page(_ stage: Stage, _ frame: Frame = Samples.clerk) -> HandOverPage {
      HandOverPage(frame: frame, windowName: "3号窗口", stage: stage, key: "k1")
    }
    var body = ClaimSamples.presented
    body.isBody = true
    body.proxies = []
    body.cell = 12
    body.isClockSuspect = true
    var again = ClaimSamples.presented
    again.form = Form(
      relation: .proxy, name: "测试丁", idNumber: "119999", holderNumber: "119999",
      letter: String(repeating: "a", count: 64), signature: String(repeating: "b", count: 64),
      isOnPaper: false, ticked: ["412"])
    var suspect = Samples.clerk
    suspect.isClockSuspect = true
    return [
      "asking": HandOverPage(frame: Samples.clerk, stage: .asking(number: ""), key: "k1"),
      "collected": page(
        .asking(number: ""),
        Samples.clerk.with(.refused(code: "already-collected", values: ["time": "2026-11-20 09:41，3号窗口"]))),
      "wrong-pin": page(
        .asking(number: "测政许17"), Samples.clerk.with(.faults([FieldFault("pin", .format)]))),
      "person": page(.presented(ClaimSamples.presented)),
      "body": page(.presented(body), suspect),
      "refused": page(
        .presented(again),
        Samples.clerk.with(
          .faults([
            FieldFault("documents", .required), FieldFault("collector.idNumber", .checksum),
            FieldFault("scannedLetter", .format), FieldFault("signature", .required),
            FieldFault("relation", .required),
          ]))),
      "mismatch": page(
        .presented(ClaimSamples.presented), Samples.clerk.with(.refused(code: "identity-mismatch"))),
    ]
  }
}

extension ReceiptPage: SampledPage {
  static var samples: [String: ReceiptPage] {
    let documents = [
      Document(id: "412", title: "食品经营许可证", number: "JY11999900000017", holder: "测**一"),
      Document(id: "413", title: "准予行政许可决定书", number: "测政许〔2026〕17号", holder: "测**一"),
    ]
    func page(
      _ method: DeliveryMethod, _ state: Delivery.State = .delivered, frame: Frame = Samples.clerk,
      isForPrint: Bool = false
    ) -> ReceiptPage {
      ReceiptPage(
        frame: frame, number: "CG01-2026112004200017", hallName: "城关镇便民服务中心", method: method,
        state: state, at: "2026-11-20 09:41", endedAt: state == .underWay ? nil : "2026-11-20 09:41",
        documents: documents, holder: "测**一", clerk: "李明", isForPrint: isForPrint)
    }
    var window = page(.window, frame: Samples.clerk.with(.done(.handedOver)))
    window.receiver = "测**一"
    window.receiverNumber = "119***********0040"
    window.relation = .holder
    window.windowName = "3号窗口"
    window.hasSignature = true
    var proxy = page(.proxy, isForPrint: true)
    proxy.receiver = "测试丁"
    proxy.relation = .proxy
    proxy.hasLetter = true
    proxy.hasSignature = true
    var paper = window
    paper.hasSignature = false
    paper.isSignedOnPaper = true
    paper.isForPrint = true
    var post = page(.post, .failed, frame: Samples.admin)
    post.trackingNumber = "TEST0000001CN"
    post.carrier = "测试速递"
    post.sentOn = "2026-11-18"
    post.failure = "地址查无此人"
    var agent = page(.agent, .underWay)
    agent.receiver = "测*戊"
    agent.receiverNumber = "119***********0085"
    var lodged = page(.lodged)
    lodged.refusalReason = "拒绝签收"
    lodged.witness = "测试村村委会"
    var electronic = page(.electronic)
    electronic.consent = "当面签字同意"
    electronic.receivedOn = "2026-11-20"
    return [
      "window": window, "proxy-print": proxy, "paper-print": paper, "post": post, "agent": agent,
      "lodged": lodged, "electronic": electronic,
    ]
  }
}

extension DeliveriesPage: SampledPage {
  static var samples: [String: DeliveriesPage] {
    let rows = [
      Row(
        number: "CG01-2026112004200017", method: .post, state: .underWay, at: "2026-11-20 09:41",
        titles: ["食品经营许可证"], trackingNumber: "TEST0000001CN"),
      Row(
        number: "CG01-2026112004200025", method: .agent, state: .underWay, at: "2026-11-20 10:12",
        titles: ["收入证明", "无房产登记证明"], receiver: "测*戊"),
      Row(
        number: "CG01-2026111904200016", method: .window, state: .delivered, at: "2026-11-19 15:00",
        titles: ["营业执照"], receiver: "测**一"),
    ]
    return [
      "under-way": DeliveriesPage(
        frame: Samples.clerk, underWay: Array(rows.prefix(2)), recent: rows, today: "2026-11-20"),
      "none": DeliveriesPage(frame: Samples.admin, underWay: [], recent: [], today: "2026-11-20"),
    ]
  }
}

extension DeliveryFormPage: SampledPage {
  static var samples: [String: DeliveryFormPage] {
    var samples: [String: DeliveryFormPage] = [
      "empty": DeliveryFormPage(frame: Samples.admin, method: .post, rows: [], key: "k0"),
      "refused": DeliveryFormPage(
        frame: Samples.clerk.with(
          .faults([FieldFault("documents", .required), FieldFault("trackingNumber", .required)])),
        method: .post, rows: [ClaimSamples.rows[0]], values: ["sentOn": "2026-11-20"], key: "k1"),
    ]
    for method in methods {
      samples[method.rawValue] = DeliveryFormPage(
        frame: Samples.clerk, method: method, rows: [ClaimSamples.rows[0], ClaimSamples.rows[2]],
        values: ["sentOn": "2026-11-20"], key: "k2")
    }
    return samples
  }
}

extension ClaimTasksPage: SampledPage {
  static var samples: [String: ClaimTasksPage] {
    let settings = Settings(validDays: "30", reminderDays: "7", lockerHours: "24")
    let rows = [
      Row(
        kind: .reissue, claim: "220", holder: "测*三", documents: [ClaimSamples.documents[1]], days: 40,
        expiresOn: "2026-11-10"),
      Row(
        kind: .clearCell, claim: "420", holder: "测*二", documents: [ClaimSamples.documents[1]], days: 1,
        expiresOn: "2026-12-10", cell: 7),
      Row(
        kind: .remind, claim: "431", holder: "测**一", phone: "139****0001",
        documents: ClaimSamples.documents, days: 9, expiresOn: "2026-12-18"),
    ]
    return [
      "rows": ClaimTasksPage(
        frame: Samples.clerk, rows: rows, settings: settings, maySet: false, key: "k1"),
      "none": ClaimTasksPage(
        frame: Samples.admin.with(.faults([FieldFault("validDays", .outOfRange)])), rows: [],
        settings: settings, maySet: true, key: "k2"),
    ]
  }
}

extension DocumentImportPage: SampledPage {
  static var samples: [String: DocumentImportPage] {
    [
      "form": DocumentImportPage(frame: Samples.clerk),
      "nothing-sent": DocumentImportPage(
        frame: Samples.clerk.with(.faults([FieldFault("file", .required)])), isPartial: true),
      "refused": DocumentImportPage(
        frame: Samples.clerk,
        outcome: Outcome(
          filename: "待领文书.csv", isDryRun: true, isApplied: false, added: 12, unchanged: 3,
          refused: [
            RowFault(row: 4, field: "证件号码", code: .checksum),
            RowFault(row: 0, field: "", code: .encoding),
          ])),
      "applied": DocumentImportPage(
        frame: Samples.admin,
        outcome: Outcome(
          filename: "待领文书.csv", isDryRun: false, isApplied: true, added: 15, unchanged: 0, refused: [])),
    ]
  }
}
