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
      "FinishedDocumentList": {
        "type": "object", "required": ["items"], "additionalProperties": false,
        "properties": {
          "next": {"type": "string"},
          "items": {"type": "array", "items": {"$ref": "#/components/schemas/FinishedDocument"}}
        }
      },
      "PartyCells": {
        "type": ["object", "null"],
        "properties": {
          "name": {"$ref": "#/components/schemas/Cell"}, "idType": {"$ref": "#/components/schemas/Cell"},
          "idNumber": {"$ref": "#/components/schemas/Cell"}, "phone": {"$ref": "#/components/schemas/Cell"}
        }
      },
      "Cell": {"type": ["string", "null"]},
      "DocumentRow": {
        "type": "object",
        "description": "A NewDocument that nobody has checked: what is wrong in it is told by row and field",
        "properties": {
          "kind": {"$ref": "#/components/schemas/Cell"}, "number": {"$ref": "#/components/schemas/Cell"},
          "title": {"$ref": "#/components/schemas/Cell"}, "issuer": {"$ref": "#/components/schemas/Cell"},
          "holder": {"$ref": "#/components/schemas/PartyCells"},
          "proxies": {
            "type": ["array", "null"],
            "items": {"$ref": "#/components/schemas/PartyCells", "type": "object"}
          },
          "issuedOn": {"$ref": "#/components/schemas/Cell"},
          "expiresOn": {"$ref": "#/components/schemas/Cell"},
          "caseNumber": {"$ref": "#/components/schemas/Cell"},
          "item": {"$ref": "#/components/schemas/Cell"}, "form": {"$ref": "#/components/schemas/Cell"},
          "place": {"$ref": "#/components/schemas/Cell"}, "ready": {"type": ["boolean", "null"]}
        }
      },
      "DocumentList": {
        "type": "object", "required": ["documents"],
        "properties": {
          "documents": {
            "type": "array", "maxItems": 5000, "items": {"$ref": "#/components/schemas/DocumentRow"}
          }
        }
      },
      "DocumentPlace": {
        "type": "object", "required": ["place"],
        "properties": {"place": {"type": "string", "maxLength": 40}}
      },
      "ClaimReason": {
        "type": "object", "required": ["reason"],
        "properties": {"reason": {"type": "string", "minLength": 1, "maxLength": 100}}
      },
      "DocumentTrace": {
        "type": "object", "required": ["items"], "additionalProperties": false,
        "properties": {
          "next": {"type": "string"},
          "items": {
            "type": "array",
            "items": {
              "type": "object", "required": ["event", "at", "kind", "actor"],
              "additionalProperties": false,
              "properties": {
                "event": {"type": "integer"}, "at": {"type": "string", "format": "date-time"},
                "kind": {"type": "string"}, "actor": {"type": "string"},
                "device": {"type": "string"}, "claim": {"type": "string"},
                "receipt": {"type": "string"}, "reason": {"type": "string"},
                "place": {"type": "string"}, "method": {"type": "string"},
                "window": {"type": "string"}
              }
            }
          }
        }
      },
      "Claim": {
        "type": "object",
        "required": ["claim", "state", "documents", "madeAt", "expiresAt", "locked"],
        "additionalProperties": false,
        "properties": {
          "claim": {"type": "string"},
          "state": {"type": "string", "enum": ["open", "expired", "collected", "revoked"]},
          "documents": {"type": "array", "items": {"type": "string"}},
          "madeAt": {"type": "string", "format": "date-time"},
          "expiresAt": {"type": "string", "format": "date-time"},
          "locked": {"type": "boolean"}, "reason": {"type": "string"},
          "receipt": {"type": "string"},
          "collectedAt": {"type": "string", "format": "date-time"}, "window": {"type": "string"}
        }
      },
      "ClaimList": {
        "type": "object", "required": ["items"], "additionalProperties": false,
        "properties": {
          "next": {"type": "string"},
          "items": {"type": "array", "items": {"$ref": "#/components/schemas/Claim"}}
        }
      },
      "ClaimTaskList": {
        "type": "object", "required": ["items"], "additionalProperties": false,
        "properties": {
          "next": {"type": "string"},
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "required": ["kind", "claim", "holderMasked", "documents", "since", "expiresAt"],
              "additionalProperties": false,
              "properties": {
                "kind": {"type": "string", "enum": ["remind", "clear-cell", "reissue"]},
                "claim": {"type": "string"},
                "holderMasked": {"$ref": "#/components/schemas/ShownParty"},
                "documents": {
                  "type": "array", "items": {"$ref": "#/components/schemas/PresentedDocument"}
                },
                "since": {"type": "string", "format": "date-time"},
                "expiresAt": {"type": "string", "format": "date-time"},
                "cell": {"$ref": "#/components/schemas/LockerCell"}
              }
            }
          }
        }
      },
      "ClaimSettings": {
        "type": "object", "required": ["validDays", "reminderDays", "lockerHours"],
        "properties": {
          "validDays": {"type": "integer", "minimum": 1, "maximum": 366},
          "reminderDays": {"type": "integer", "minimum": 1, "maximum": 366},
          "lockerHours": {"type": "integer", "minimum": 1, "maximum": 720}
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
              "png": {"type": "string", "pattern": "^[0-9A-Za-z+/]*=*$"}
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

  /// The shapes of deliveries and of what is kept beside them.
  static let deliveries = #"""
    {
      "receiptPath": {"type": "string", "pattern": "^[A-Z0-9]{2,6}-[0-9]{16}$"},
      "caseNumberPath": {"type": "string", "pattern": "^[0-9A-Z-]{1,50}$"},
      "digestPath": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
      "NewDelivery": {
        "type": "object", "required": ["documents", "method"],
        "properties": {
          "documents": {"$ref": "#/components/schemas/DocumentNumbers"},
          "method": {"type": "string", "enum": ["post", "agent", "electronic", "lodged", "notice"]},
          "receiver": {"anyOf": [{"$ref": "#/components/schemas/Party"}, {"type": "null"}]},
          "relation": {"type": ["string", "null"], "enum": ["self", "proxy", "agent", null]},
          "authorisationBlob": {"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"},
          "trackingNumber": {"type": ["string", "null"], "maxLength": 40},
          "carrier": {"type": ["string", "null"], "maxLength": 40},
          "sentOn": {"type": ["string", "null"], "format": "date"},
          "consent": {"type": ["string", "null"], "maxLength": 100},
          "witness": {"type": ["string", "null"], "maxLength": 60},
          "refusalReason": {"type": ["string", "null"], "maxLength": 100}
        }
      },
      "DeliveryEnd": {
        "type": "object", "required": ["state"],
        "properties": {
          "state": {"type": "string", "enum": ["delivered", "failed"]},
          "receivedOn": {"type": ["string", "null"], "format": "date"},
          "reason": {"type": ["string", "null"], "maxLength": 100}
        }
      },
      "Delivery": {
        "type": "object", "required": ["receipt", "method", "state", "at", "documents"],
        "additionalProperties": false,
        "properties": {
          "receipt": {
            "type": "object", "required": ["number", "url"], "additionalProperties": false,
            "properties": {"number": {"type": "string"}, "url": {"type": "string"}}
          },
          "method": {
            "type": "string",
            "enum": ["window", "proxy", "post", "locker", "electronic", "lodged", "notice", "agent"]
          },
          "state": {"type": "string", "enum": ["under-way", "delivered", "failed"]},
          "at": {"type": "string", "format": "date-time"},
          "endedAt": {"type": "string", "format": "date-time"},
          "receivedOn": {"type": "string", "format": "date"}, "reason": {"type": "string"},
          "documents": {"type": "array", "items": {"type": "string"}},
          "details": {
            "type": "array", "items": {"$ref": "#/components/schemas/PresentedDocument"}
          },
          "claim": {"type": "string"},
          "receiverMasked": {"$ref": "#/components/schemas/ShownParty"},
          "relation": {"type": "string", "enum": ["self", "proxy", "agent"]},
          "authorisationBlob": {"type": "string"}, "signatureBlob": {"type": "string"},
          "signedOnPaper": {"type": "boolean"}, "window": {"type": "string"},
          "trackingNumber": {"type": "string"}, "carrier": {"type": "string"},
          "sentOn": {"type": "string", "format": "date"}, "consent": {"type": "string"},
          "witnessMasked": {"type": "string"}, "refusalReason": {"type": "string"},
          "cell": {"$ref": "#/components/schemas/LockerCell"}
        }
      },
      "DeliveryList": {
        "type": "object", "required": ["items"], "additionalProperties": false,
        "properties": {
          "next": {"type": "string"},
          "items": {"type": "array", "items": {"$ref": "#/components/schemas/Delivery"}}
        }
      },
      "Blob": {
        "type": "object", "required": ["blob", "size", "mediaType"], "additionalProperties": false,
        "properties": {
          "blob": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
          "size": {"type": "integer", "minimum": 1, "maximum": 10485760},
          "mediaType": {"type": "string", "enum": ["image/png", "image/jpeg", "application/pdf"]}
        }
      }
    }
    """#
}
