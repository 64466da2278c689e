public import ServiceHall

/// `/county/files`: the forms and samples that guides offer. 表格下载
public struct GuideFilesPage: Page {
  public static let template = "Catalogue/guide-files"

  public var frame: Frame
  public var files: [GuideFile]

  public init(frame: Frame, files: [GuideFile]) {
    self.frame = frame
    self.files = files
  }
}
