extension OpenAPISchemas {
  /// The shapes of the catalogue.
  static let catalogue = #"""
    {
      "codePath": {"type": "string", "pattern": "^[0-9A-Z.-]{1,50}$"},
      "Reason": {
        "type": "object", "required": ["reason"],
        "properties": {"reason": {"type": "string", "maxLength": 200}}
      },
      "TimeLimit": {
        "type": "object", "required": ["days", "unit"], "additionalProperties": false,
        "properties": {
          "days": {"type": "integer", "minimum": 1},
          "unit": {"type": "string", "enum": ["G", "Z"]}
        }
      },
      "ServicePoint": {
        "type": "object", "required": ["hall", "line"], "additionalProperties": false,
        "properties": {"hall": {"type": "string"}, "line": {"type": "string"}}
      },
      "Texts": {"type": "array", "items": {"type": "string"}},
      "ItemSummary": {
        "type": "object",
        "required": ["code", "version", "name", "kind", "department", "processing", "visits",
          "audiences", "themes", "lifeEvents", "points", "isDemonstration"],
        "additionalProperties": false,
        "properties": {
          "code": {"type": "string"}, "version": {"type": "integer", "minimum": 1},
          "name": {"type": "string"}, "kind": {"type": "string", "pattern": "^[0-9]{2}$"},
          "department": {"type": "string"}, "departmentName": {"type": "string"},
          "processing": {"type": "string", "enum": ["1", "2", "9"]},
          "statutoryLimit": {"$ref": "#/components/schemas/TimeLimit"},
          "promisedLimit": {"$ref": "#/components/schemas/TimeLimit"},
          "visits": {"type": "integer", "minimum": 0},
          "audiences": {"$ref": "#/components/schemas/Texts"},
          "themes": {"$ref": "#/components/schemas/Texts"},
          "lifeEvents": {"$ref": "#/components/schemas/Texts"},
          "points": {"type": "array", "items": {"$ref": "#/components/schemas/ServicePoint"}},
          "isDemonstration": {"type": "boolean"}
        }
      },
      "ItemList": {
        "type": "object", "required": ["items"], "additionalProperties": false,
        "properties": {
          "next": {"type": "string"},
          "items": {"type": "array", "items": {"$ref": "#/components/schemas/ItemSummary"}}
        }
      },
      "Codes": {
        "type": "object", "required": ["profile", "implementation"], "additionalProperties": false,
        "properties": {
          "profile": {"type": "string", "enum": ["national31", "legacy", "sichuan", "free"]},
          "implementation": {"type": "string"}, "basic": {"type": "string"},
          "handling": {"type": "string"}
        }
      },
      "LegalBasis": {
        "type": "object", "required": ["law", "isVerified"], "additionalProperties": false,
        "properties": {
          "law": {"type": "string"}, "article": {"type": "string"}, "text": {"type": "string"},
          "isVerified": {"type": "boolean"}, "source": {"type": "string"}
        }
      },
      "SituationConditions": {
        "type": "array",
        "items": {
          "type": "object", "required": ["question", "answers"], "additionalProperties": false,
          "properties": {
            "question": {"type": "string"}, "answers": {"$ref": "#/components/schemas/Texts"}
          }
        }
      },
      "SituationQuestion": {
        "type": "object", "required": ["id", "text", "answers", "when"],
        "additionalProperties": false,
        "properties": {
          "id": {"type": "string"}, "text": {"type": "string"},
          "when": {"$ref": "#/components/schemas/SituationConditions"},
          "answers": {
            "type": "array",
            "items": {
              "type": "object", "required": ["id", "text"], "additionalProperties": false,
              "properties": {"id": {"type": "string"}, "text": {"type": "string"}}
            }
          }
        }
      },
      "Material": {
        "type": "object", "required": ["name", "originals", "copies", "necessity", "when"],
        "additionalProperties": false,
        "properties": {
          "name": {"type": "string"}, "originals": {"type": "integer", "minimum": 0},
          "copies": {"type": "integer", "minimum": 0}, "source": {"type": "string"},
          "necessity": {"type": "string", "enum": ["required", "deferrable", "optional"]},
          "when": {"$ref": "#/components/schemas/SituationConditions"},
          "sample": {"type": "string"}, "form": {"type": "string"}, "note": {"type": "string"}
        }
      },
      "Stage": {
        "type": "object", "required": ["id", "name", "checklist", "outcomes"],
        "additionalProperties": false,
        "properties": {
          "id": {"type": "string"}, "name": {"type": "string"}, "role": {"type": "string"},
          "department": {"type": "string"}, "limit": {"$ref": "#/components/schemas/TimeLimit"},
          "checklist": {"$ref": "#/components/schemas/Texts"},
          "outcomes": {
            "type": "array",
            "items": {
              "type": "object", "required": ["name"], "additionalProperties": false,
              "properties": {"name": {"type": "string"}, "next": {"type": "string"}}
            }
          },
          "risk": {
            "type": "object", "required": ["level", "point", "control"],
            "additionalProperties": false,
            "properties": {
              "level": {"type": "string", "enum": ["low", "medium", "high"]},
              "point": {"type": "string"}, "control": {"type": "string"}
            }
          }
        }
      },
      "ServiceItem": {
        "type": "object",
        "required": ["codes", "name", "kind", "department", "bases", "conditions",
          "acceptConditions", "refuseConditions", "questions", "materials", "processing", "fees",
          "results", "points", "visits", "stages", "specialProcedures", "commonQuestions",
          "isSecret", "isPublic", "themes", "audiences", "lifeEvents", "synonyms",
          "isDemonstration"],
        "additionalProperties": false,
        "properties": {
          "codes": {"$ref": "#/components/schemas/Codes"}, "name": {"type": "string"},
          "kind": {"type": "string"}, "department": {"type": "string"},
          "exercisingBody": {"type": "string"},
          "bases": {"type": "array", "items": {"$ref": "#/components/schemas/LegalBasis"}},
          "conditions": {"$ref": "#/components/schemas/Texts"},
          "acceptConditions": {"$ref": "#/components/schemas/Texts"},
          "refuseConditions": {"$ref": "#/components/schemas/Texts"},
          "questions": {
            "type": "array", "items": {"$ref": "#/components/schemas/SituationQuestion"}
          },
          "materials": {"type": "array", "items": {"$ref": "#/components/schemas/Material"}},
          "processing": {"type": "string"},
          "statutoryLimit": {"$ref": "#/components/schemas/TimeLimit"},
          "promisedLimit": {"$ref": "#/components/schemas/TimeLimit"},
          "fees": {
            "type": "array",
            "items": {
              "type": "object", "required": ["name", "amount"], "additionalProperties": false,
              "properties": {
                "name": {"type": "string"},
                "amount": {"type": "string", "pattern": "^[0-9]{1,12}([.][0-9]{1,2})?$"},
                "basis": {"type": "string"}
              }
            }
          },
          "results": {
            "type": "array",
            "items": {
              "type": "object", "required": ["name"], "additionalProperties": false,
              "properties": {
                "name": {"type": "string"}, "sample": {"type": "string"},
                "validity": {"type": "string"}
              }
            }
          },
          "points": {"type": "array", "items": {"$ref": "#/components/schemas/ServicePoint"}},
          "visits": {"type": "integer", "minimum": 0},
          "claimDays": {"type": "integer", "minimum": 1, "maximum": 366},
          "stages": {"type": "array", "items": {"$ref": "#/components/schemas/Stage"}},
          "specialProcedures": {"$ref": "#/components/schemas/Texts"},
          "supervision": {"type": "string"}, "supervisionPhone": {"type": "string"},
          "consultationPhone": {"type": "string"},
          "commonQuestions": {
            "type": "array",
            "items": {
              "type": "object", "required": ["question", "answer"], "additionalProperties": false,
              "properties": {"question": {"type": "string"}, "answer": {"type": "string"}}
            }
          },
          "chiefRepresentative": {"type": "string"}, "delegation": {"type": "string"},
          "isSecret": {"type": "boolean"}, "isPublic": {"type": "boolean"},
          "themes": {"$ref": "#/components/schemas/Texts"},
          "audiences": {"$ref": "#/components/schemas/Texts"},
          "lifeEvents": {"$ref": "#/components/schemas/Texts"},
          "synonyms": {"$ref": "#/components/schemas/Texts"},
          "upperCatalogue": {"type": "string"}, "isDemonstration": {"type": "boolean"}
        }
      },
      "Item": {
        "type": "object",
        "required": ["code", "version", "state", "reason", "effectiveOn", "savedAt", "item"],
        "additionalProperties": false,
        "properties": {
          "code": {"type": "string"}, "version": {"type": "integer", "minimum": 1},
          "state": {"type": "string", "enum": ["draft", "published", "withdrawn"]},
          "reason": {"type": "string"}, "effectiveOn": {"type": "string", "format": "date"},
          "savedAt": {"type": "string", "format": "date-time"},
          "department": {
            "type": "object", "required": ["id", "name"], "additionalProperties": false,
            "properties": {
              "id": {"type": "string"}, "name": {"type": "string"}, "phone": {"type": "string"},
              "supervisionPhone": {"type": "string"}
            }
          },
          "item": {"$ref": "#/components/schemas/ServiceItem"}
        }
      },
      "ItemVersion": {
        "type": "object", "required": ["version", "state", "reason", "effectiveOn", "savedAt"],
        "additionalProperties": false,
        "properties": {
          "version": {"type": "integer", "minimum": 1},
          "state": {"type": "string", "enum": ["draft", "published", "withdrawn"]},
          "reason": {"type": "string"}, "effectiveOn": {"type": "string", "format": "date"},
          "savedAt": {"type": "string", "format": "date-time"}
        }
      },
      "ItemVersionList": {
        "type": "object", "required": ["items"], "additionalProperties": false,
        "properties": {
          "next": {"type": "string"},
          "items": {"type": "array", "items": {"$ref": "#/components/schemas/ItemVersion"}}
        }
      },
      "ItemEntry": {
        "type": "object", "required": ["item", "reason"],
        "properties": {
          "item": {
            "type": "object", "required": ["codes", "name", "kind", "department"],
            "properties": {
              "codes": {
                "type": "object", "required": ["profile", "implementation"],
                "properties": {
                  "profile": {"type": "string", "enum": ["national31", "legacy", "sichuan", "free"]},
                  "implementation": {"type": "string"}
                }
              },
              "name": {"type": "string"},
              "kind": {
                "type": "string",
                "enum": ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "20"]
              },
              "department": {"type": "string", "pattern": "^[0-9A-Z-]{1,32}$"}
            }
          },
          "reason": {"type": "string", "maxLength": 200},
          "effectiveOn": {"type": ["string", "null"], "format": "date"},
          "publish": {"type": ["boolean", "null"]}
        }
      },
      "CatalogueDocument": {
        "type": "object",
        "properties": {
          "departments": {"type": "array", "items": {"type": "object"}},
          "items": {"type": "array", "items": {"$ref": "#/components/schemas/ItemEntry"}},
          "duties": {"type": "array", "items": {"type": "object"}},
          "negativeLists": {"type": "array", "items": {"type": "object"}}
        }
      },
      "ImportReport": {
        "type": "object", "required": ["applied", "added", "changed", "unchanged", "refused"],
        "additionalProperties": false,
        "properties": {
          "applied": {"type": "boolean"}, "added": {"type": "integer", "minimum": 0},
          "changed": {"type": "integer", "minimum": 0},
          "unchanged": {"type": "integer", "minimum": 0},
          "refused": {
            "type": "array",
            "items": {
              "type": "object", "required": ["row", "field", "code", "title"],
              "additionalProperties": false,
              "properties": {
                "row": {"type": "integer", "minimum": 0}, "field": {"type": "string"},
                "code": {"type": "string"}, "title": {"type": "string"}
              }
            }
          }
        }
      }
    }
    """#
}
