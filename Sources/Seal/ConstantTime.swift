/// Whether two secrets are equal, taking the same time wherever they differ.
///
/// Their lengths are not secret: unequal lengths answer at once.
public func constantTimeEquals(_ first: [UInt8], _ second: [UInt8]) -> Bool {
  first.count == second.count && Libcrypto.equal(first, second)
}
