internal import CCurl

// The boundary to C. The context of every callback is a `LinkTransfer`, unretained: `LinkWire` keeps it
// alive until the transfer is over.

extension CurlEasy {
  /// Lets the library call the transfer, which has to live until the transfer is over.
  func setCallbacks(_ transfer: LinkTransfer, judges: Bool) throws(LinkFault) {
    let context = unsafe Unmanaged.passUnretained(transfer).toOpaque()
    try unsafe check(
      link_set_callbacks(
        pointer, takeBody, takeHeader, giveBody, rewindBody, judges ? judgeConnection : nil, context))
  }
}

private func transfer(_ context: UnsafeMutableRawPointer?) -> LinkTransfer? {
  unsafe context.map { unsafe Unmanaged<LinkTransfer>.fromOpaque($0).takeUnretainedValue() }
}

private let takeBody: link_take = { bytes, size, count, context in
  guard let transfer = unsafe transfer(context) else { return 0 }
  let all = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
  return unsafe transfer.take(all) ? all.count : 0
}

private let takeHeader: link_take = { bytes, size, count, context in
  guard let transfer = unsafe transfer(context) else { return 0 }
  let line = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
  return unsafe transfer.take(header: line) ? line.count : 0
}

private let giveBody: link_give = { room, size, count, context in
  guard let transfer = unsafe transfer(context) else { return Int(CURL_READFUNC_ABORT) }
  return unsafe transfer.give(UnsafeMutableRawBufferPointer(start: room, count: size * count))
}

private let rewindBody: link_rewind = { context, offset, origin in
  guard let transfer = unsafe transfer(context), origin == 0, transfer.rewind(to: Int(offset)) else {
    return CURL_SEEKFUNC_FAIL
  }
  return CURL_SEEKFUNC_OK
}

private let judgeConnection: link_judge = { context, _, _, _, _ in
  let isAllowed = unsafe transfer(context)?.isAllowed() ?? false
  return isAllowed ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}
