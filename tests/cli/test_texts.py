"""Every text of the commands is used, and every one that is used is there."""

import ast
import re

from pmo_advisor.cli.words import OWN, Words
from tests.cli.conftest import ROOT

SOURCES = sorted((ROOT / "pmo_advisor" / "cli").rglob("*.py"))
INNER = {"explaining": OWN + "explain.", "beside": OWN + "beside."}
"""Where ids are said without their beginning, by folder or file."""
HELP = re.compile(r"cli\.[a-z_]+\.(help|summary|example)")


def spoken():
    """The ids in the code as patterns: plain ones, those of ``case.say``, and f-strings."""
    for path in SOURCES:
        inner = INNER.get(path.parent.name) or INNER.get(path.stem, "")
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said = node.value
                if said.startswith(OWN):
                    yield re.escape(said), said
                elif inner and re.fullmatch(r"[a-z_.]+", said):
                    yield re.escape(inner + said), None
            elif isinstance(node, ast.JoinedStr):
                parts = [
                    one.value if isinstance(one, ast.Constant) else None for one in node.values
                ]
                pattern = "".join("[a-z_]+" if one is None else re.escape(one) for one in parts)
                yield pattern if pattern.startswith("cli") else re.escape(inner) + pattern, None


def test_texts_and_code_agree():
    texts = set(Words("en")._own)
    patterns, plain = zip(*spoken(), strict=True)
    whole = re.compile("|".join(f"(?:{one})" for one in patterns))
    unused = {one for one in texts if not whole.fullmatch(one) and not HELP.fullmatch(one)}
    assert not unused
    missing = {one for one in plain if one and one not in texts and one[-1] not in "._"}
    assert missing <= {"cli.yaml"}


def test_placeholders_are_filled_in_both_languages():
    values = {"path": "a.yaml", "count": 3}
    for lang in ("zh", "en"):
        said = Words(lang).say("cli.ask.saved_open", **values)
        assert "a.yaml" in said
        assert "{" not in said
        assert Words(lang).say("cli.pack_check.bare", items=["S01", "S02"]).count("S0") == 2
