#!/usr/bin/env python3
"""Writes the wire vectors of the channel, or says whether those that are here are what it would write.

The keys are the bytes 0, 1, 2 … of a number line: anybody has them, so nothing that they sign means anything. The
suite `sm` is tried against the openssl command where it is installed. Needs the Python package cryptography, and zlib
itself: another deflate packs the same lines into other bytes.
"""

import argparse
import base64
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zlib

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "ReceiverTests")]

from sealing import International, National
from sm2 import SM2Suite
from wire import Ed25519Suite, Stream, acknowledgement, batch, chain, line

STREAM = Stream("chengguan", "5ea1c0de5ea1c0de5ea1c0de5ea1c0de", 2)
INC = "00112233aabbccdd"
TIME = "2026-11-20T09:31:05+08:00"
DIVISION = "119999100202"


def records():
    """Nine records about synthetic matters; the first four are one matter's life."""
    stages = [
        ("case.accepted", {"item": "个体工商户设立登记", "applicant": "测试甲", "window": "3号窗口"}),
        ("case.supplement", {"missing": ["经营场所使用证明"], "note": "请补正：租赁合同缺页"}),
        ("case.decided", {"outcome": "准予", "document": "（测试）城关市监准字〔2026〕第1号"}),
        ("case.delivered", {"way": "窗口领取", "signed": True}),
    ]
    first = f"case:{DIVISION}202611200000173"
    found = [(first, version, kind, said) for version, (kind, said) in enumerate(stages, 1)]
    found += [
        (f"case:{DIVISION}202611200000174", 1, "case.accepted", {"item": "户口登记项目变更", "applicant": "测试乙"}),
        (f"ticket:{DIVISION}-A021", 1, "ticket.finished", {"line": "A", "waited": 312, "served": 545}),
        (f"rating:{DIVISION}-A021", 1, "rating.given", {"stars": 5, "words": "很满意，谢谢🙏 \"快\""}),
        (f"case:{DIVISION}202611200000174", 2, "case.returned", {"reason": "材料不齐全", "law": "行政许可法第三十二条"}),
        (f"case:{DIVISION}202611200000175", 1, "case.accepted", {"item": "老年人优待证办理", "applicant": "测试丙"}),
    ]
    return [
        line(f"119999{number:02d}-0000-8000-8000-{number:012d}", entity, version, {"kind": kind, "at": TIME, **said})
        for number, (entity, version, kind, said) in enumerate(found, 1)]


class Vectors:
    def __init__(self):
        self.files, self.about = {}, {}

    def batches(self, suite, signer, *parts):
        """One file of batches; each part is (from, lines, prev, comp)."""
        described, content = [], b""
        for first, lines, prev, comp in parts:
            content += batch(suite, STREAM, first, lines, prev, comp)
            described.append({
                "from": first, "to": first + len(lines) - 1, "prev": prev.hex(),
                "head": chain(suite, prev, lines).hex(), "comp": comp, "signer": signer,
                "lines": [one.decode() for one in lines]})
        return content, described

    def add(self, name, content, **said):
        self.files[name] = content
        self.about[name] = {
            "hall": STREAM.hall, "epoch": STREAM.epoch, "lane": STREAM.lane, "bytes": len(content), **said}

    def sealed(self, name, suite, signer, opener, reader, lines, prev):
        """A batch whose body only `opener` reads."""
        def hidden(body):
            return opener.seal(body, opener.public, opener.kid, suite.digest(name.encode()))
        content = batch(suite, STREAM, 1, lines, prev, "deflate", seal=(opener.name, hidden))
        self.add(name, content, alg=suite.name, opener=reader, batches=[{
            "from": 1, "to": len(lines), "prev": prev.hex(), "head": chain(suite, prev, lines).hex(),
            "comp": "deflate", "signer": signer, "lines": [one.decode() for one in lines]}])

    def acknowledgement(self, name, suite, signer, code, hw, head):
        content = acknowledgement(suite, code, STREAM, hw, head, INC, TIME)
        self.add(name, content, alg=suite.name, signer=signer, code=code, hw=hw, chain=head.hex(), safe=hw, inc=INC,
                 time=TIME)


