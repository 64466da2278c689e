public import HTTPServing
public import HallLedger
public import Logging
public import Pages
public import ServiceHall

/// What the site needs from the other parts of the program; `Station` joins them.
public struct SiteSurroundings: Sendable {
  public let county: Ledger<County>
  public let shelf: HallShelf
  public let renderer: PageRenderer
  public let staticFiles: StaticFiles
  /// The built-in clips, WAV.
  public let voice: [VoiceClip: [UInt8]]
  public let clock: HallClock
  public let logger: Logger
  /// SHA-256.
  public let digest: @Sendable ([UInt8]) -> [UInt8]
  public let randomText: @Sendable (_ length: Int) -> String
  public let randomDigits: @Sendable (_ length: Int) -> String
  /// Slow on purpose, and run apart, so that sign-ins never hold up the queue.
  public let hashPassword: @Sendable (String) async throws -> String
  public let passwordMatches: @Sendable (_ password: String, _ hash: String) async -> Bool
  public let qrSVG: @Sendable (_ text: String, _ title: String) -> [UInt8]
  public let qrPNG: @Sendable (_ text: String) -> [UInt8]
  /// The bytes with which a printer prints a slip.
  public let slipBytes: @Sendable (Slip, SlipPrinter.Paper) -> [UInt8]
  /// The bytes with which a printer prints the slip of a claim.
  public let claimSlipBytes: @Sendable (ClaimSlip, SlipPrinter.Paper) -> [UInt8]
  /// Has a kiosk's printer print these bytes now; returns why it could not.
  public let printTrial: @Sendable (Device, [UInt8]) async -> PrintFailure?
  /// Has a hall's records sent to its upstream at once, whatever pause is being kept.
  public let sendNow: @Sendable (Hall.ID) -> Void
  public let ferry: FerryOffice
  public let lockers: LockerOffice
  /// Present where other machines' halls report to this one.
  public let receiver: ReceiverReading?
  /// The address that stands in QR codes, without a path; nil takes the one that was asked.
  public let publicURL: String?
  /// This machine's address in the hall's network, where a loopback address was asked.
  public let localURL: @Sendable () -> String?
  /// What keeps the machine from serving well, in codes; empty when all is well.
  public let impediments: @Sendable () -> [String]
  public let version: String
  /// A file in GB18030 as UTF-8; nil when it is not of that encoding.
  public let decodeGB18030: @Sendable ([UInt8]) -> [UInt8]?
  /// The letters with which a character's pinyin can begin, A as bit 0.
  public let initials: @Sendable (Unicode.Scalar) -> UInt32
  /// Whether slips that this machine prints itself can be in Chinese.
  public let printsChinese: Bool

  public init(
    county: Ledger<County>, shelf: HallShelf, renderer: PageRenderer, staticFiles: StaticFiles,
    voice: [VoiceClip: [UInt8]], clock: HallClock, logger: Logger,
    digest: @escaping @Sendable ([UInt8]) -> [UInt8],
    randomText: @escaping @Sendable (_ length: Int) -> String,
    randomDigits: @escaping @Sendable (_ length: Int) -> String,
    hashPassword: @escaping @Sendable (String) async throws -> String,
    passwordMatches: @escaping @Sendable (_ password: String, _ hash: String) async -> Bool,
    qrSVG: @escaping @Sendable (_ text: String, _ title: String) -> [UInt8],
    qrPNG: @escaping @Sendable (_ text: String) -> [UInt8],
    slipBytes: @escaping @Sendable (Slip, SlipPrinter.Paper) -> [UInt8],
    claimSlipBytes: @escaping @Sendable (ClaimSlip, SlipPrinter.Paper) -> [UInt8] = { _, _ in [] },
    printTrial: @escaping @Sendable (Device, [UInt8]) async -> PrintFailure?,
    sendNow: @escaping @Sendable (Hall.ID) -> Void, ferry: FerryOffice = FerryOffice(),
    lockers: LockerOffice = LockerOffice(),
    receiver: ReceiverReading? = nil,
    publicURL: String?,
    localURL: @escaping @Sendable () -> String? = { nil },
    impediments: @escaping @Sendable () -> [String], version: String,
    decodeGB18030: @escaping @Sendable ([UInt8]) -> [UInt8]? = { _ in nil },
    initials: @escaping @Sendable (Unicode.Scalar) -> UInt32 = { _ in 0 },
    printsChinese: Bool = true
  ) {
    self.county = county
    self.shelf = shelf
    self.renderer = renderer
    self.staticFiles = staticFiles
    self.voice = voice
    self.clock = clock
    self.logger = logger
    self.digest = digest
    self.randomText = randomText
    self.randomDigits = randomDigits
    self.hashPassword = hashPassword
    self.passwordMatches = passwordMatches
    self.qrSVG = qrSVG
    self.qrPNG = qrPNG
    self.slipBytes = slipBytes
    self.claimSlipBytes = claimSlipBytes
    self.printTrial = printTrial
    self.sendNow = sendNow
    self.ferry = ferry
    self.lockers = lockers
    self.receiver = receiver
    self.publicURL = publicURL
    self.localURL = localURL
    self.impediments = impediments
    self.version = version
    self.decodeGB18030 = decodeGB18030
    self.initials = initials
    self.printsChinese = printsChinese
  }
}
