internal import CCurl

/// libcurl's multi handle: it keeps the connection, and can be woken from any thread.
///
/// `wake` is safe from everywhere (curl_multi_wakeup(3)); all else belongs to the engine's thread.
@safe final class CurlMulti: @unchecked Sendable {
  /// Nil if the library did not start, for lack of memory.
  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  let pointer: UnsafeMutableRawPointer

  init?() {
    guard Self.isReady, let pointer = unsafe curl_multi_init() else { return nil }
    unsafe self.pointer = pointer
    // One line, one connection: a second only takes from the first.
    _ = unsafe link_limit_connections(pointer, 1)
  }

  deinit { unsafe curl_multi_cleanup(pointer) }

  func wake() {
    _ = unsafe curl_multi_wakeup(pointer)
  }

  func wait(milliseconds: Int32) {
    _ = unsafe curl_multi_poll(pointer, nil, 0, milliseconds, nil)
  }

  /// Runs the transfer of the handle to its end; nil if it was cancelled.
  func run(_ easy: CurlEasy, isCancelled: () -> Bool) -> CURLcode? {
    guard unsafe curl_multi_add_handle(pointer, easy.pointer) == CURLM_OK else { return CURLE_OUT_OF_MEMORY }
    defer { _ = unsafe curl_multi_remove_handle(pointer, easy.pointer) }
    var result = CURLE_OK
    while !isCancelled() {
      var running: Int32 = 0
      guard unsafe curl_multi_perform(pointer, &running) == CURLM_OK else { return CURLE_OUT_OF_MEMORY }
      if unsafe link_is_finished(pointer, &result) { return result }
      wait(milliseconds: 1000)
    }
    return nil
  }
}
