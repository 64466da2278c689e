/// The shapes of the programming interface.
enum OpenAPISchemas {
  static let json = #"""
    {
      "hallPath": {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,39}$"},
      "ticketPath": {"type": "string", "pattern": "^[1-9][0-9]{0,17}-[0-9A-Z]{20}$"},
      "windowPath": {"type": "string", "pattern": "^[0-9A-Z]{1,4}$"},
      "yearPath": {"type": "integer", "minimum": 2000, "maximum": 2100},
      "DateList": {"type": "array", "maxItems": 366, "items": {"type": "string", "format": "date"}},
      "CalendarNotice": {
        "type": "object", "required": ["daysOff", "workingWeekends", "source"],
        "properties": {
          "daysOff": {"$ref": "#/components/schemas/DateList"},
          "workingWeekends": {"$ref": "#/components/schemas/DateList"},
          "source": {"type": "string", "minLength": 1, "maxLength": 200}
        }
      },
      "CalendarYear": {
        "type": "object",
        "required": ["year", "daysOff", "workingWeekends", "source", "localDaysOff"],
        "additionalProperties": false,
        "properties": {
          "year": {"type": "integer"}, "source": {"type": "string"},
          "daysOff": {"$ref": "#/components/schemas/DateList"},
          "workingWeekends": {"$ref": "#/components/schemas/DateList"},
          "localDaysOff": {
            "type": "array",
            "items": {
              "type": "object", "required": ["date", "name"], "additionalProperties": false,
              "properties": {
                "date": {"type": "string", "format": "date"}, "name": {"type": "string"}
              }
            }
          }
        }
      },
      "CalendarSaved": {
        "type": "object", "required": ["calendar", "changed"], "additionalProperties": false,
        "properties": {
          "calendar": {"$ref": "#/components/schemas/CalendarYear"},
          "changed": {"$ref": "#/components/schemas/DateList"}
        }
      },
      "DueDate": {
        "type": "object", "required": ["due", "provisional"], "additionalProperties": false,
        "properties": {
          "due": {"type": "string", "format": "date"}, "provisional": {"type": "boolean"}
        }
      },
      "IdentifierCheck": {
        "type": "object", "required": ["valid", "warnings"], "additionalProperties": false,
        "properties": {
          "valid": {"type": "boolean"}, "code": {"type": "string"}, "title": {"type": "string"},
          "warnings": {"type": "array", "items": {"type": "string"}}
        }
      },
      "blockPath": {"type": "integer", "minimum": 1, "maximum": 9007199254740991},
      "numberPath": {"type": "string", "pattern": "^[A-Z]([0-9]{3}|[1-9][0-9]{3,6})$"},
      "BoardSound": {
        "type": "object", "required": ["state"],
        "properties": {"state": {"type": "string", "enum": ["on", "blocked", "failed", "off"]}}
      },
      "Status": {
        "type": "object", "required": ["status"], "additionalProperties": false,
        "properties": {
          "status": {"type": "string", "enum": ["ok", "impeded"]},
          "reasons": {"type": "array", "items": {"type": "string"}}
        }
      },
      "Problem": {
        "type": "object", "required": ["type", "title", "status", "code"],
        "additionalProperties": false,
        "properties": {
          "type": {"type": "string"}, "title": {"type": "string"},
          "status": {"type": "integer"}, "code": {"type": "string"},
          "detail": {"type": "string"}, "incident": {"type": "string"},
          "ticket": {"$ref": "#/components/schemas/Ticket"},
          "collected": {
            "type": "object", "required": ["at"], "additionalProperties": false,
            "properties": {
              "at": {"type": "string", "format": "date-time"}, "window": {"type": "string"}
            }
          },
          "errors": {
            "type": "array",
            "items": {
              "type": "object", "required": ["field", "code", "title"],
              "additionalProperties": false,
              "properties": {
                "field": {"type": "string"}, "code": {"type": "string"},
                "title": {"type": "string"}
              }
            }
          }
        }
      },
      "Credentials": {
        "type": "object", "required": ["account", "password"],
        "properties": {
          "account": {"type": "string", "maxLength": 32},
          "password": {"type": "string", "maxLength": 200}
        }
      },
      "Session": {
        "type": "object", "required": ["token", "roles", "expiresAt"],
        "additionalProperties": false,
        "properties": {
          "token": {"type": "string"}, "expiresAt": {"type": "string", "format": "date-time"},
          "roles": {
            "type": "array",
            "items": {
              "type": "object", "required": ["role"], "additionalProperties": false,
              "properties": {
                "role": {
                  "type": "string",
                  "enum": ["operator", "countyAdmin", "hallAdmin", "clerk", "reviewer",
                    "supervisor", "agent", "auditor"]
                },
                "hall": {"type": "string"}
              }
            }
          }
        }
      },
      "Hall": {
        "type": "object", "required": ["code", "name", "division", "level"],
        "additionalProperties": false,
        "properties": {
          "code": {"type": "string"}, "name": {"type": "string"},
          "division": {"type": "string", "pattern": "^[0-9]{12}$"},
          "level": {"type": "string", "enum": ["city", "county", "township", "village"]},
          "parent": {"type": "string"}
        }
      },
      "HallList": {
        "type": "object", "required": ["items"], "additionalProperties": false,
        "properties": {
          "next": {"type": "string"},
          "items": {"type": "array", "items": {"$ref": "#/components/schemas/Hall"}}
        }
      },
      "Line": {
        "type": "object", "required": ["line", "name", "open", "waiting"],
        "additionalProperties": false,
        "properties": {
          "line": {"type": "string", "pattern": "^[A-Z]$"}, "name": {"type": "string"},
          "place": {"type": "string"}, "open": {"type": "boolean"},
          "waiting": {"type": "integer", "minimum": 0},
          "estimatedWaitSeconds": {"type": "integer", "minimum": 0},
          "closedReason": {"type": "string"}, "nextOpening": {"type": "string"}
        }
      },
      "LineList": {
        "type": "object", "required": ["items"], "additionalProperties": false,
        "properties": {
          "next": {"type": "string"},
          "items": {"type": "array", "items": {"$ref": "#/components/schemas/Line"}}
        }
      },
      "PriorityReason": {
        "type": "string",
        "enum": ["disabled", "elderly", "military", "pregnant", "with-infant", "appointment",
          "other"]
      },
      "Priority": {
        "type": "object", "required": ["reason"],
        "properties": {"reason": {"$ref": "#/components/schemas/PriorityReason"}}
      },
      "Person": {
        "type": "object", "required": ["idNumber"],
        "properties": {
          "name": {"type": ["string", "null"], "maxLength": 60},
          "idType": {"type": ["string", "null"], "pattern": "^[0-9]{3}$"},
          "idNumber": {"type": "string", "pattern": "^[0-9A-Za-z]{4,20}$"}
        }
      },
      "TicketRequest": {
        "type": "object", "required": ["line"],
        "properties": {
          "line": {"type": "string", "pattern": "^[A-Z]$"},
          "priority": {"anyOf": [{"$ref": "#/components/schemas/Priority"}, {"type": "null"}]},
          "then": {
            "type": ["array", "null"], "maxItems": 5, "items": {"type": "string", "pattern": "^[A-Z]$"}
          },
          "person": {"anyOf": [{"$ref": "#/components/schemas/Person"}, {"type": "null"}]},
          "phone": {"type": ["string", "null"], "pattern": "^(\\+?[0-9]{5,18})?$"}
        }
      },
      "Ticket": {
        "type": "object",
        "required": ["id", "number", "line", "lineName", "state", "issuedAt", "businessDay",
          "followURL", "shortCode", "then", "misses", "print"],
        "additionalProperties": false,
        "properties": {
          "id": {"type": "string"},
          "number": {"type": "string", "pattern": "^[A-Z][0-9]{3,7}$"},
          "line": {"type": "string"}, "lineName": {"type": "string"},
          "state": {
            "type": "string",
            "enum": ["waiting", "called", "serving", "held", "missed", "done", "void",
              "cancelled"]
          },
          "ahead": {"type": "integer", "minimum": 0},
          "estimatedWaitSeconds": {"type": "integer", "minimum": 0},
          "issuedAt": {"type": "string", "format": "date-time"},
          "businessDay": {"type": "string", "format": "date"},
          "followURL": {"type": "string"}, "shortCode": {"type": "string"},
          "priority": {"$ref": "#/components/schemas/PriorityReason"},
          "then": {"type": "array", "items": {"type": "string"}},
          "window": {"type": "string"},
          "outcome": {"type": "string", "enum": ["served", "unresolved", "left"]},
          "misses": {"type": "integer", "minimum": 0},
          "calledAt": {"type": "string", "format": "date-time"},
          "finishedAt": {"type": "string", "format": "date-time"},
          "print": {
            "type": "object", "required": ["state"], "additionalProperties": false,
            "properties": {
              "state": {"type": "string", "enum": ["browser", "queued", "printed", "failed"]},
              "reason": {
                "type": "string",
                "enum": ["paper-out", "cover-open", "offline", "fault", "unreachable",
                  "disconnected", "timeout", "uncertain", "not-needed", "no-printer"]
              }
            }
          },
          "person": {
            "type": "object", "additionalProperties": false,
            "properties": {
              "name": {"type": "string"}, "idType": {"type": "string"},
              "idNumber": {"type": "string"}, "phone": {"type": "string"}
            }
          }
        }
      },
      "Window": {
        "type": "object", "required": ["window", "name", "lines", "state"],
        "additionalProperties": false,
        "properties": {
          "window": {"type": "string"}, "name": {"type": "string"},
          "lines": {"type": "array", "items": {"type": "string"}},
          "state": {"type": "string", "enum": ["closed", "open", "paused"]},
          "clerk": {"type": "string"},
          "since": {"type": "string", "format": "date-time"},
          "reason": {"type": "string"},
          "ticket": {"$ref": "#/components/schemas/Ticket"}
        }
      },
      "WindowList": {
        "type": "object", "required": ["items"], "additionalProperties": false,
        "properties": {
          "next": {"type": "string"},
          "items": {"type": "array", "items": {"$ref": "#/components/schemas/Window"}}
        }
      },
      "TicketOrWindow": {
        "anyOf": [
          {"$ref": "#/components/schemas/Ticket"}, {"$ref": "#/components/schemas/Window"}
        ]
      },
      "Finish": {
        "type": "object", "required": ["outcome"],
        "properties": {
          "outcome": {"type": "string", "enum": ["served", "unresolved", "left"]},
          "items": {
            "type": ["array", "null"], "maxItems": 20, "items": {"type": ["string", "null"], "maxLength": 60}
          }
        }
      },
      "Transfer": {
        "type": "object",
        "properties": {
          "line": {"type": ["string", "null"], "pattern": "^[A-Z]$"},
          "window": {"type": ["string", "null"], "pattern": "^[0-9A-Z]{1,4}$"},
          "keepPlace": {"type": ["boolean", "null"]}
        }
      },
      "Pause": {
        "type": "object", "required": ["reason"],
        "properties": {"reason": {"type": "string", "minLength": 1, "maxLength": 20}}
      },
      "Resume": {
        "type": "object",
        "properties": {
          "ticket": {"type": ["string", "null"], "pattern": "^[1-9][0-9]{0,17}-[0-9A-Z]{20}$"}
        }
      },
      "Board": {
        "type": "object",
        "required": ["hall", "hallName", "serverTime", "lastEvent", "calls", "waiting",
          "paused", "clockSuspect"],
        "additionalProperties": false,
        "properties": {
          "hall": {"type": "string"}, "hallName": {"type": "string"},
          "serverTime": {"type": "string", "format": "date-time"},
          "lastEvent": {"type": "integer"}, "notice": {"type": "string"},
          "clockSuspect": {"type": "boolean"},
          "closed": {
            "type": "object", "required": ["reason", "through", "sentence"],
            "additionalProperties": false,
            "properties": {
              "reason": {"type": "string"}, "through": {"type": "string", "format": "date"},
              "sentence": {"type": "string"}
            }
          },
          "paused": {
            "type": "array",
            "items": {
              "type": "object", "required": ["window", "windowName", "reason"],
              "additionalProperties": false,
              "properties": {
                "window": {"type": "string"}, "windowName": {"type": "string"},
                "reason": {"type": "string"}
              }
            }
          },
          "calls": {
            "type": "array",
            "items": {
              "type": "object",
              "required": ["event", "number", "window", "windowName", "at", "current"],
              "additionalProperties": false,
              "properties": {
                "event": {"type": "integer"}, "number": {"type": "string"},
                "window": {"type": "string"}, "windowName": {"type": "string"},
                "at": {"type": "string", "format": "date-time"},
                "current": {"type": "boolean"}
              }
            }
          },
          "waiting": {
            "type": "array",
            "items": {
              "type": "object", "required": ["line", "name", "count", "open"],
              "additionalProperties": false,
              "properties": {
                "line": {"type": "string"}, "name": {"type": "string"},
                "count": {"type": "integer", "minimum": 0}, "open": {"type": "boolean"},
                "openWindows": {"type": "integer", "minimum": 0}, "opensAt": {"type": "string"}
              }
            }
          }
        }
      },
      "PaperReservation": {
        "type": "object", "required": ["line", "count"],
        "properties": {
          "line": {"type": "string", "pattern": "^[A-Z]$"},
          "count": {"type": "integer", "minimum": 1, "maximum": 200}
        }
      },
      "PaperBlock": {
        "type": "object",
        "required": ["id", "line", "first", "last", "reservedAt", "entered"],
        "additionalProperties": false,
        "properties": {
          "id": {"type": "integer"}, "line": {"type": "string"}, "first": {"type": "string"},
          "last": {"type": "string"},
          "reservedAt": {"type": "string", "format": "date-time"},
          "entered": {"type": "array", "items": {"type": "integer"}}
        }
      },
      "PaperBlockList": {
        "type": "object", "required": ["items"], "additionalProperties": false,
        "properties": {
          "next": {"type": "string"},
          "items": {"type": "array", "items": {"$ref": "#/components/schemas/PaperBlock"}}
        }
      },
      "PaperEntry": {
        "type": "object", "required": ["number"],
        "properties": {
          "number": {"type": "string", "pattern": "^[A-Z][0-9]{3,7}$"},
          "priority": {"anyOf": [{"$ref": "#/components/schemas/Priority"}, {"type": "null"}]},
          "served": {"type": ["boolean", "null"]}
        }
      }
    }
    """#
}
