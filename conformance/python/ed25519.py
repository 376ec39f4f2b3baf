"""Ed25519: checking signatures, as RFC 8032 section 5.1 has it, with the standard library alone.

Strict: a point is taken in its one encoding, neither the key nor the point of a signature may be of small order, the number of a
signature is less than the group's order, and the equation is the one without the cofactor. Nothing here is secret, so nothing
takes care of time.
"""

import functools
import hashlib

P = 2**255 - 19
# The order of the group that the base point makes.
L = 2**252 + 27742317777372353535851937790883648493
# The curve is -x^2 + y^2 = 1 + d x^2 y^2.
D = -121665 * pow(121666, P - 2, P) % P
SQRT_MINUS_ONE = pow(2, (P - 1) // 4, P)

# A point is (X, Y, Z, T) with x = X/Z, y = Y/Z and x y = T/Z (section 5.1.4).
NEUTRAL = (0, 1, 1, 0)


def add(p, q):
    """Section 5.1.4, which holds for doubling too."""
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(number, point):
    """`number` times a point, bit by bit."""
    result = NEUTRAL
    while number > 0:
        if number & 1:
            result = add(result, point)
        point = add(point, point)
        number >>= 1
    return result


def is_same(p, q):
    """Whether two points are one."""
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


def decode(encoded):
    """The point of 32 bytes, or None (section 5.1.3)."""
    number = int.from_bytes(encoded, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    if y >= P:
        return None
    # x^2 = (y^2 - 1) / (d y^2 + 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * SQRT_MINUS_ONE % P
    if (x * x - square) % P != 0:
        return None
    if x == 0 and sign == 1:
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


# y = 4/5, and the even x of it (section 5.1).
BASE = decode((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_small(point):
    """Whether eight times the point is nothing."""
    return is_same(times(8, point), NEUTRAL)


# Many files are signed by the same checkpoint.
@functools.lru_cache(maxsize=256)
def has_signed(key, message, signature):
    """Whether the key of 32 bytes signed the message so, in 64 bytes (section 5.1.7)."""
    if len(key) != 32 or len(signature) != 64:
        return False
    a, r = decode(key), decode(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L or is_small(a) or is_small(r):
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    return is_same(times(s, BASE), add(r, times(k, a)))
