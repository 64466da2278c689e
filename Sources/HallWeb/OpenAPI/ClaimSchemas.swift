extension OpenAPISchemas {
  /// The shapes of documents that are handed over, of claims and of deliveries.
  static let claims = #"""
    {
      "documentPath": {"type": "string", "pattern": "^[1-9][0-9]{0,17}$"},
      "claimPath": {"type": "string", "pattern": "^[1-9][0-9]{0,17}(-[0-9A-HJKMNP-TV-XYZ]{13})?$"},
      "Party": {
        "type": "object", "required": ["name", "idNumber"],
        "properties": {
          "name": {"type": "string", "minLength": 1, "maxLength": 60},
          "idType": {"type": ["string", "null"], "pattern": "^[0-9]{3}$"},
          "idNumber": {"type": "string", "pattern": "^[0-9A-Za-z]{4,20}$"},
          "phone": {"type": ["string", "null"], "pattern": "^([0-9+-]{3,20})?$"}
        }
      },
      "ShownParty": {
        "type": "object", "required": ["name", "idType", "idNumber"], "additionalProperties": false,
        "properties": {
          "name": {"type": "string"}, "idType": {"type": "string"}, "idNumber": {"type": "string"},
          "phone": {"type": "string"}
        }
      },
      "DocumentKind": {
        "type": "string",
        "enum": ["licence", "decision", "certificate", "notice", "reply", "other"]
      },
      "NewDocument": {
        "type": "object", "required": ["kind", "number", "title", "holder", "issuer", "issuedOn"],
        "properties": {
          "kind": {"$ref": "#/components/schemas/DocumentKind"},
          "number": {"type": "string", "minLength": 1, "maxLength": 60},
          "title": {"type": "string", "minLength": 1, "maxLength": 100},
          "holder": {"$ref": "#/components/schemas/Party"},
          "proxies": {
            "type": ["array", "null"], "maxItems": 5, "items": {"$ref": "#/components/schemas/Party"}
          },
          "issuer": {"type": "string", "minLength": 1, "maxLength": 60},
          "issuedOn": {"type": "string", "format": "date"},
          "expiresOn": {"type": ["string", "null"], "format": "date"},
          "caseNumber": {"type": ["string", "null"], "maxLength": 50},
          "item": {"type": ["string", "null"], "pattern": "^[0-9A-Z.-]{1,50}$"},
          "form": {"type": ["string", "null"], "enum": ["paper", "electronic", null]},
          "place": {"type": ["string", "null"], "maxLength": 40},
          "ready": {"type": ["boolean", "null"]}
        }
      },
      "FinishedDocument": {
        "type": "object",
        "required": ["document", "state", "kind", "number", "title", "holder", "proxies", "issuer",
          "issuedOn", "form", "registeredAt", "changedAt", "version"],
        "additionalProperties": false,
        "properties": {
          "document": {"type": "string"},
          "state": {
            "type": "string", "enum": ["registered", "ready", "collected", "returned", "revoked"]
          },
          "kind": {"$ref": "#/components/schemas/DocumentKind"},
          "number": {"type": "string"}, "title": {"type": "string"},
          "holder": {"$ref": "#/components/schemas/ShownParty"},
          "proxies": {"type": "array", "items": {"$ref": "#/components/schemas/ShownParty"}},
          "issuer": {"type": "string"}, "issuedOn": {"type": "string", "format": "date"},
          "expiresOn": {"type": "string", "format": "date"}, "caseNumber": {"type": "string"},
          "item": {"type": "string"}, "form": {"type": "string", "enum": ["paper", "electronic"]},
          "place": {"type": "string"},
          "registeredAt": {"type": "string", "format": "date-time"},
          "changedAt": {"type": "string", "format": "date-time"},
          "reason": {"type": "string"}, "version": {"type": "integer", "minimum": 1}
        }
      },
      "DocumentNumbers": {
        "type": "array", "minItems": 1, "maxItems": 50,
        "items": {"type": "string", "pattern": "^[1-9][0-9]{0,17}$"}
      },
      "NewClaim": {
        "type": "object", "required": ["documents"],
        "properties": {"documents": {"$ref": "#/components/schemas/DocumentNumbers"}}
      },
      "PresentedDocument": {
        "type": "object", "required": ["document", "kind", "number", "title"],
        "additionalProperties": false,
        "properties": {
          "document": {"type": "string"}, "kind": {"$ref": "#/components/schemas/DocumentKind"},
          "number": {"type": "string"}, "title": {"type": "string"}, "place": {"type": "string"}
        }
      },
      "LockerCell": {
        "type": "object", "required": ["device", "number"], "additionalProperties": false,
        "properties": {"device": {"type": "string"}, "number": {"type": "integer", "minimum": 1}}
      },
      "IssuedClaim": {
        "type": "object",
        "required": ["claim", "code", "pin", "expiresAt", "qr", "holderMasked", "documents"],
        "additionalProperties": false,
        "properties": {
          "claim": {"type": "string"}, "code": {"type": "string", "pattern": "^YZ[0-9A-Z]{35,39}$"},
          "pin": {"type": "string", "pattern": "^[0-9]{6}$"},
          "expiresAt": {"type": "string", "format": "date-time"},
          "qr": {
            "type": "object", "required": ["svg", "png"], "additionalProperties": false,
            "properties": {
              "svg": {"type": "string"},
              "png": {"type": "string", "contentEncoding": "base64", "contentMediaType": "image/png"}
            }
          },
          "holderMasked": {"$ref": "#/components/schemas/ShownParty"},
          "documents": {"type": "array", "items": {"$ref": "#/components/schemas/PresentedDocument"}}
        }
      },
      "Presenting": {
        "type": "object",
        "properties": {
          "code": {"type": ["string", "null"], "maxLength": 400},
          "documentNumber": {"type": ["string", "null"], "maxLength": 60},
          "caseNumber": {"type": ["string", "null"], "maxLength": 60},
          "pin": {"type": ["string", "null"], "maxLength": 20}
        }
      },
      "Presentation": {
        "type": "object",
        "required": ["claim", "documents", "holderMasked", "isBody", "proxies", "needs", "expiresAt",
          "clockSuspect"],
        "additionalProperties": false,
        "properties": {
          "claim": {"type": "string"},
          "documents": {"type": "array", "items": {"$ref": "#/components/schemas/PresentedDocument"}},
          "holderMasked": {"$ref": "#/components/schemas/ShownParty"},
          "isBody": {"type": "boolean"},
          "proxies": {"type": "array", "items": {"$ref": "#/components/schemas/ShownParty"}},
          "cell": {"$ref": "#/components/schemas/LockerCell"},
          "needs": {
            "type": "array", "items": {"type": "string", "enum": ["identity", "authorisation"]}
          },
          "expiresAt": {"type": "string", "format": "date-time"}, "clockSuspect": {"type": "boolean"}
        }
      },
      "Collecting": {
        "type": "object", "required": ["collector", "relation"],
        "properties": {
          "collector": {"$ref": "#/components/schemas/Party"},
          "relation": {"type": "string", "enum": ["self", "proxy", "agent"]},
          "proxy": {
            "type": ["object", "null"],
            "properties": {
              "holderNumber": {"type": ["string", "null"], "pattern": "^[0-9A-Za-z]{4,20}$"},
              "authorisationBlob": {"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"}
            }
          },
          "documents": {
            "anyOf": [{"$ref": "#/components/schemas/DocumentNumbers"}, {"type": "null"}]
          },
          "signatureBlob": {"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"},
          "signedOnPaper": {"type": ["boolean", "null"]},
          "window": {"type": ["string", "null"], "pattern": "^[0-9A-Z]{1,4}$"}
        }
      },
      "Collected": {
        "type": "object", "required": ["receipt", "collectedAt", "documents"],
        "additionalProperties": false,
        "properties": {
          "receipt": {
            "type": "object", "required": ["number", "url"], "additionalProperties": false,
            "properties": {"number": {"type": "string"}, "url": {"type": "string"}}
          },
          "collectedAt": {"type": "string", "format": "date-time"}, "window": {"type": "string"},
          "documents": {"type": "array", "items": {"type": "string"}}
        }
      }
    }
    """#
}