def make():
    lines = records()
    hall, receiver = Ed25519Suite(bytes(range(32))), Ed25519Suite(bytes(range(32, 64)))
    sm_hall, sm_receiver = SM2Suite(bytes(range(64, 96))), SM2Suite(bytes(range(96, 128)))
    heads = [STREAM.start(hall.digest)]
    for one in lines:
        heads.append(chain(hall, heads[-1], [one]))
    vectors = Vectors()
    for name, parts in {
        "hello.yzb1": [(1, [], heads[0], "none")],
        "plain.yzb1": [(1, lines[:3], heads[0], "none")],
        "deflate.yzb1": [(4, lines[3:6], heads[3], "deflate")],
        "two.yzb1": [(7, lines[6:8], heads[6], "none"), (9, lines[8:9], heads[8], "deflate")],
    }.items():
        content, described = vectors.batches(hall, "hall", *parts)
        vectors.add(name, content, alg="ed25519", batches=described)
    vectors.acknowledgement("ok.yza1", receiver, "receiver", "ok", 6, heads[6])
    vectors.acknowledgement("gap.yza1", receiver, "receiver", "gap", 3, heads[3])
    vectors.acknowledgement("fork.yza1", receiver, "receiver", "fork", 6, heads[6])
    start = STREAM.start(sm_hall.digest)
    content, described = vectors.batches(sm_hall, "smHall", (1, lines[:3], start, "none"))
    vectors.add("sm.yzb1", content, alg="sm2", batches=described)
    vectors.acknowledgement("sm.yza1", sm_receiver, "smReceiver", "ok", 3, chain(sm_hall, start, lines[:3]))
    openers = {"opener": International(bytes(range(128, 160))), "smOpener": National(bytes(range(160, 192)))}
    vectors.sealed("sealed.yzb1", hall, "hall", openers["opener"], "opener", lines, heads[0])
    vectors.sealed("sm-sealed.yzb1", sm_hall, "smHall", openers["smOpener"], "smOpener", lines[:3], start)
    keys = {"hall": hall, "receiver": receiver, "smHall": sm_hall, "smReceiver": sm_receiver}
    seeds = {"hall": 0, "receiver": 32, "smHall": 64, "smReceiver": 96}
    overview = {
        "about": "Test keys that anybody has. prev, head and chain are hex; publicKey is base64 of the raw bytes.",
        "keys": {
            name: {"alg": suite.name, "kid": suite.kid, "publicKey": base64.b64encode(suite.public).decode(),
                   "seed": bytes(range(seeds[name], seeds[name] + 32)).hex()}
            for name, suite in keys.items()},
        "openers": {
            name: {"enc": key.name, "kid": key.kid, "publicKey": base64.b64encode(key.public).decode(), "pem": key.pem}
            for name, key in openers.items()},
        "files": vectors.about}
    vectors.files["vectors.json"] = (json.dumps(overview, ensure_ascii=False, indent=1) + "\n").encode()
    return vectors.files, keys


def tried_by_openssl(content, public):
    """Whether the openssl command finds the SM2 signature sound; None where it is not installed."""
    if not shutil.which("openssl"):
        return None
    # SubjectPublicKeyInfo of id-ecPublicKey on the curve sm2p256v1 (1.2.156.10197.1.301).
    spki = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d034200") + public
    text, rest = content.split(b"\n\n", 1)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "key").write_bytes(spki)
        (folder / "text").write_bytes(text + b"\n\n")
        (folder / "signature").write_bytes(base64.b64decode(rest.split(b"\n", 1)[0]))
        done = subprocess.run(
            ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key", "-rawin", "-digest", "sm3",
             "-in", "text", "-sigfile", "signature", "-pkeyopt", "distid:1234567812345678"],
            cwd=folder, capture_output=True)
    return done.returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="writes nothing; says what differs")
    options = parser.parse_args()
    files, keys = make()
    for name, key in (("sm.yzb1", "smHall"), ("sm.yza1", "smReceiver")):
        if tried_by_openssl(files[name], keys[key].public) is False:
            sys.exit(f"FAILED: openssl does not find {name} sound")
    for name, key in (("sealed.yzb1", International(bytes(range(128, 160)))),
                      ("sm-sealed.yzb1", National(bytes(range(160, 192))))):
        body = files[name].split(b"\n\n", 1)[1].split(b"\n", 1)[1]
        if b"case.accepted" not in zlib.decompress(key.open(body)):
            sys.exit(f"FAILED: {name} is not opened again")
    for name, content in files.items():
        if not options.check:
            (HERE / name).write_bytes(content)
        elif not (HERE / name).exists() or (HERE / name).read_bytes() != content:
            sys.exit(f"FAILED: {name} is not what is made anew")
    print(f"{len(files)} files {'are as made anew' if options.check else 'written'}")


if __name__ == "__main__":
    main()
