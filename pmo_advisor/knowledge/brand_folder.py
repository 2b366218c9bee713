"""The files of a brand folder: which names there may be, and that nothing leads out of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pmo_advisor.errors import Fault, Place
from pmo_advisor.knowledge import intake
from pmo_advisor.knowledge.nearest import nearest

FILE = "brand.yaml"
TEMPLATES = ("report.docx", "charter.docx", "roles.docx", "deck.pptx")
TEXTS, FONTS = "texts", "fonts"
MAX_FILES = 500
FONT_LIMIT = 60_000_000
_OFFICE = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot")
_SLIDES = (".pptx", ".pptm", ".potx", ".potm", ".ppsx", ".ppt", ".pot")
_FONT_MARKS = {
    b"\x00\x01\x00\x00": (".ttf", ".otf"),
    b"true": (".ttf",),
    b"OTTO": (".otf", ".ttf"),
    b"ttcf": (".ttc", ".otc"),
}
_FONT_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
_WEB_FONTS = (".woff", ".woff2", ".eot", ".pfb", ".dfont")


class Found(NamedTuple):
    """One entry: its path in the folder with slashes, and whether it is a folder."""

    name: str
    folder: bool

    @property
    def last(self) -> str:
        return self.name.rpartition("/")[2]


def folder_faults(folder: Path) -> list[Fault]:
    """What is wrong with the names in the folder, with links, and with the font files."""
    place = Place(intake.shown(folder))
    home = os.path.realpath(folder)
    try:
        found = list(_entries(folder, home))
    except OSError as error:
        detail = error.strerror or str(error)
        return [Fault("folder_unreadable", {"detail": detail}, place)]
    if len(found) > MAX_FILES:
        return [Fault("brand_too_large", {"limit": MAX_FILES}, place)]
    faults: list[Fault] = []
    for one in found:
        path = folder / one.name
        where = Place(intake.shown(folder) + "/" + one.name)
        if not _inside(home, os.path.realpath(path)):
            faults.append(Fault("brand_link_out", {}, where))
        elif not one.folder and os.path.exists(path) and not os.path.isfile(path):
            faults.append(Fault("brand_not_regular", {}, where))
        else:
            faults += _misplaced(one, where)
            faults += _font_faults(one, path, where)
    return faults


def _entries(folder: Path, home: str) -> Iterator[Found]:
    """What lies in the folder and in the two folders that are read, if they lie in it, too."""
    with os.scandir(folder) as top:
        names = sorted((one.name, one.is_dir()) for one in _few(top))
    for name, is_folder in names:
        yield Found(name, is_folder)
        below_home = _inside(home, os.path.realpath(folder / name))
        if is_folder and name in (TEXTS, FONTS) and below_home:
            with os.scandir(folder / name) as inner:
                below = sorted((one.name, one.is_dir()) for one in _few(inner))
            yield from (Found(f"{name}/{one}", is_dir) for one, is_dir in below)


def _few(entries: Iterator[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
    """No more than would already be too many; files that systems and Office leave are skipped."""
    for number, one in enumerate(entries):
        if number > MAX_FILES + 1:
            return
        if not one.name.startswith((".", "~$", "__")) and not one.name.endswith("~"):
            yield one


def _inside(home: str, path: str) -> bool:
    return path == home or path.startswith(home.rstrip(os.sep) + os.sep)


def _misplaced(one: Found, where: Place) -> Iterator[Fault]:
    folder, _, last = one.name.rpartition("/")
    suffix = os.path.splitext(last)[1].lower()
    if folder == TEXTS:
        if one.folder or (suffix in (".yaml", ".yml") and not last.endswith(".yaml")):
            yield Fault("brand_texts_file", {}, where)
        return
    if folder == FONTS:
        return
    if one.folder:
        hint = nearest(last, (TEXTS, FONTS))
        if last not in (TEXTS, FONTS) and hint:
            yield Fault("brand_folder_name", {"allowed": [TEXTS, FONTS]}, where, hint)
        return
    if last in (FILE, *TEMPLATES):
        return
    known = _of_kind(suffix)
    if known:
        hint = _nearest_file(last, known)
        yield Fault("brand_file_name", {"allowed": list(known)}, where, hint)


def _of_kind(suffix: str) -> tuple[str, ...]:
    """The names that a file with this ending could have been meant to have."""
    if suffix in (".yaml", ".yml"):
        return (FILE,)
    if suffix in _OFFICE:
        return tuple(one for one in TEMPLATES if one.endswith(".docx"))
    return tuple(one for one in TEMPLATES if one.endswith(".pptx")) if suffix in _SLIDES else ()


def _nearest_file(name: str, known: tuple[str, ...]) -> str | None:
    """The name meant: by the whole name, or by what stands before the ending."""
    stem = os.path.splitext(name)[0]
    stems = {os.path.splitext(one)[0]: one for one in known}
    if stem.casefold() in stems:
        return stems[stem.casefold()]
    close = nearest(stem, stems)
    return stems[close] if close else (known[0] if len(known) == 1 else None)


def _font_faults(one: Found, path: Path, where: Place) -> Iterator[Fault]:
    if not one.name.startswith(f"{FONTS}/") or one.folder:
        return
    suffix = os.path.splitext(one.name)[1].lower()
    if suffix in _WEB_FONTS:
        yield Fault("brand_font_kind", {"allowed": list(_FONT_ENDINGS)}, where)
    if suffix not in _FONT_ENDINGS:
        return
    try:
        with open(path, "rb") as stream:
            mark = stream.read(4)
            size = os.fstat(stream.fileno()).st_size
    except OSError as error:
        yield Fault("file_unreadable", {"detail": error.strerror or str(error)}, where)
        return
    if suffix not in _FONT_MARKS.get(mark, ()):
        yield Fault("brand_font_broken", {}, where)
    if size > FONT_LIMIT:
        yield Fault("file_too_large", {"limit": intake.megabytes(FONT_LIMIT)}, where)
