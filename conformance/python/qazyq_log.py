#!/usr/bin/env python3
"""Checks a transparency log, proofs of its entries and lookups in its index, with Python's standard library alone.

    qazyq_log.py verify FOLDER --key VKEY                       every file of a log
    qazyq_log.py proof FILE --entry FILE --key VKEY             that an entry is in the log
    qazyq_log.py consistency OLD NEW --proof FILE --key VKEY    that a checkpoint goes on from an older one
    qazyq_log.py consistency OLD NEW --folder FOLDER --key VKEY the same, by the entries
    qazyq_log.py lookup FILE --name NAME --rule RULE --key VKEY what the log has under a name
    qazyq_log.py index FOLDER --names FILE --rule RULE --size N --key VKEY
                                                                the head of the index, made from the entries; FILE has a
                                                                line `position name` for each name of each entry

`--witness VKEY`, as often as wanted: that witness must have cosigned. What was found is printed as one line of JSON. Exit codes:
0 it holds, 1 it does not, with the reason on stderr, 2 it was called wrongly.

Written from docs/formats/log.md, docs/formats/index.md, and what they name: RFC 6962, RFC 9162, and C2SP's signed-note,
tlog-checkpoint, tlog-cosignature, tlog-tiles and tlog-proof. It shares no code with the program.
"""

import argparse
import base64
import binascii
import hashlib
import json
import os
import re
import sys
import unicodedata
from collections import namedtuple

import ed25519

NOTE_BYTES_MAX = 1 << 20
SIGNATURES_MAX = 64
PROOF_HASHES_MAX = 64
LOOKUP_BYTES_MAX = 1 << 26
NAME_BYTES_MAX = 512
TILE_WIDTH = 256


class Refused(Exception):
    """Something does not hold, or is not what it should be."""


def need(holds, why):
    if not holds:
        raise Refused(why)


# Texts, each in its one form.


def text_of(data, what):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(f"{what}: not UTF-8") from None


def decimal(text, what):
    is_number = re.fullmatch("0|[1-9][0-9]{0,19}", text) and int(text) < 1 << 64
    need(is_number, f"{what}: not a number: {text[:80]!r}")
    return int(text)


def from_base64(text, what):
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        raise Refused(f"{what}: not Base 64") from None
    need(base64.b64encode(data).decode("ascii") == text, f"{what}: not the one form of its Base 64")
    return data


def hash_of(text, what):
    data = from_base64(text, what)
    need(len(data) == 32, f"{what}: not a hash")
    return data


def shown(data):
    return base64.b64encode(data).decode("ascii")


def lines_of(text, what):
    """The lines of a text of which each ends."""
    need(text.endswith("\n"), f"{what}: its last line does not end")
    return text[:-1].split("\n")


# Merkle trees: RFC 6962 section 2.1, RFC 9162 sections 2.1.3.2 and 2.1.4.2.


def leaf_hash(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


EMPTY_ROOT = hashlib.sha256(b"").digest()


def root_of(leaves):
    """MTH, with a stack in the place of recursion."""
    stack = []  # (size, hash), sizes descend
    for leaf in leaves:
        size, value = 1, leaf
        while stack and stack[-1][0] == size:
            value = node_hash(stack.pop()[1], value)
            size *= 2
        stack.append((size, value))
    if not stack:
        return EMPTY_ROOT
    value = stack.pop()[1]
    while stack:
        value = node_hash(stack.pop()[1], value)
    return value


def check_inclusion(leaf, index, size, root, path, what):
    need(index < size, f"{what}: place {index} is not in a tree of {size}")
    fn, sn, r = index, size - 1, leaf
    for p in path:
        need(sn != 0, f"{what}: the proof is too long")
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            while not fn & 1 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    need(sn == 0, f"{what}: the proof is too short")
    need(r == root, f"{what}: the proof leads to another root")


def check_consistency(first, first_root, second, second_root, path, what):
    need(first <= second, f"{what}: the older tree is the larger one")
    if first == 0 or first == second:
        need(not path, f"{what}: the proof is not empty")
        need(first_root == (EMPTY_ROOT if first == 0 else second_root), f"{what}: other roots")
        return
    path = ([first_root] if first & (first - 1) == 0 else []) + path
    need(path, f"{what}: the proof is too short")
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        need(sn != 0, f"{what}: the proof is too long")
        if fn & 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            while not fn & 1 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, c)
        fn, sn = fn >> 1, sn >> 1
    need(sn == 0, f"{what}: the proof is too short")
    need(sr == second_root, f"{what}: the proof leads to another root")
    need(fr == first_root, f"{what}: the proof leads to another root of the older tree")


