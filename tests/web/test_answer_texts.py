"""Every text of answering is used, and every one that is said is there."""

from __future__ import annotations

import re

from pmo_advisor.knowledge.texts import load_texts
from tests.shipped import ROOT

OWN = "web.answer."
CODE = [
    *(ROOT / "pmo_advisor" / "web").rglob("*.py"),
    *(ROOT / "templates" / "web").rglob("*.j2"),
]
SAID = re.compile(r"""["'](?:web\.)?(answer\.(?!js)[a-z_.]*[a-z_])["'][,)]""")
BEGUN = re.compile(r"""f?["'](?:web\.)?(answer\.[a-z_.]+\.)(?:["'] ~|\{)""")


def test_every_text_is_used_and_there() -> None:
    source = "\n".join(path.read_text("utf-8") for path in CODE)
    said = {f"web.{one}" for one in SAID.findall(source)}
    said |= {f"web.{one}" for one in re.findall(r'"(answer\.refused\.[a-z]+)"', source)}
    begun = tuple(f"web.{one}" for one in BEGUN.findall(source))
    texts = {one for one in load_texts() if one.startswith(OWN)}
    assert said - texts == set()
    assert {one for one in texts - said if not one.startswith(begun)} == set()
