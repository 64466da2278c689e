extension OpenAPISchemas {
  /// The shapes of the way to an upstream.
  static let courier = #"""
    {
      "Channel": {
        "type": "object", "required": ["state", "returned"], "additionalProperties": false,
        "properties": {
          "state": {
            "type": "string", "enum": ["flowing", "congested", "interrupted", "unconnected"]
          },
          "url": {"type": "string"},
          "waiting": {
            "type": "object", "required": ["urgent", "normal"], "additionalProperties": false,
            "properties": {
              "urgent": {"type": "integer", "minimum": 0},
              "normal": {"type": "integer", "minimum": 0}
            }
          },
          "attachments": {
            "type": "object", "required": ["waiting", "bytes"], "additionalProperties": false,
            "properties": {
              "waiting": {"type": "integer", "minimum": 0},
              "bytes": {"type": "integer", "minimum": 0}
            }
          },
          "oldestWaiting": {"type": "string", "format": "date-time"},
          "heardAt": {"type": "string", "format": "date-time"},
          "regained": {
            "type": "object", "required": ["rows", "from", "to"], "additionalProperties": false,
            "properties": {
              "rows": {"type": "integer", "minimum": 1},
              "from": {"type": "string", "format": "date-time"},
              "to": {"type": "string", "format": "date-time"}
            }
          },
          "returned": {
            "type": "array",
            "items": {
              "type": "object", "required": ["at", "kind", "entity"],
              "additionalProperties": false,
              "properties": {
                "at": {"type": "string", "format": "date-time"},
                "kind": {"type": "string", "enum": ["case.return", "record.rejected"]},
                "entity": {"type": "string"}, "reason": {"type": "string"}
              }
            }
          }
        }
      }
    }
    """#
}
