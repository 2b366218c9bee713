"""Typst at work: a template of ours, data, and the faces that the text needs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Literal

import typst

from pmo_advisor.model.brand import Brand
from pmo_advisor.model.text import LANGS
from pmo_advisor.reports.charts.svg import faces
from pmo_advisor.reports.formats.faces import font_folders
from pmo_advisor.reports.render import shipped_templates

Kind = Literal["pdf", "png"]

ABSENT = "\u3013"
"""Stands where no face has a character: the geta mark, typesetters' own sign for that."""

_KEPT_RUNS = 10
"""Runs for which Typst keeps what it has set."""

_LONG = 100_000
"""Characters of data from which a document is worth forgetting, and what was kept before it."""

_NOTHING = b"#set page(width: 1pt, height: 1pt, margin: 0pt)"

_STILL = 0
"""Seconds since 1970 that a file says it was made: always the same, so the same bytes."""

_UNSHOWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


def typeset(
    template: str, data: dict[str, Any], brand: Brand, *, kind: Kind = "pdf", ppi: float = 144
) -> bytes:
    """The pages of ``template`` as PDF/UA, or its one page as PNG.

    Text is set in the brand's faces and ours, and in the machine's only where it has a character
    that those lack, or the brand names a face that is not in its folder. A character that no face
    has is printed as ``ABSENT``, never left out.
    """
    told = json.dumps(data, ensure_ascii=False)
    folders = tuple(font_folders(brand))
    fonts = _fonts(folders, machine=_asks_for_the_machine(brand, folders))
    is_long = len(told) > _LONG
    if is_long:
        _forget(fonts)
    made, unshown = _compiled(template, told, fonts)
    if unshown:
        fonts = _fonts(folders, machine=True)
        made, unshown = _compiled(template, told, fonts)
    if unshown:
        told = told.translate(dict.fromkeys(unshown, ABSENT))
        made, unshown = _compiled(template, told, fonts)
    if unshown:
        told = "".join(one if _always_there(one) else ABSENT for one in told)
        made, _ = _compiled(template, told, fonts)
    if kind == "png":
        made = _run(template, told, fonts, format="png", ppi=ppi)
    if is_long:
        _forget(fonts)
    return made


def _forget(fonts: typst.Fonts) -> None:
    """Have Typst let go of what it keeps of a document, which is a hundred megabytes and more.

    It forgets what some runs in a row have not used, so empty pages take the document's place.
    """
    for _ in range(_KEPT_RUNS + 1):
        typst.compile(_NOTHING, font_paths=fonts, format="svg")


def _compiled(template: str, told: str, fonts: typst.Fonts) -> tuple[bytes, frozenset[int]]:
    """The PDF, or none and the characters that no face has. PDF/UA makes a blank an error."""
    try:
        made = _run(template, told, fonts, format="pdf", pdf_standards=["ua-1"], timestamp=_STILL)
    except typst.TypstError as error:
        unshown = frozenset(_unshown(error.diagnostic))
        if not unshown:
            raise
        return b"", unshown
    return made, frozenset()


def _unshown(diagnostic: str) -> Iterable[int]:
    """The code points that Typst says it cannot show, from its way of quoting them."""
    for quoted in _UNSHOWN.findall(diagnostic):
        told = _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], quoted)
        yield from (ord(one) for one in told if not one.isascii())


def _always_there(one: str) -> bool:
    """Whether our own faces surely have a character."""
    try:
        one.encode("gb2312")
    except UnicodeEncodeError:
        return one.isspace()
    return True


def _run(template: str, told: str, fonts: typst.Fonts, **options: Any) -> bytes:
    folder = shipped_templates() / "pdf"
    made = typst.compile(
        folder / template, root=folder, font_paths=fonts, sys_inputs={"given": told}, **options
    )
    if not isinstance(made, bytes):
        raise TypeError(f"{template} has more than one page")
    return made


def _asks_for_the_machine(brand: Brand, folders: tuple[str, ...]) -> bool:
    """Whether the brand's first faces are neither ours nor in its own folder."""
    known = _fonts(folders, machine=False).families()
    return any(faces(brand, lang)[0] not in known for lang in LANGS)


@lru_cache(maxsize=8)
def _fonts(folders: tuple[str, ...], *, machine: bool) -> typst.Fonts:
    """The faces in these folders, and the machine's own; looking for them takes time."""
    return typst.Fonts(
        include_system_fonts=machine, include_embedded_fonts=False, font_paths=list(folders)
    )
