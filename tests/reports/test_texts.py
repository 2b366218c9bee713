"""Every text of the report is used, and every one that is used is there."""

from __future__ import annotations

import re

from tests.reports import sample
from tests.shipped import ROOT

CODE = [
    *(ROOT / "pmo_advisor" / "reports").rglob("*.py"),
    *(one for one in (ROOT / "templates").rglob("*.j2") if "web" not in one.parts),
]
QUOTED = re.compile(
    r"""f?["']((?:[a-z_0-9]|\{[^{}"']+\})+(?:\.(?:[a-z_0-9]|\{[^{}"']+\})+)*\.?)["']"""
)


def _patterns() -> list[str]:
    """What stands in quotes and may be an id; a value in braces, or at the end, is any word."""
    found = {one for path in CODE for one in QUOTED.findall(path.read_text("utf-8"))}
    return [
        re.sub(r"\\{.*?\\}", "[a-zA-Z_0-9]*", re.escape(one))
        + ("[a-zA-Z_0-9]+" if one.endswith(".") else r"(\.one|\.other|\.told)?")
        for one in found
    ]


def test_every_text_is_used() -> None:
    used = re.compile("|".join(f"(?:{one})" for one in _patterns()))
    ids = [one.removeprefix("report.") for one in sample.texts() if one.startswith("report.")]
    assert [one for one in ids if not used.fullmatch(one)] == []


def test_every_text_that_is_said_is_there() -> None:
    said = re.compile(r"""\b(?:say|many)\(\s*["']([a-z_0-9.]+)["'][,)]""")
    ids = set(sample.texts())
    for path in CODE:
        for one in said.findall(path.read_text("utf-8")):
            assert {f"report.{one}", f"report.{one}.other"} & ids, (path.name, one)


def test_what_is_nothing_is_also_said_of_the_units_that_may_be_told() -> None:
    ids = set(sample.texts())
    said = re.compile(r"""\bnothing\(\s*["']([a-z_.]+)["']""")
    found = [one for path in CODE for one in said.findall(path.read_text("utf-8"))]
    assert found
    assert {f"report.{one}{told}" for one in found for told in ("", ".told")} <= ids