# Keys and notes: C2SP signed-note, tlog-cosignature.

Key = namedtuple("Key", "name id kind public")
Note = namedtuple("Note", "text signatures data")

NOTES, COSIGNATURES = 1, 4


def check_key_name(name):
    need(name and "+" not in name and not any(c.isspace() or ord(c) < 32 or ord(c) == 127 for c in name), "no key's name")


def parse_key(text):
    parts = text.split("+", 2)
    need(len(parts) == 3 and re.fullmatch("[0-9a-f]{8}", parts[1]), "a key is NAME+ID+BASE64")
    check_key_name(parts[0])
    data = from_base64(parts[2], "key")
    need(len(data) == 33 and data[0] in (NOTES, COSIGNATURES), "a key of a kind that is not read")
    key_id = hashlib.sha256(parts[0].encode() + b"\n" + data).digest()[:4]
    need(key_id.hex() == parts[1], "the key's id is another")
    need(ed25519.decode(data[1:]) is not None, "the key is no point")
    return Key(parts[0], key_id, data[0], data[1:])


def parse_note(data):
    need(len(data) <= NOTE_BYTES_MAX, "note: too large")
    whole = text_of(data, "note")
    need(not any(c < " " and c != "\n" for c in whole), "note: control characters")
    end = whole.rfind("\n\n")
    need(end >= 0, "note: no empty line")
    signatures = []
    for line in lines_of(whole[end + 2 :], "note"):
        parts = line.split(" ")
        need(len(parts) == 3 and parts[0] == "—", "note: a signature line is none")
        check_key_name(parts[1])
        signature = from_base64(parts[2], "signature")
        need(len(signature) > 4, "note: a signature is too short")
        signatures.append((parts[1], signature[:4], signature[4:]))
    need(len(signatures) <= SIGNATURES_MAX, "note: too many signatures")
    return Note(whole[: end + 1], signatures, data)


def check_signature(note, key):
    """That the key has signed; a line in its name that is not its signature spoils the note."""
    lines = [signature for name, key_id, signature in note.signatures if (name, key_id) == (key.name, key.id)]
    need(lines, f"not signed by {key.name}")
    for line in lines:
        message, signature = note.text.encode(), line
        if key.kind == COSIGNATURES:
            need(len(line) == 72, f"no cosignature of {key.name}")
            time = int.from_bytes(line[:8], "big")
            need(time < 1 << 63, f"the time of {key.name} is none")
            message, signature = f"cosignature/v1\ntime {time}\n".encode() + message, line[8:]
        need(ed25519.has_signed(key.public, message, signature), f"the signature of {key.name} is not of this text")


# Checkpoints: C2SP tlog-checkpoint.

Checkpoint = namedtuple("Checkpoint", "origin size root")


def check_origin(origin):
    need(origin and not any(ord(c) < 32 or ord(c) == 127 for c in origin), "no origin")


def parse_checkpoint(text):
    lines = lines_of(text, "checkpoint")
    need(len(lines) >= 3 and all(lines), "checkpoint: lines are missing or empty")
    check_origin(lines[0])
    return Checkpoint(lines[0], decimal(lines[1], "checkpoint"), hash_of(lines[2], "checkpoint"))


