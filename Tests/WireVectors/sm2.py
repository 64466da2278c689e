"""SM2 signatures with SM3 (GB/T 32918.2, GB/T 32905) for test vectors only: slow, and not in constant time.

The nonce comes out of the key and the text (in the manner of RFC 6979), so that a vector is made again byte for byte.
"""

import hashlib

# The curve that GB/T 32918.5 recommends.
P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A = P - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
G = (0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
     0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0)
IDENTITY = b"1234567812345678"


def sm3(data):
    return hashlib.new("sm3", data).digest()


def add(left, right):
    """The sum of two points; None is the point at infinity."""
    if left is None or right is None:
        return left or right
    if left[0] == right[0]:
        if (left[1] + right[1]) % P == 0:
            return None
        slope = (3 * left[0] * left[0] + A) * pow(2 * left[1], -1, P) % P
    else:
        slope = (right[1] - left[1]) * pow(right[0] - left[0], -1, P) % P
    x = (slope * slope - left[0] - right[0]) % P
    return x, (slope * (left[0] - x) - left[1]) % P


def times(factor, point):
    total = None
    while factor:
        if factor & 1:
            total = add(total, point)
        point, factor = add(point, point), factor >> 1
    return total


def wide(number):
    return number.to_bytes(32, "big")


def integer(number):
    """A DER INTEGER; below 128 bytes, so one byte of length."""
    content = number.to_bytes(number.bit_length() // 8 + 1, "big")
    return bytes([2, len(content)]) + content


class SM2Suite:
    """SM2 with SM3; has the members of `wire.Ed25519Suite`."""
    name = "sm2"

    def __init__(self, seed):
        self.secret = int.from_bytes(seed, "big")
        x, y = times(self.secret, G)
        self.public = b"\x04" + wide(x) + wide(y)

    @staticmethod
    def digest(data):
        return sm3(data)

    @property
    def kid(self):
        return sm3(self.public).hex()[:16]

    def sign(self, data):
        e = int.from_bytes(sm3(identity_digest(self.public) + data), "big")
        count = 0
        while True:
            k = int.from_bytes(sm3(wide(self.secret) + wide(e) + bytes([count])), "big") % N
            count += 1
            if k == 0:
                continue
            r = (e + times(k, G)[0]) % N
            s = pow(1 + self.secret, -1, N) * (k - r * self.secret) % N
            if r and r + k != N and s:
                content = integer(r) + integer(s)
                return bytes([0x30, len(content)]) + content

    @staticmethod
    def holds(public, signature, data):
        length = signature[3]
        r = int.from_bytes(signature[4:4 + length], "big")
        s = int.from_bytes(signature[6 + length:], "big")
        t = (r + s) % N
        if signature != bytes([0x30, len(integer(r) + integer(s))]) + integer(r) + integer(s):
            return False
        if not (0 < r < N and 0 < s < N and t):
            return False
        point = int.from_bytes(public[1:33], "big"), int.from_bytes(public[33:], "big")
        e = int.from_bytes(sm3(identity_digest(public) + data), "big")
        found = add(times(s, G), times(t, point))
        return found is not None and (e + found[0]) % N == r


def identity_digest(public):
    """Z of GB/T 32918.2: who signs, and on which curve."""
    parts = (wide(A), wide(B), wide(G[0]), wide(G[1]), public[1:])
    return sm3((len(IDENTITY) * 8).to_bytes(2, "big") + IDENTITY + b"".join(parts))
