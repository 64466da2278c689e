"""Checks the codes of documents; written from Appliance/verification.md alone, and from none of the program.

    verifier = Verifier(json.load(open("keys.json")), today=datetime.date.today())
    status, code, fields = verifier.verify(text)
"""

import base64
import datetime
import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from gmssl import func, sm2, sm3

PREFIX = "YZ1:"
LONGEST = 484
BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
EPOCH = datetime.date(1970, 1, 1)
LAST_DAY = 2932896
# The order of the group of sm2p256v1.
ORDER = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
SUITES = {1: "ed25519", 2: "sm2"}
HIDDEN = [(0, 0x1F), (0x7F, 0x9F), (0x200E, 0x200F), (0x2028, 0x202E), (0x2066, 0x2069), (0xFEFF, 0xFEFF)]


class Refused(Exception):
    """The text is no code; its first argument says why."""


def base45(text):
    values = [BASE45.find(character) for character in text]
    if -1 in values:
        raise Refused("alphabet")
    if len(values) % 3 == 1:
        raise Refused("encoding")
    result = bytearray()
    for start in range(0, len(values), 3):
        group = values[start:start + 3]
        number = sum(value * 45 ** place for place, value in enumerate(group))
        width = len(group) - 1
        if number >= 256 ** width:
            raise Refused("encoding")
        result += number.to_bytes(width, "big")
    return bytes(result)


class Reader:
    def __init__(self, data):
        self.data = data
        self.place = 0

    def take(self, count):
        if len(self.data) - self.place < count:
            raise Refused("truncated")
        self.place += count
        return self.data[self.place - count:self.place]

    def number(self, count):
        return int.from_bytes(self.take(count), "big")

    def text(self, longest):
        count = self.number(1)
        if not 1 <= count <= longest:
            raise Refused("text")
        try:
            text = self.take(count).decode("utf-8", "strict")
        except UnicodeDecodeError:
            raise Refused("text") from None
        if any(low <= ord(character) <= high for character in text for low, high in HIDDEN):
            raise Refused("text")
        return text

    def name(self, longest, shortest):
        text = self.text(longest)
        if len(text) < shortest or not all("0" <= sign <= "9" or "A" <= sign <= "Z" for sign in text):
            raise Refused("range")
        return text

    def day(self, may_be_missing=False):
        number = self.number(3)
        if number > LAST_DAY or number == 0 and not may_be_missing:
            raise Refused("range")
        return EPOCH + datetime.timedelta(days=number) if number else None


def read(text):
    """The fields, the signed message and the signature."""
    if not text.startswith(PREFIX):
        raise Refused("prefix")
    if len(text.encode("utf-8", "surrogatepass")) > LONGEST:
        raise Refused("length")
    data = base45(text[len(PREFIX):])
    reader = Reader(data)
    if reader.number(1) != 1:
        raise Refused("version")
    suite = reader.number(1)
    if suite not in SUITES:
        raise Refused("version")
    fields = {"suite": SUITES[suite], "key": reader.take(8).hex()}
    division = str(reader.number(5))
    if len(division) != 12:
        raise Refused("range")
    fields["division"] = division
    fields["shortCode"] = reader.name(6, 2)
    fields["number"] = reader.name(32, 1)
    fields["version"] = reader.number(2)
    fields["kind"] = reader.text(60)
    issued = reader.day()
    expires = reader.day(may_be_missing=True)
    signed = reader.day()
    fields["holder"] = reader.text(96)
    fields["digest"] = reader.take(32).hex()
    if not 1 <= fields["version"] <= 999 or signed < issued or expires is not None and expires < issued:
        raise Refused("range")
    fields["issuedOn"] = issued.isoformat()
    fields["signedOn"] = signed.isoformat()
    if expires is not None:
        fields["expiresOn"] = expires.isoformat()
    end = reader.place
    signature = reader.take(64)
    if reader.place != len(data):
        raise Refused("trailing")
    return fields, PREFIX.encode() + data[:end], signature


def digest(suite, data):
    if suite == "ed25519":
        return hashlib.sha256(data).hexdigest()
    return sm3.sm3_hash(func.bytes_to_list(data))


def is_signed(suite, key, message, signature):
    if suite == "ed25519":
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
            return True
        except InvalidSignature:
            return False
    r, s = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
    if not (1 <= r < ORDER and 1 <= s < ORDER):
        return False
    # gmssl wants the point without its first byte, and the identity is the one that it takes by itself.
    return bool(sm2.CryptSM2(private_key="", public_key=key[1:].hex()).verify_with_sm3(signature.hex(), message))


class Verifier:
    def __init__(self, keys, today):
        if keys["format"] != "yizhan-verification-keys-1":
            raise ValueError("not a list of keys")
        self.today = max(today, datetime.date.fromisoformat(keys["date"]))
        self.halls = {(hall["division"], hall["shortCode"]): hall for hall in keys["halls"]}
        for hall in keys["halls"]:
            for key in hall["keys"]:
                if digest(key["suite"], base64.b64decode(key["publicKey"], validate=True))[:16] != key["id"]:
                    raise ValueError(f"{key['id']} is not the key's name")

    def verify(self, text):
        """Status, code (of what is invalid), fields (of what is genuine)."""
        try:
            fields, message, signature = read(text)
        except Refused as refused:
            return "invalid", refused.args[0], None
        hall = self.halls.get((fields["division"], fields["shortCode"]), {"keys": [], "documents": []})
        named = (fields["key"], fields["suite"])
        key = next((key for key in hall["keys"] if (key["id"], key["suite"]) == named), None)
        if key is None:
            return "unknown-key", None, None
        if not is_signed(key["suite"], base64.b64decode(key["publicKey"]), message, signature):
            return "invalid", "signature", None
        signed = fields["signedOn"]
        if "revokedFrom" in key and signed >= key["revokedFrom"]:
            return "invalid", "key-revoked", None
        if signed < key["validFrom"] or "retiredOn" in key and signed > key["retiredOn"]:
            return "invalid", "key-out-of-time", None
        document = next((one for one in hall["documents"] if one["number"] == fields["number"]), None)
        if document and document["state"] == "revoked":
            return "revoked", None, fields
        if document and fields["version"] < document["version"]:
            return "superseded", None, fields
        if "expiresOn" in fields and fields["expiresOn"] < self.today.isoformat():
            return "expired", None, fields
        return "valid", None, fields
