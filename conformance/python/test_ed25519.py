"""Signatures that RFC 8032 section 7.1 has, and what is strictly none: `python3 -m unittest -v` in this folder."""

import unittest

import ed25519

# Key, message, signature.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
        "387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
        "4a7c15e9716ed28dc027beceea1ec40a",
    ),
]


class Signatures(unittest.TestCase):
    def test_those_of_the_rfc_are_taken(self):
        for key, message, signature in VECTORS:
            key, message, signature = map(bytes.fromhex, (key, message, signature))
            self.assertTrue(ed25519.has_signed(key, message, signature))
            self.assertFalse(ed25519.has_signed(key, message + b"\0", signature))
            for place in range(64):
                changed = bytearray(signature)
                changed[place] ^= 1
                self.assertFalse(ed25519.has_signed(key, message, bytes(changed)), place)

    def test_another_form_of_the_same_number_is_none(self):
        key, message, signature = map(bytes.fromhex, VECTORS[0])
        number = int.from_bytes(signature[32:], "little") + ed25519.L
        self.assertFalse(ed25519.has_signed(key, message, signature[:32] + number.to_bytes(32, "little")))

    def test_a_small_key_signs_nothing(self):
        # The neutral point: with it every number fits every message.
        small = (1).to_bytes(32, "little")
        self.assertFalse(ed25519.has_signed(small, b"", small + bytes(32)))
        own = bytes.fromhex("58" + "66" * 31)
        self.assertFalse(ed25519.has_signed(small, b"", own + (1).to_bytes(32, "little")))

    def test_a_point_has_one_encoding(self):
        self.assertIsNone(ed25519.decode((ed25519.P + 1).to_bytes(32, "little")))
        self.assertIsNone(ed25519.decode((1 | 1 << 255).to_bytes(32, "little")))
        self.assertIsNone(ed25519.decode((2).to_bytes(32, "little")))


if __name__ == "__main__":
    unittest.main()
