"""XML from a stranger, read as events within limits: no DTD, no entities, bounded depth and number.

Nothing is kept of the document, so its size is all that reading it can cost.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol
from xml.parsers import expat

MAX_DEPTH = 200
"""Below the 256 at which the Office libraries give up."""


class XmlRefused(Exception):
    """A document that is not read on: the id of the text that says why, and its values."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values


class Visitor(Protocol):
    """What is told of a document. A name is ``namespace local``, or ``local`` without one."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, words: str) -> None: ...


def scan(data: bytes, visitor: Visitor, max_elements: int) -> int:
    """Tell the visitor of every element; returns how many there were. Raises XmlRefused."""
    counted = _Counted(visitor, max_elements)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = counted.start
    parser.EndElementHandler = counted.end
    parser.CharacterDataHandler = visitor.text
    parser.StartDoctypeDeclHandler = _doctype
    parser.ProcessingInstructionHandler = _instruction
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        line, detail = error.lineno, expat.ErrorString(error.code)
        raise XmlRefused("xml_broken", line=line, detail=detail) from None
    except (LookupError, ValueError):
        raise XmlRefused("xml_encoding") from None
    return counted.elements


def local(name: str) -> str:
    """The name without its namespace."""
    return name.rpartition(" ")[2]


def space(name: str) -> str:
    """The namespace alone, empty where there is none."""
    return name.rpartition(" ")[0]


class _Counted:
    def __init__(self, visitor: Visitor, max_elements: int) -> None:
        self.visitor = visitor
        self.max_elements = max_elements
        self.elements = 0
        self.depth = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > MAX_DEPTH:
            raise XmlRefused("xml_deep", limit=MAX_DEPTH)
        if self.elements > self.max_elements:
            raise XmlRefused("xml_many", limit=self.max_elements)
        self.visitor.start(name, attributes)

    def end(self, name: str) -> None:
        self.depth -= 1
        self.visitor.end(name)


def _doctype(*_declared: object) -> None:
    raise XmlRefused("xml_doctype")


def _instruction(target: str, _data: str) -> None:
    # Word writes <?mso-application?> into flat files only; a style sheet would be fetched.
    if target == "xml-stylesheet":
        raise XmlRefused("xml_stylesheet")
