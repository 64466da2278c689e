/// A call of the system that failed on a file.
public struct FileFault: Error, Sendable, Equatable {
  /// `errno`; zero where the file is larger than asked for.
  public let code: Int32

  public init(code: Int32) {
    self.code = code
  }
}
