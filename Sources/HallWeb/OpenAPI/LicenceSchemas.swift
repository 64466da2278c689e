extension OpenAPISchemas {
  /// The shapes of licences and of their verification.
  static let licences = #"""
    {
      "licencePath": {"type": "string", "pattern": "^[0-9A-Z]{1,32}$"},
      "Payload": {
        "type": "object", "required": ["payload"],
        "properties": {"payload": {"type": "string"}}
      },
      "Verification": {
        "type": "object", "required": ["valid", "status", "checkedOn", "clockSuspect"],
        "additionalProperties": false,
        "properties": {
          "valid": {"type": "boolean"},
          "status": {
            "type": "string",
            "enum": ["valid", "superseded", "revoked", "expired", "unknown-key", "invalid"]
          },
          "reason": {
            "type": "string",
            "enum": ["prefix", "length", "alphabet", "encoding", "version", "truncated", "trailing",
              "range", "text", "signature", "key-revoked", "key-out-of-time", "unregistered"]
          },
          "checkedOn": {"type": "string", "format": "date"},
          "clockSuspect": {"type": "boolean"},
          "since": {"type": "string", "format": "date"},
          "basis": {"type": "string", "enum": ["ledger", "list"]},
          "listDate": {"type": "string", "format": "date"},
          "document": {"$ref": "#/components/schemas/AttestedDocument"}
        }
      },
      "AttestedDocument": {
        "type": "object",
        "required": ["division", "shortCode", "number", "version", "kind", "issuedOn", "signedOn",
          "holder", "suite", "key", "digest"],
        "additionalProperties": false,
        "properties": {
          "division": {"type": "string", "pattern": "^[0-9]{12}$"},
          "shortCode": {"type": "string"}, "hallName": {"type": "string"},
          "number": {"type": "string"}, "version": {"type": "integer", "minimum": 1},
          "kind": {"type": "string"}, "issuedOn": {"type": "string", "format": "date"},
          "expiresOn": {"type": "string", "format": "date"},
          "signedOn": {"type": "string", "format": "date"}, "holder": {"type": "string"},
          "suite": {"type": "string", "enum": ["ed25519", "sm2"]},
          "key": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
          "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"}
        }
      },
      "VerificationKeyList": {
        "type": "object", "required": ["format", "date", "source", "halls"],
        "additionalProperties": false,
        "properties": {
          "format": {"type": "string", "enum": ["yizhan-verification-keys-1"]},
          "date": {"type": "string", "format": "date"}, "source": {"type": "string"},
          "halls": {
            "type": "array",
            "items": {
              "type": "object", "required": ["division", "shortCode", "name", "keys", "documents"],
              "additionalProperties": false,
              "properties": {
                "division": {"type": "string"}, "shortCode": {"type": "string"},
                "name": {"type": "string"},
                "keys": {
                  "type": "array",
                  "items": {
                    "type": "object", "required": ["id", "suite", "publicKey", "validFrom"],
                    "additionalProperties": false,
                    "properties": {
                      "id": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
                      "suite": {"type": "string", "enum": ["ed25519", "sm2"]},
                      "publicKey": {"type": "string"},
                      "validFrom": {"type": "string", "format": "date"},
                      "retiredOn": {"type": "string", "format": "date"},
                      "revokedFrom": {"type": "string", "format": "date"}
                    }
                  }
                },
                "documents": {
                  "type": "array",
                  "items": {
                    "type": "object", "required": ["number", "state", "on"],
                    "additionalProperties": false,
                    "properties": {
                      "number": {"type": "string"},
                      "state": {"type": "string", "enum": ["superseded", "revoked"]},
                      "version": {"type": "integer", "minimum": 2},
                      "on": {"type": "string", "format": "date"}
                    }
                  }
                }
              }
            }
          }
        }
      },
      "CodeAndName": {
        "type": "object", "required": ["code", "name"],
        "properties": {"code": {"type": "string"}, "name": {"type": "string"}}
      },
      "LicenceHolder": {
        "type": "object", "required": ["name", "idNumber"],
        "properties": {
          "name": {"type": "string", "maxLength": 60},
          "idType": {"type": "string", "pattern": "^[0-9]{3}$"},
          "idNumber": {"type": "string", "maxLength": 40}
        }
      },
      "LicenceFacts": {
        "type": "array", "maxItems": 20,
        "items": {
          "type": "object", "required": ["name", "value"],
          "properties": {"name": {"type": "string"}, "value": {"type": "string"}}
        }
      },
      "LicenceEntry": {
        "type": "object", "required": ["kind", "holder", "issuer"],
        "properties": {
          "kind": {"$ref": "#/components/schemas/CodeAndName"},
          "holder": {"$ref": "#/components/schemas/LicenceHolder"},
          "issuer": {"$ref": "#/components/schemas/CodeAndName"},
          "issuedOn": {"type": "string", "format": "date"},
          "expiresOn": {"type": "string", "format": "date"},
          "content": {"$ref": "#/components/schemas/LicenceFacts"}
        }
      },
      "LicenceChange": {
        "type": "object", "required": ["reason"],
        "properties": {
          "reason": {"type": "string", "maxLength": 200}, "kindName": {"type": "string"},
          "holder": {"$ref": "#/components/schemas/LicenceHolder"},
          "issuer": {"$ref": "#/components/schemas/CodeAndName"},
          "issuedOn": {"type": "string", "format": "date"},
          "expiresOn": {"type": "string", "format": "date"},
          "content": {"$ref": "#/components/schemas/LicenceFacts"}
        }
      },
      "LicenceRenewal": {
        "type": "object", "required": ["expiresOn", "reason"],
        "properties": {
          "expiresOn": {"type": "string", "format": "date"},
          "reason": {"type": "string", "maxLength": 200}
        }
      },
      "Licence": {
        "type": "object",
        "required": ["number", "version", "id", "state", "kind", "holder", "issuer", "issuedOn",
          "content", "payload", "verifyURL", "versions"],
        "additionalProperties": false,
        "properties": {
          "number": {"type": "string"}, "version": {"type": "integer", "minimum": 1},
          "id": {"type": "string"},
          "state": {"type": "string", "enum": ["valid", "expired", "revoked"]},
          "kind": {"$ref": "#/components/schemas/CodeAndName"},
          "holder": {"$ref": "#/components/schemas/LicenceHolder"},
          "issuer": {"$ref": "#/components/schemas/CodeAndName"},
          "issuedOn": {"type": "string", "format": "date"},
          "expiresOn": {"type": "string", "format": "date"},
          "content": {"$ref": "#/components/schemas/LicenceFacts"},
          "revokedOn": {"type": "string", "format": "date"}, "revokedReason": {"type": "string"},
          "payload": {"type": "string"}, "verifyURL": {"type": "string"},
          "salt": {"type": "string"},
          "versions": {
            "type": "array",
            "items": {
              "type": "object", "required": ["version", "id", "act", "at"],
              "additionalProperties": false,
              "properties": {
                "version": {"type": "integer", "minimum": 1}, "id": {"type": "string"},
                "act": {"type": "string", "enum": ["issued", "changed", "renewed"]},
                "reason": {"type": "string"}, "at": {"type": "string", "format": "date-time"},
                "supersededOn": {"type": "string", "format": "date"}
              }
            }
          }
        }
      },
      "LicenceList": {
        "type": "object", "required": ["items"], "additionalProperties": false,
        "properties": {
          "next": {"type": "string"},
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "required": ["number", "version", "state", "kindName", "holderName"],
              "additionalProperties": false,
              "properties": {
                "number": {"type": "string"}, "version": {"type": "integer", "minimum": 1},
                "state": {"type": "string", "enum": ["valid", "expired", "revoked"]},
                "kindName": {"type": "string"}, "holderName": {"type": "string"},
                "expiresOn": {"type": "string", "format": "date"}
              }
            }
          }
        }
      }
    }
    """#
}
