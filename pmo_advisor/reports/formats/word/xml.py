"""WordprocessingML, element by element. Text is always an element's text, never pasted markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

Element = BaseOxmlElement

_SPACES = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_ILLEGAL = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(
    tag: str, attributes: Mapping[str, str | int] | None = None, *children: Element | None
) -> Element:
    """An element such as ``w:p``; attributes are named like it, children that are null left out."""
    made: Element = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set(qn(name), legal(str(value)))
    for child in children:
        if child is not None:
            made.append(child)
    return made


def valued(tag: str, value: str | int) -> Element:
    """An element that says one thing, in ``w:val``."""
    return element(tag, {"w:val": value})


def legal(text: str) -> str:
    """``text`` on one line, without what XML cannot hold."""
    return _ILLEGAL.sub("", _SPACES.sub(" ", text))


def words(tag: str, text: str) -> Element:
    """An element with text, its spaces kept."""
    made = element(tag)
    made.text = legal(text)
    made.set(qn("xml:space"), "preserve")
    return made


def within(root: Element, tag: str) -> Iterator[Element]:
    """Every element of this tag, in the order of the document."""
    yield from root.iter(qn(tag))


def ancestors(one: Element, tag: str) -> Iterator[Element]:
    """The elements of this tag around one, the nearest first."""
    yield from one.iterancestors(qn(tag))


def raw_text(one: Element) -> str:
    """The text before an element's first child. On runs, python-docx's ``text`` tells another."""
    return str(Element.text.__get__(one) or "")
