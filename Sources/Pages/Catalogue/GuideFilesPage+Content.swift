internal import ServiceHall

extension GuideFilesPage {
  private struct FileView: View {
    let name: String
    let address: String
    let size: String
    let ask: String
  }

  private struct Words: View {
    let files: [FileView]
    let fileFault: String?
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      files: files.map { file in
        FileView(
          name: file.name, address: "/forms/\(file.digest)",
          size: strings.text("guide-files.kilobytes", ["n": String((file.size + 1023) / 1024)]),
          ask: strings.text("guide-files.ask-remove", ["name": file.name]))
      }, fileFault: frame.fault("file", strings)
    ).content
  }
}
