"""The words of a Word template, paragraph by paragraph, and the names of its styles."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from pmo_advisor.knowledge.foreign.xml_scan import local, scan

_STORY = re.compile(r"word/((?:document|header|footer|footnotes|endnotes|comments)\d*)\.xml")
_STYLES = "word/styles.xml"
_MOST = 1_000_000


def paragraphs(checked: bytes) -> dict[str, list[str]]:
    """The paragraphs by part (such as ``header1``), however many runs each is split over.

    The package has been looked through before.
    """
    found: dict[str, list[str]] = {}
    with zipfile.ZipFile(io.BytesIO(checked)) as package:
        for name in package.namelist():
            story = _STORY.fullmatch(name)
            if story:
                words = _Words()
                scan(package.read(name), words, _MOST)
                found[story[1]] = words.found
    return found


def style_names(checked: bytes) -> frozenset[str]:
    """What the styles of a checked package are called, in small letters."""
    styles = _Styles()
    with zipfile.ZipFile(io.BytesIO(checked)) as package:
        if _STYLES in package.namelist():
            scan(package.read(_STYLES), styles, _MOST)
    return frozenset(styles.found)


class _Words:
    def __init__(self) -> None:
        self.found: list[str] = []
        self._open: list[list[str]] = []
        self._inside = False

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        if local(name) == "p":
            self._open.append([])
        self._inside = local(name) == "t"

    def end(self, name: str) -> None:
        self._inside = False
        if local(name) == "p" and self._open:
            words = "".join(self._open.pop())
            if words.strip():
                self.found.append(words)

    def text(self, words: str) -> None:
        if self._inside and self._open:
            self._open[-1].append(words)


class _Styles:
    def __init__(self) -> None:
        self.found: list[str] = []
        self._inside = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if local(name) == "style":
            self._inside = True
        elif local(name) == "name" and self._inside:
            self._inside = False
            self.found += [
                value.casefold() for key, value in attributes.items() if local(key) == "val"
            ]

    def end(self, name: str) -> None:
        """Nothing follows from an end."""

    def text(self, words: str) -> None:
        """No name stands in words."""
