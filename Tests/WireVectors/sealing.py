"""Sealed files (`enc=`) for test vectors: written and opened from the layout alone, in both suites.

What is random in a real file (the pair of the file, the keys, the nonce of SM2) comes out of a seed here, so that a
vector is made again byte for byte.
"""

import base64
import hashlib
import hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from sm2 import G, N, P, integer, sm3, times, wide

MARK = b"YZS1"
CHUNK = 65_536


class NotOpened(Exception):
    """The file was changed, or is for another."""


def chunks(plain):
    """Each chunk with its nonce; the last one is marked, and there is one at least."""
    count = max(1, -(-len(plain) // CHUNK))
    for number in range(count):
        last = number == count - 1
        yield plain[number * CHUNK:(number + 1) * CHUNK], number.to_bytes(11, "big") + bytes([last])


class International:
    name, code, proof = "international", 1, 16

    def __init__(self, seed):
        self.key = X25519PrivateKey.from_private_bytes(seed)
        self.public = raw(self.key)
        self.pem = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()

    @property
    def kid(self):
        return hashlib.sha256(self.public).hexdigest()[:16]

    @staticmethod
    def derived(secret, ephemeral, recipient):
        return HKDF(SHA256(), 32, salt=ephemeral + recipient, info=b"YZS1 international").derive(secret)

    @classmethod
    def seal(cls, plain, public, kid, seed):
        pair = X25519PrivateKey.from_private_bytes(seed)
        key = cls.derived(pair.exchange(X25519PublicKey.from_public_bytes(public)), raw(pair), public)
        header = MARK + bytes([cls.code]) + bytes.fromhex(kid) + bytes([32]) + raw(pair)
        return header + b"".join(AESGCM(key).encrypt(nonce, chunk, header) for chunk, nonce in chunks(plain))

    def open(self, sealed):
        header, wrapped, rest = opened_header(self, sealed)
        key = self.derived(self.key.exchange(X25519PublicKey.from_public_bytes(wrapped)), wrapped, self.public)
        try:
            return b"".join(
                AESGCM(key).decrypt(nonce, chunk, header) for chunk, nonce in sealed_chunks(rest, self.proof))
        except InvalidTag as fault:
            raise NotOpened("chunk") from fault


class National:
    name, code, proof = "sm", 2, 32

    def __init__(self, seed):
        self.secret = int.from_bytes(seed, "big")
        x, y = times(self.secret, G)
        self.public = b"\x04" + wide(x) + wide(y)
        self.pem = pkcs8(seed, self.public)

    @property
    def kid(self):
        return sm3(self.public).hex()[:16]

    @classmethod
    def seal(cls, plain, public, kid, seed):
        material = (sm3(seed + b"0") + sm3(seed + b"1"))[:48]
        wrapped = wrap(material, public, int.from_bytes(sm3(seed + b"nonce"), "big") % (N - 1) + 1)
        header = MARK + bytes([cls.code]) + bytes.fromhex(kid) + bytes([len(wrapped)]) + wrapped
        key, proof = material[:16], material[16:]
        sealed = header
        for chunk, nonce in chunks(plain):
            hidden = counter(key, nonce, chunk)
            sealed += hidden + hmac.new(proof, header + nonce + hidden, "sm3").digest()
        return sealed

    def open(self, sealed):
        header, wrapped, rest = opened_header(self, sealed)
        material = unwrap(wrapped, self.secret)
        plain = b""
        for chunk, nonce in sealed_chunks(rest, self.proof):
            hidden, told = chunk[:-32], chunk[-32:]
            if hmac.new(material[16:], header + nonce + hidden, "sm3").digest() != told:
                raise NotOpened("chunk")
            plain += counter(material[:16], nonce, hidden)
        return plain


def raw(key):
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def opened_header(key, sealed):
    length = 14 + sealed[13]
    if sealed[:5] != MARK + bytes([key.code]) or sealed[5:13].hex() != key.kid:
        raise NotOpened("header")
    return sealed[:length], sealed[14:length], sealed[length:]


def sealed_chunks(rest, proof):
    size = CHUNK + proof
    count = max(1, -(-len(rest) // size))
    for number in range(count):
        yield rest[number * size:(number + 1) * size], number.to_bytes(11, "big") + bytes([number == count - 1])


def counter(key, nonce, data):
    cipher = Cipher(algorithms.SM4(key), modes.CTR(nonce + bytes(4))).encryptor()
    return cipher.update(data) + cipher.finalize()


def stretch(seed, count):
    """KDF of GB/T 32918.4."""
    blocks = (sm3(seed + number.to_bytes(4, "big")) for number in range(1, -(-count // 32) + 1))
    return b"".join(blocks)[:count]


def joined(left, right):
    return bytes(one ^ other for one, other in zip(left, right))


def octets(content):
    return bytes([4, len(content)]) + content


def wrap(material, public, nonce):
    """SM2 encryption, in the DER of GM/T 0009."""
    x, y = times(nonce, G)
    shared = times(nonce, (int.from_bytes(public[1:33], "big"), int.from_bytes(public[33:], "big")))
    left, right = wide(shared[0]), wide(shared[1])
    hidden = joined(material, stretch(left + right, len(material)))
    content = integer(x) + integer(y) + octets(sm3(left + material + right)) + octets(hidden)
    return bytes([0x30, 0x81, len(content)] if len(content) > 127 else [0x30, len(content)]) + content


def unwrap(wrapped, secret):
    at = 3 if wrapped[1] == 0x81 else 2
    parts = []
    while at < len(wrapped):
        parts.append(wrapped[at + 2:at + 2 + wrapped[at + 1]])
        at += 2 + wrapped[at + 1]
    x, y, told, hidden = parts
    shared = times(secret, (int.from_bytes(x, "big") % P, int.from_bytes(y, "big") % P))
    left, right = wide(shared[0]), wide(shared[1])
    material = joined(hidden, stretch(left + right, len(hidden)))
    if sm3(left + material + right) != told:
        raise NotOpened("key")
    return material


def pkcs8(seed, public):
    algorithm = bytes.fromhex("301306072a8648ce3d020106082a811ccf5501822d")
    private = bytes.fromhex("020101") + octets(seed) + b"\xa1\x44\x03\x42\x00" + public
    private = bytes([0x30, len(private)]) + private
    content = bytes.fromhex("020100") + algorithm + bytes([4, len(private)]) + private
    text = base64.b64encode(bytes([0x30, 0x81, len(content)]) + content).decode()
    rows = [text[at:at + 64] for at in range(0, len(text), 64)]
    return "\n".join(["-----BEGIN PRIVATE KEY-----", *rows, "-----END PRIVATE KEY-----", ""])
