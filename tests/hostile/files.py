"""Files from strangers that are no sessions: content, answers, policies, lists of signers, copies, keys. Not a test.

Each is given to every command that reads a file, whatever it expects. BAD are bytes, UNREAL are things that are no files at all.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

CANARY = "Canary9137"
HEAD = "walk: answers\nroute: quick\nanswers:\n"
FRAMEWORK = (
    "framework: mine\nkind: lens\nedition: 1.0.0\ntitle: Mine\nasks: Which?\nabout: Words.\nauthors: Nobody\nfunding: none\n"
    "review_by: 2030-01-01\nsources: {own: {cite: A text}}\n"
)
LAUGHS = "".join(f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]\n" for at in range(1, 10))
MERGES = "a0: &a0 {x: 1}\n" + "".join(f"a{at}: &a{at} {{<<: [*a{at - 1}, *a{at - 1}]}}\n" for at in range(1, 400))
SCENARIO = "scenario: mine\ntitle: Mine\n"
POLICY = "policy: mine\ntitle: Mine\nedition: 1.0.0\nreview_by: 2030-01-01\nrules:\n"
CARD = "organisation: mine\ntitle: Mine\nedition: 1.0.0\n"

BAD: dict[str, bytes] = {
    "empty": b"",
    "only-line-ends": b"\n\n\n",
    "binary": bytes(range(256)) * 40,
    "utf-16": HEAD.encode("utf-16"),
    "latin-1": HEAD.encode() + b"  framing.wants: caf\xe9\n",
    "billion-laughs": f"a0: &a0 {CANARY}\n{LAUGHS}".encode(),
    "merge-bomb": MERGES.encode(),
    "alias-to-itself": b"answers: &a [*a]\n",
    "deep": b"answers: " + b"[" * 5_000,
    "deep-maps": b"answers: " + b"{a: " * 5_000,
    "deep-closed": b"answers: " + b"[" * 5_000 + b"]" * 5_000,
    "many-parts": b"answers: [" + b"1," * 100_000 + b"1]\n",
    "many-keys": b"answers:\n" + b"".join(b"  k%d: v\n" % at for at in range(15_000)),
    "huge-scalar": b"answers: " + b"x" * 400_000 + b"\n",
    "huge-key": b"x" * 100_000 + b": y\n",
    "five-thousand-digits": f"{HEAD}  triage.danger: {'9' * 5_000}\n".encode(),
    "digits-for-a-number": f"route: mine\ntitle: x\nedition: 1.0.0\nabout: x\nminutes: {'9' * 5_000}\ndepth: quick\nwalk: [triage]\n".encode(),
    "repeated-key": f"{HEAD}  triage.danger: no\n  triage.danger: {CANARY}\n".encode(),
    "tags": b"answers: !!python/object/apply:os.system ['true']\n",
    "binary-tag": b"answers: !!binary aGk=\n",
    "two-documents": HEAD.encode() + b"---\n" + HEAD.encode(),
    "escaped-controls": (HEAD + '  framing.wants: "\\e[2J\\u202e\\0\\x9b"\n').encode(),
    "escaped-surrogate": (HEAD + f'  framing.wants: "{CANARY} \\ud800"\n').encode(),
    "hidden-in-a-key": (HEAD + '  "framing.\\u202ewants": x\n').encode(),
    "directives": b"%YAML 9.9\n%TAG ! tag:x,2000:\n---\na: 1\n",
    "odd-keys": b"? [a, b]\n: c\n? {d: e}\n: f\n",
    "yes-and-no": (HEAD + "  triage.danger: no\n  triage.duty: 014\n  framing.kind: 12:30:45\n").encode(),
    "words-for-a-choice": (HEAD + f"  triage.danger: {CANARY}\n").encode(),
    "maps-for-a-choice": (HEAD + f"  triage.danger: {{a: {{b: {CANARY}}}}}\n").encode(),
    "a-step-that-is-none": (HEAD + f"  {CANARY}.wants: x\n  '../../x': y\n  '': z\n").encode(),
    "walk-of-paths": f"walk: ../../etc/passwd\nroute: {CANARY}\nprofession: [x]\nanswers: {{}}\n".encode(),
    "framework-with-code": (FRAMEWORK + f"steps: [{{id: a, type: text, ask: x, run: {CANARY}}}]\n").encode(),
    "framework-of-paths": FRAMEWORK.replace("mine", "../../mine").encode()
    + b"steps: [{id: ../x, type: text, ask: x, source: own}]\n",
    "framework-of-a-device": FRAMEWORK.replace("mine", "con").encode()
    + b"steps: [{id: a, type: text, ask: x, source: own}]\n",
    "framework-hidden-words": (
        FRAMEWORK + 'steps: [{id: a, type: text, ask: "x \\u202e \\e[2J", source: own}]\n'
    ).encode(),
    "framework-that-joins-itself": (
        FRAMEWORK + "steps: [{id: a, type: one-of, ask: x, source: own, depth: quick, when: {mine.a: x},"
        " each: mine.a, choices: {x: {label: x, joins: mine, route: mine}}}]\n"
    ).encode(),
    "conditions-deep": (
        FRAMEWORK + "steps: [{id: a, type: text, ask: x, source: own, when: " + "{not: " * 20 + "x" + "}" * 20 + "}]\n"
    ).encode(),
    "scenario-of-nothing": (SCENARIO + f"run: {CANARY}\nstages: [[], {{}}, '']\n").encode(),
    "policy-of-nothing": (POLICY + f"  - {{id: a, level: fatal, when: {{{CANARY}: x}}}}\n").encode(),
    "policy-with-an-expression": (
        POLICY + "  - {id: a, level: error, when: {triage.danger: {matches: '(a+)+$'}}, say: x}\n"
    ).encode(),
    "card-of-scripts": (
        CARD + 'emergency: "<script>alert(1)</script> [x](javascript:alert(1))"\nwords: {../../x: y}\n'
    ).encode(),
    "norms-without-end": b"norms: mine\nkind: statute\ntitle: x\nedition: 1.0.0\nentries:\n" + b"  - {id: a}\n" * 600,
    "json-depth": b'{"a":' * 20_000,
    "json-not-a-number": b'{"answers": {"triage.danger": NaN}}\n',
    "json-lines": b'{"findings": [{"id": {"a": []}}], "name": 7}\n{}\n[]\n',
    "json-repeated": b'{"heads": 1, "heads": {"a": [1, "x"]}, "format": "ethics-protection", "on": "yes", "readers": 7}\n',
    "signers-odd": b'* cert-authority,namespaces="x ssh-ed25519 AAAA\n-oProxyCommand=x ssh-ed25519 AAAA\n'
    + b"a" * 70_000
    + b"\n",
    "signers-hidden": "\u202esupervisor ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI\x1b[2J\n".encode(),
    "key-odd": f"AGE-SECRET-KEY-1{CANARY}\n".encode(),
    "keys-many": b"AGE-SECRET-KEY-1QQQQ\n" * 3_000,
    "private-key": b"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n",
}
WELL_FORMED_ANSWERS = (
    "five-thousand-digits escaped-controls yes-and-no words-for-a-choice maps-for-a-choice json-not-a-number"
).split()
"""Of these `ethics check` has nothing to say: what is answered is for the walk to look at."""


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.mkdir()


def _circle(path: Path) -> None:
    path.symlink_to(path)


def _nowhere(path: Path) -> None:
    path.symlink_to(path.parent / "nowhere")


def _endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _huge(path: Path) -> None:
    """Three gigabytes that take no room: whoever reads it whole is noticed."""
    with path.open("wb") as stream:
        stream.truncate(3 << 30)


UNREAL: dict[str, Callable[[Path], None]] = {
    "a-pipe": _pipe,
    "a-folder": _folder,
    "a-link-to-itself": _circle,
    "a-link-to-nowhere": _nowhere,
    "a-link-to-what-never-ends": _endless,
    "three-gigabytes": _huge,
}
PLACES = (
    "sessions/aaaaaa-odd-case.jsonl",
    "sessions/aaaaaa-odd-case.jsonl.age",
    "frameworks/odd.yaml",
    "config.yaml",
    "heads.json",
    "heads.json.age",
    "forgotten.json",
    "practised.json",
    "keys/protection.json",
    "keys/identity.txt",
    "keys/identity.age",
    "allowed_signers",
    "drafts",
    "records",
)
"""Where in a home something may lie that is not what belongs there."""
