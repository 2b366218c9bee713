"""Spacing, cleaned names, wrapped lines, and Markdown that stays text."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pmo_advisor.reports.escape import markdown
from pmo_advisor.reports.typography import clean, columns, ems, quoted, spaced, wrapped
from tests.reports.sample import HOSTILE

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cn", "Co"]), max_size=80)


@pytest.mark.parametrize(
    ("plain", "set_"),
    [
        ("产研PMO有8人", "产研·PMO·有·8·人"),
        ("2026年11月23日前定", "2026年11月23日前定"),
        ("在2026年1月2日", "在2026年1月2日"),
        ("（PMO）、8–12人", "（PMO）、8–12·人"),
        ("−3点", "−3·点"),
        ("R&D团队", "R&D·团队"),
    ],
)
def test_han_and_latin_stand_apart_and_dates_stay_closed(plain: str, set_: str) -> None:
    assert spaced(plain, "·") == set_


def test_spacing_twice_changes_nothing() -> None:
    once = spaced("产研PMO有8人", " ")
    assert spaced(once, " ") == once


def test_apostrophes_are_typeset() -> None:
    assert quoted("the line's view, leaders' time") == "the line’s view, leaders’ time"


@given(TEXT)
def test_a_cleaned_text_is_one_line_without_controls(text: str) -> None:
    kept = clean(text)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066\u2067]", kept)
    assert kept == clean(kept)


def test_a_right_to_left_name_keeps_its_direction_to_itself() -> None:
    assert clean("שלום\u202e") == "\u2068שלום\u2069"


@given(TEXT, st.integers(8, 60))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(columns(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_no_line_begins_with_a_closing_mark() -> None:
    lines = wrapped("先定人，再定事；先定事，再定钱。" * 4, 9)
    assert not [line for line in lines if line[0] in "，；。"]


def test_ems_are_generous() -> None:
    assert ems("定位") == 2
    assert 2 < ems("PMO") < 3


MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _shown(source: str) -> str:
    """What a reader sees of a list item, and nothing but it."""
    found = re.fullmatch(r"<ul>\n<li>(.*)</li>\n</ul>\n", MARKDOWN.render(source), re.DOTALL)
    assert found, source
    assert "<" not in found[1], found[1]
    return html.unescape(found[1])


@given(TEXT)
def test_escaped_text_is_read_back_as_it_was(text: str) -> None:
    kept = clean(text)
    if kept and kept == kept.strip():
        assert _shown(f"- {markdown(kept)}").split() == kept.split()


def test_hostile_text_is_only_text() -> None:
    kept = clean(HOSTILE)
    assert _shown(f"- {markdown(kept)}").split() == kept.split()
    escaped = markdown(kept)
    assert not re.search(r"(?<!\\)://|www\.", escaped)
    assert not re.search(r"(?<!\\)[|`\[\]*]", escaped)
