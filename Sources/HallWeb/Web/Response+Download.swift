import HTTPServing

extension Response {
  /// The same answer, to be kept as a file of this name.
  func offered(as name: String, keep caching: String = "no-store") -> Response {
    var response = self
    response.headers["Content-Disposition"] = "attachment; filename*=UTF-8''\(PercentEncoding.query(name))"
    response.headers["Cache-Control"] = caching
    return response
  }
}