def open_checkpoint(data, trust):
    """The checkpoint of a note that the log and all witnesses who are asked for have signed."""
    note = parse_note(data)
    checkpoint = parse_checkpoint(note.text)
    check_signature(note, trust.log)
    for witness in trust.witnesses:
        check_signature(note, witness)
    need(checkpoint.origin == trust.log.name, f"the checkpoint is of {checkpoint.origin}")
    return checkpoint


# Files: docs/formats/log.md, C2SP tlog-tiles.


def tile_path(level, index, width):
    groups = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        groups.insert(0, f"x{index % 1000:03}")
    partial = [] if width == TILE_WIDTH else [str(width)]
    if partial:
        groups[-1] += ".p"
    return os.path.join("tile", str(level), *groups, *partial)


def read_file(*path):
    try:
        with open(os.path.join(*path), "rb") as file:
            return file.read()
    except OSError as error:
        raise Refused(f"{os.path.join(*path)}: {error.strerror}") from None


def tiles_of(items):
    """The index and width of each tile of a level with so many items."""
    for index in range(-(-items // TILE_WIDTH)):
        yield index, min(TILE_WIDTH, items - index * TILE_WIDTH)


def read_entries(folder, size):
    for index, width in tiles_of(size):
        path = tile_path("entries", index, width)
        data, at = read_file(folder, path), 0
        for _ in range(width):
            need(at + 2 <= len(data), f"{path}: entries are missing")
            end = at + 2 + int.from_bytes(data[at : at + 2], "big")
            need(end <= len(data), f"{path}: an entry is cut")
            yield data[at + 2 : end]
            at = end
        need(at == len(data), f"{path}: more than its entries")


def verify_log(folder, trust):
    """The checkpoint of a folder and the leaf hashes of its entries, of which every tile was looked at."""
    checkpoint = open_checkpoint(read_file(folder, "checkpoint"), trust)
    leaves = [leaf_hash(entry) for entry in read_entries(folder, checkpoint.size)]
    level, row = 0, leaves
    while row:
        for index, width in tiles_of(len(row)):
            path = tile_path(level, index, width)
            first = index * TILE_WIDTH
            need(read_file(folder, path) == b"".join(row[first : first + width]), f"{path}: not the hashes of the entries")
        full = len(row) // TILE_WIDTH
        row = [root_of(row[index * TILE_WIDTH : (index + 1) * TILE_WIDTH]) for index in range(full)]
        level += 1
    need(root_of(leaves) == checkpoint.root, "the entries lead to another root than the checkpoint's")
    return checkpoint, leaves


# Proofs of entries: C2SP tlog-proof.

Proof = namedtuple("Proof", "index path checkpoint has_extra")


def parse_proof(data):
    need(len(data) <= NOTE_BYTES_MAX, "proof: too large")
    text = text_of(data, "proof")
    head, separator, checkpoint = text.partition("\n\n")
    need(separator, "proof: no empty line")
    lines = head.split("\n")
    need(lines.pop(0) == "c2sp.org/tlog-proof@v1", "proof: another format")
    has_extra = bool(lines) and lines[0].startswith("extra ")
    if has_extra:
        need(from_base64(lines.pop(0)[len("extra ") :], "extra"), "proof: empty extra data")
    need(lines and lines[0].startswith("index "), "proof: no index")
    index = decimal(lines.pop(0)[len("index ") :], "index")
    need(len(lines) <= PROOF_HASHES_MAX, "proof: too many hashes")
    return Proof(index, [hash_of(line, "proof") for line in lines], checkpoint.encode(), has_extra)


def verify_proof(proof, entry, trust):
    checkpoint = open_checkpoint(proof.checkpoint, trust)
    check_inclusion(leaf_hash(entry), proof.index, checkpoint.size, checkpoint.root, proof.path, "the entry in the log")
    return checkpoint


# The index and lookups in it: docs/formats/index.md.

Head = namedtuple("Head", "origin size log_root rule records root")
Record = namedtuple("Record", "name count root")


def check_name(name):
    need(1 <= len(name.encode()) <= NAME_BYTES_MAX, "a name has 1 to 512 bytes")
    need(not any(unicodedata.category(c) == "Cc" for c in name), "a name has no control characters")


def posting_hash(position, leaf):
    return leaf_hash(f"qazyq.index.posting/1\n{position}\n{shown(leaf)}\n".encode())


def record_hash(record):
    return leaf_hash(f"qazyq.index.record/1\n{record.name}\n{record.count}\n{shown(record.root)}\n".encode())


def head_text(head):
    return (
        f"qazyq.index/1\n{head.origin}\n{head.size}\n{shown(head.log_root)}\n"
        f"{head.rule}\n{head.records}\n{shown(head.root)}\n"
    )


def parse_head(text):
    lines = lines_of(text, "head")
    need(len(lines) == 7 and lines[0] == "qazyq.index/1", "head: another format")
    check_origin(lines[1])
    check_name(lines[4])
    head = Head(
        lines[1],
        decimal(lines[2], "head"),
        hash_of(lines[3], "head"),
        lines[4],
        decimal(lines[5], "head"),
        hash_of(lines[6], "head"),
    )
    need((head.records == 0) == (head.root == EMPTY_ROOT), "head: the root is not one of so many records")
    return head


class Answer:
    """The first part of a lookup, read line by line."""

    def __init__(self, text):
        self.lines = text.split("\n")

    def next(self):
        need(self.lines, "lookup: lines are missing")
        return self.lines.pop(0)

    def behind(self, word):
        line = self.next()
        need(line.startswith(word + " "), f"lookup: no line `{word}`")
        return line[len(word) + 1 :]

    def has(self, word):
        return bool(self.lines) and self.lines[0].startswith(word + " ")

    def hashes(self):
        found = []
        while self.lines and len(self.lines[0].encode()) == 44 and " " not in self.lines[0]:
            found.append(hash_of(self.next(), "lookup"))
        need(len(found) <= PROOF_HASHES_MAX, "lookup: too many hashes")
        return found

    def record(self, name, count, root):
        check_name(name)
        count = decimal(count, "count")
        need(count > 0, "lookup: a record of nothing")
        return Record(name, count, hash_of(root, "root"))

    def own_record(self, name):
        parts = self.behind("record").split(" ")
        need(len(parts) == 3, "lookup: no record")
        return decimal(parts[0], "place"), self.record(name, parts[1], parts[2]), self.hashes()

    def neighbour(self, word):
        if not self.has(word):
            return None
        parts = self.behind(word).split(" ", 2)
        need(len(parts) == 3, "lookup: no neighbour")
        return self.record(parts[2], parts[0], parts[1]), self.hashes()

    def posting(self):
        parts = self.next().split(" ", 2)
        need(len(parts) == 3 and parts[0] in ("entry", "hash"), "lookup: no posting")
        position = decimal(parts[1], "posting")
        if parts[0] == "hash":
            return position, hash_of(parts[2], "posting"), None
        entry = from_base64(parts[2], "posting")
        return position, leaf_hash(entry), entry


def verify_lookup(data, name, rule, trust):
    # 1. The form, of the parts behind the answer first.
    need(len(data) <= LOOKUP_BYTES_MAX, "lookup: too large")
    parts = text_of(data, "lookup").split("\n\n", 3)
    need(len(parts) == 4, "lookup: not four parts")
    note = parse_note(f"{parts[1]}\n\n{parts[2]}\n".encode())
    head = parse_head(note.text)
    proof = parse_proof(parts[3].encode())
    need(not proof.has_extra, "lookup: extra data")
    answer = Answer(parts[0])
    need(answer.next() == "qazyq.lookup/1", "lookup: another format")
    about = answer.behind("name")
    check_name(about)
    kind = answer.behind("found")
    need(kind in ("all", "one", "none"), "lookup: neither all, one nor none")
    # 2. The name and the rule.
    need(about == name, f"the lookup is about {about!r}")
    need(head.rule == rule, f"the names of the index are by {head.rule!r}")
    # 3. The checkpoint, and 5. the head in the log.
    checkpoint = verify_proof(proof, note.data, trust)
    # 4. The head's log and signature.
    need(head.origin == checkpoint.origin, f"the index is of {head.origin}")
    check_signature(note, trust.log)
    # 6. The head came after what it speaks of.
    need(proof.index >= head.size, "the head is one of the entries of which it speaks")
    # 8. What was found, as it is read.
    result = {"found": kind, "name": about, "origin": head.origin, "rule": head.rule, "size": head.size}
    result |= {"head_position": proof.index, "checkpoint_size": checkpoint.size}

    def check_record(record, place, path, what):
        check_inclusion(record_hash(record), place, head.records, head.root, path, what)

    if kind == "none":
        place = decimal(answer.behind("place"), "place")
        before, after = answer.neighbour("before"), answer.neighbour("after")
        need(place <= head.records, "the place lies outside the index")
        need((before is not None) == (place > 0), "the record before: missing, or one too many")
        need((after is not None) == (place < head.records), "the record after: missing, or one too many")
        if before:
            need(before[0].name.encode() < name.encode(), "the record before does not come before")
            check_record(before[0], place - 1, before[1], "the record before")
        if after:
            need(name.encode() < after[0].name.encode(), "the record after does not come after")
            check_record(after[0], place, after[1], "the record after")
    else:
        place, record, path = answer.own_record(about)
        check_record(record, place, path, "the record")
        postings = []
        if kind == "all":
            while answer.lines and answer.lines[0] != "consistency":
                postings.append(answer.posting())
            positions = [position for position, _, _ in postings]
            need(len(postings) == record.count, f"{len(postings)} postings where the record says {record.count}")
            need(all(a < b for a, b in zip(positions, positions[1:])), "the positions do not ascend")
            root = root_of(posting_hash(position, leaf) for position, leaf, _ in postings)
            need(root == record.root, "the postings lead to another root than the record's")
        else:
            at, path = decimal(answer.behind("posting"), "posting"), answer.hashes()
            position, leaf, entry = answer.posting()
            check_inclusion(posting_hash(position, leaf), at, record.count, record.root, path, "the posting")
            postings.append((position, leaf, entry))
            result["at"] = at
        need(all(position < head.size for position, _, _ in postings), "a posting is none of the entries that are indexed")
        result["count"] = record.count
        result["postings"] = [
            {"position": position, "leaf": shown(leaf), "entry": None if entry is None else shown(entry)}
            for position, leaf, entry in postings
        ]
    # 7. The log at the head's size is the beginning of that of the checkpoint.
    need(answer.next() == "consistency", "lookup: no line `consistency`")
    path = answer.hashes()
    need(not answer.lines, "lookup: lines that come nowhere")
    what = "the log at the size of the index"
    check_consistency(head.size, head.log_root, checkpoint.size, checkpoint.root, path, what)
    return result


def make_head(leaves, origin, rule, names):
    """The head of the index of these entries; `names` has a pair of position and name for each posting."""
    check_name(rule)
    by_name = {}
    for position, name in names:
        check_name(name)
        need(position < len(leaves), f"entry {position} is not indexed")
        by_name.setdefault(name, set()).add(position)
    records = []
    for name in sorted(by_name, key=str.encode):
        hashes = [posting_hash(position, leaves[position]) for position in sorted(by_name[name])]
        records.append(record_hash(Record(name, len(hashes), root_of(hashes))))
    return Head(origin, len(leaves), root_of(leaves), rule, len(records), root_of(records))


# The command line.

Trust = namedtuple("Trust", "log witnesses")


def trust_of(arguments):
    log, witnesses = parse_key(arguments.key), [parse_key(key) for key in arguments.witness]
    need(log.kind == NOTES, "the log's key signs no notes")
    need(all(witness.kind == COSIGNATURES for witness in witnesses), "a witness's key signs no cosignatures")
    return Trust(log, witnesses)


def of_checkpoint(checkpoint):
    return {"origin": checkpoint.origin, "size": checkpoint.size, "root": shown(checkpoint.root)}


def run_verify(arguments, trust):
    checkpoint, _ = verify_log(arguments.folder, trust)
    return of_checkpoint(checkpoint)


def run_proof(arguments, trust):
    proof = parse_proof(read_file(arguments.file))
    return of_checkpoint(verify_proof(proof, read_file(arguments.entry), trust)) | {"index": proof.index}


def run_consistency(arguments, trust):
    old, new = (open_checkpoint(read_file(path), trust) for path in (arguments.old, arguments.new))
    if arguments.proof is not None:
        text = text_of(read_file(arguments.proof), "proof")
        path = [hash_of(line, "proof") for line in lines_of(text, "proof")] if text else []
        need(len(path) <= PROOF_HASHES_MAX, "proof: too many hashes")
        check_consistency(old.size, old.root, new.size, new.root, path, "consistency")
    else:
        _, leaves = verify_log(arguments.folder, trust)
        need(old.size <= new.size <= len(leaves), "the checkpoints are not in the order of their sizes, up to the folder's")
        for checkpoint in (old, new):
            is_so = root_of(leaves[: checkpoint.size]) == checkpoint.root
            need(is_so, f"the first {checkpoint.size} entries lead to another root")
    return {"old": of_checkpoint(old), "new": of_checkpoint(new)}


def run_lookup(arguments, trust):
    return verify_lookup(read_file(arguments.file), arguments.name, arguments.rule, trust)


def run_index(arguments, trust):
    checkpoint, leaves = verify_log(arguments.folder, trust)
    size = decimal(arguments.size, "size")
    need(size <= len(leaves), "the log is smaller")
    text, names = text_of(read_file(arguments.names), "names"), []
    for line in lines_of(text, "names") if text else []:
        position, _, name = line.partition(" ")
        names.append((decimal(position, "names"), name))
    head = make_head(leaves[:size], checkpoint.origin, arguments.rule, names)
    return {"head": head_text(head)}


def main():
    parser = argparse.ArgumentParser(description="Checks a transparency log, proofs of its entries and lookups in its index.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name, run, about):
        of = commands.add_parser(name, help=about)
        of.add_argument("--key", required=True, metavar="VKEY", help="the log's key")
        of.add_argument("--witness", action="append", default=[], metavar="VKEY", help="a witness that must have cosigned")
        of.set_defaults(run=run)
        return of

    of = command("verify", run_verify, "every file of a log")
    of.add_argument("folder")
    of = command("proof", run_proof, "that an entry is in the log")
    of.add_argument("file")
    of.add_argument("--entry", required=True, metavar="FILE")
    of = command("consistency", run_consistency, "that a checkpoint goes on from an older one")
    of.add_argument("old")
    of.add_argument("new")
    way = of.add_mutually_exclusive_group(required=True)
    way.add_argument("--proof", metavar="FILE", help="hashes, one a line")
    way.add_argument("--folder", help="the log")
    of = command("lookup", run_lookup, "what the log has under a name")
    of.add_argument("file")
    of.add_argument("--name", required=True)
    of.add_argument("--rule", required=True)
    of = command("index", run_index, "the head of the index, made from the entries")
    of.add_argument("folder")
    of.add_argument("--names", required=True, metavar="FILE", help="lines `position name`")
    of.add_argument("--rule", required=True)
    of.add_argument("--size", required=True, metavar="N", help="how many entries are indexed")

    arguments = parser.parse_args()
    try:
        found = arguments.run(arguments, trust_of(arguments))
    except (Refused, UnicodeEncodeError) as refused:
        print(f"refused: {refused}", file=sys.stderr)
        return 1
    print(json.dumps(found, ensure_ascii=True, sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
