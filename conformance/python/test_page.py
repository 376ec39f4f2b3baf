"""The lookups that stand in docs/formats/index.md: what they show, and that a byte changed in one is refused."""

import pathlib
import re
import unittest

import qazyq_log

PAGE = pathlib.Path(__file__).parents[2] / "docs" / "formats" / "index.md"
RULE = "example.org/names/1"


def blocks():
    return re.findall(r"\n```text\n(.*?)```\n", PAGE.read_text("utf-8"), re.DOTALL)


def trust():
    (key,) = [block.strip() for block in blocks() if block.startswith("example.org/log+")]
    return qazyq_log.Trust(qazyq_log.parse_key(key), [])


def lookups():
    return {re.search("found (.*)", block)[1]: block.encode() for block in blocks() if "found " in block}


class Page(unittest.TestCase):
    def test_its_lookups_hold(self):
        names = {"all": "usdt", "one": "usdt", "none": "ust"}
        self.assertEqual(names.keys(), lookups().keys())
        for kind, data in lookups().items():
            found = qazyq_log.verify_lookup(data, names[kind], RULE, trust())
            self.assertEqual((found["found"], found["size"], found["head_position"]), (kind, 4, 4))
            with self.assertRaises(qazyq_log.Refused):
                qazyq_log.verify_lookup(data, "dai", RULE, trust())

    def test_its_index_is_that_of_its_entries(self):
        (entries,) = [block.encode().splitlines() for block in blocks() if block.startswith("{")]
        leaves = [qazyq_log.leaf_hash(entry) for entry in entries]
        names = [(0, "usdt"), (1, "dai"), (2, "usdt"), (3, "usdc")]
        head = qazyq_log.make_head(leaves, "example.org/log", RULE, names)
        (note,) = [block for block in blocks() if block.startswith("qazyq.index/1\n")]
        self.assertEqual(qazyq_log.parse_note(note.encode()).text, qazyq_log.head_text(head))

    def test_every_changed_byte_is_refused(self):
        for kind, data in lookups().items():
            for place in range(len(data)):
                changed = bytearray(data)
                changed[place] ^= 1
                with self.assertRaises(qazyq_log.Refused, msg=(kind, place)):
                    qazyq_log.verify_lookup(bytes(changed), "ust" if kind == "none" else "usdt", RULE, trust())


if __name__ == "__main__":
    unittest.main()
