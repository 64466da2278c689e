/// What the OpenAPI document says of one route of the programming interface.
struct Operation: Sendable {
  /// Camel case and unique.
  let id: String
  let summary: String
  /// The name of the body's schema.
  let body: String?
  /// Other media types that the body may have.
  let otherBodies: [String]
  /// Request headers that change what is done.
  let headers: [String]
  /// Whether it creates, and so takes an idempotency key.
  let isCreating: Bool
  let query: [(name: String, type: String)]
  /// Status and the name of its schema, or a media type; nil for an empty answer.
  let answers: [(status: Int, schema: String?)]
  /// Further statuses with a problem as their body, beyond those that every route has.
  let refusals: [Int]

  init(
    _ id: String, _ summary: String, body: String? = nil, otherBody: String? = nil, files: [String] = [],
    headers: [String] = [], isCreating: Bool = false, isList: Bool = false,
    query: [(name: String, type: String)] = [],
    answers: [(status: Int, schema: String?)],
    refusals: [Int] = []
  ) {
    self.id = id
    self.summary = summary
    self.body = body
    otherBodies = (otherBody.map { [$0] } ?? []) + files
    self.headers = headers
    self.isCreating = isCreating
    self.query = isList ? query + [("limit", "integer"), ("after", "string")] : query
    self.answers = answers
    self.refusals = refusals
  }
}
