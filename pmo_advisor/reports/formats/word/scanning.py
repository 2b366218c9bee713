"""The tags of a template: found wherever Word has torn them apart, judged, and put in one piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import islice
from typing import NamedTuple

from docx.oxml.ns import qn
from jinja2 import TemplateError

from pmo_advisor.errors import Fault, Place
from pmo_advisor.reports.formats.word.environment import TagEnvironment, Wrong
from pmo_advisor.reports.formats.word.xml import Element, ancestors, raw_text, within

LONGEST, MOST, DEEPEST = 200, 500, 20
"""Characters of a tag, tags of a part, and conditions within conditions."""

# Bounded, so that many openers without an end are read in one pass.
_TAG = re.compile(r"\{\{.{0,400}?\}\}|\{%.{0,400}?%\}|\{#.{0,400}?#\}", re.DOTALL)
_OPENER = re.compile(r"\{\{|\{%|\{#")
_SPLIT = re.compile(r"\{(?:<[^>]*>)+[{%#]|[%}#](?:<[^>]*>)+\}")
_FORM = re.compile(r"(\{[{%])[-+]?(?:(p|r|tr|tc)(?=\s+\S))?\s*(.*?)\s*[-+]?([%}]\})", re.DOTALL)
_PLAIN = re.compile(
    r"\{\{[\w |]*\}\}|\{% (?:if|elif|else|endif)\b[\w |]*%\}|\{#.*#\}", re.ASCII | re.DOTALL
)
_SPACE = re.compile("[\\s\u200b\ufeff]+")
_STATEMENT = re.compile(r"\{%[-+]?\s*(\w*)")
_CONDITIONS = ("if", "elif", "else", "endif")
_MESSAGES = {
    "refused": "word_tag_refused",
    "unknown": "word_tag_unknown",
    "filtered": "word_tag_filtered",
}
_CUT = 60
MOST_STRAYS = 20
"""Stray braces that are told one by one."""


class Spot(NamedTuple):
    """A tag in a paragraph, as it stands there; ``plain`` is without docxtpl's word before it."""

    said: str
    plain: str
    paragraph: Element


def spots(root: Element) -> Iterator[Spot]:
    """Every tag, paragraph by paragraph. Afterwards each stands in one piece."""
    for paragraph in list(within(root, "w:p")):
        yield from _in_paragraph(paragraph)


def texts_of(paragraph: Element) -> list[Element]:
    """The texts of a paragraph itself, not of text boxes in it."""
    return [one for one in within(paragraph, "w:t") if next(ancestors(one, "w:p")) is paragraph]


def _in_paragraph(paragraph: Element) -> Iterator[Spot]:
    texts = texts_of(paragraph)
    whole = "".join(one.text or "" for one in texts)
    if "{" not in whole:
        return
    found = list(_TAG.finditer(whole))
    for one in reversed(found[:MOST]):
        _gather(texts, one.start(), one.end(), _tidied(one.group())[0])
    for one in found:
        yield Spot(*_tidied(one.group()), paragraph)


def _tidied(tag: str) -> tuple[str, str]:
    """The tag as it is to stand, and without the word that says what a condition takes with it.

    A value needs no such word: blocks take the place of their paragraph in any case.
    """
    tag = _SPACE.sub(" ", tag)
    matched = _FORM.fullmatch(tag)
    if matched is None:
        return tag, tag
    start, form, inner, end = matched.groups()
    plain = f"{start} {inner} {end}"
    return (f"{start}{form} {inner} {end}" if form and start == "{%" else plain), plain


def _gather(texts: list[Element], start: int, end: int, tag: str) -> None:
    """Put ``tag`` where the characters from ``start`` to ``end`` stand, over all texts."""
    at = 0
    for one in texts:
        told = one.text or ""
        low, high = max(start - at, 0), min(end - at, len(told))
        if low < high:
            one.text = told[:low] + tag + told[high:]
            one.set(qn("xml:space"), "preserve")
            tag = ""
        at += len(told)


def faults_in(
    root: Element, found: list[Spot], environment: TagEnvironment, place: Place
) -> Iterator[Fault]:
    """What is wrong with the tags of one part of a template."""
    for stray in islice(_strays(root), MOST_STRAYS):
        yield Fault("word_tag_stray", {"tag": _cut(stray)}, place)
    if len(found) > MOST:
        yield Fault("word_tag_many", {"limit": MOST}, place)
        return
    legible = [one for one in found if len(one.said) <= LONGEST and _PLAIN.fullmatch(one.plain)]
    for one in found:
        if one not in legible:
            yield Fault("word_tag_refused", {"tag": _cut(one.said)}, place)
    if _depth(legible) > DEEPEST:
        yield Fault("word_tag_many", {"limit": DEEPEST}, place)
        return
    if legible:
        yield from _judged(legible, environment, place)


def _judged(found: list[Spot], environment: TagEnvironment, place: Place) -> Iterator[Fault]:
    # One tag a line, so that a line of the source tells which tag it is.
    source = "\n".join(one.plain for one in found)
    try:
        wrong = environment.wrong(source)
    except TemplateError as error:
        line = min(max(getattr(error, "lineno", 1) or 1, 1), len(found))
        yield from _alone(found, found[line - 1], environment, place)
        return
    for one in wrong:
        yield _as_fault(one, found[one.line - 1], environment, place)


def _alone(
    found: list[Spot], broken: Spot, environment: TagEnvironment, place: Place
) -> Iterator[Fault]:
    """Where the tags make no whole, each by itself, so that one slip does not hide the others."""
    told = False
    for one in found:
        word = _STATEMENT.match(one.plain)
        try:
            wrong = [] if word else environment.wrong(one.plain)
        except TemplateError:
            yield Fault("word_tag_syntax", {"tag": _cut(one.said)}, place)
            told = True
            continue
        if word and word[1] not in _CONDITIONS:
            yield Fault("word_tag_refused", {"tag": _cut(one.said)}, place)
            told = True
        for each in wrong:
            yield _as_fault(each, one, environment, place)
    if not told:
        yield Fault("word_tag_syntax", {"tag": _cut(broken.said)}, place)


def _as_fault(wrong: Wrong, spot: Spot, environment: TagEnvironment, place: Place) -> Fault:
    hint = nearest(wrong.name, environment.names) if wrong.kind == "unknown" else None
    return Fault(_MESSAGES[wrong.kind], {"tag": _cut(spot.said)}, place, hint)


def _strays(root: Element) -> Iterator[str]:
    """Braces that open a tag where none can stand, or that close none."""
    for one in root.iter():
        if not isinstance(one.tag, str):
            continue
        whole = one.tag == qn("w:t")
        told = raw_text(one)
        left = _TAG.sub("", told) if whole else told
        for each in (left, one.tail or "", *one.attrib.values()):
            found = _OPENER.search(str(each))
            if found is not None:
                yield str(each)[found.start() :]


def split_braces(source: str) -> bool:
    """Whether braces of two paragraphs would be read as one tag."""
    return _SPLIT.search(source) is not None


def _depth(found: list[Spot]) -> int:
    deepest = depth = 0
    for one in found:
        if one.plain.startswith("{% if "):
            depth += 1
        elif one.plain.startswith("{% endif"):
            depth -= 1
        deepest = max(deepest, depth)
    return deepest


def nearest(name: str, names: list[str]) -> str | None:
    """The name that was perhaps meant."""
    return next(iter(get_close_matches(name, names, 1)), None)


def _cut(text: str) -> str:
    told = " ".join(text.split())
    return told if len(told) <= _CUT else f"{told[: _CUT - 1]}…"
