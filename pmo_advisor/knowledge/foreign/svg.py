"""SVG from a stranger: only drawing, nothing that runs, nothing that is fetched."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping

from pmo_advisor.errors import Fault, Place
from pmo_advisor.knowledge.foreign.pictures import raster_faults, raster_kind
from pmo_advisor.knowledge.foreign.xml_scan import XmlRefused, local, scan, space
from pmo_advisor.knowledge.shown import shown

NAMESPACE = "http://www.w3.org/2000/svg"
MAX_ELEMENTS = 50_000
MAX_DRAWN = 200_000
"""Elements once references are followed: a few shapes that use each other can become billions."""
MAX_SIDE = 10_000
_RUNNING = frozenset(
    [
        "script",
        "foreignObject",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "handler",
        "listener",
        "set",
        "animate",
        "animateMotion",
        "animateTransform",
        "animateColor",
        "discard",
        "mpath",
    ]
)
_INLINE = re.compile(r"data:image/(?:png|jpe?g);base64,", re.IGNORECASE)
_URL = re.compile(r"url\(\s*['\"]?\s*([^'\")\s]*)", re.IGNORECASE)
_FETCHED = re.compile(r"@import|@font-face|expression\s*\(|javascript:|\\", re.IGNORECASE)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_CLASS = re.compile(r"\.([\w-]+)")
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px|pt|mm|cm|in|pc|em|ex|%)?\s*")
_PIXELS = {"pt": 4 / 3, "mm": 3.78, "cm": 37.8, "in": 96.0, "pc": 16.0, "em": 16.0, "ex": 8.0}


def svg_faults(data: bytes, place: Place) -> Iterator[Fault]:
    """Why this SVG cannot be used, all reasons at once."""
    drawing = _Drawing(place)
    try:
        scan(data, drawing, MAX_ELEMENTS)
    except XmlRefused as refused:
        yield Fault(refused.message, refused.values, place)
    yield from drawing.faults.values()
    if not drawing.faults and drawing.drawn() > MAX_DRAWN:
        yield Fault("svg_uses", {"limit": MAX_DRAWN}, place)


class _Drawing:
    def __init__(self, place: Place) -> None:
        self.place = place
        self.faults: dict[str, Fault] = {}
        self._open: list[str] = []
        self._own: dict[str, int] = {"": 0}
        self._refers: dict[str, list[str]] = {"": []}
        self._depth = 0
        self._style = False
        self._css: list[str] = []
        self._dressed: list[tuple[str, str]] = []
        self._by_class: dict[str, list[str]] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        word = local(name)
        self._depth += 1
        if self._depth == 1:
            self._root(name, attributes)
        if word in _RUNNING and space(name) in (NAMESPACE, "", "http://www.w3.org/1999/xhtml"):
            self._add("svg_runs", name=word)
        if word == "text" and space(name) in (NAMESPACE, ""):
            self._add("svg_text")
        self._open.append(self._open[-1] if self._open else "")
        if "id" in attributes:
            known = attributes["id"]
            self._refers.setdefault(self._open[-1], []).append(known)
            self._open[-1] = known
        self._own[self._open[-1]] = self._own.get(self._open[-1], 0) + 1
        for key, value in attributes.items():
            self._attribute(word, local(key), value)
        self._dressed.append((self._open[-1], attributes.get("class", "")))
        self._style = word == "style"

    def end(self, name: str) -> None:
        if local(name) == "style":
            self._sheet("".join(self._css))
            self._css = []
        self._depth -= 1
        self._open.pop()
        self._style = False

    def text(self, words: str) -> None:
        if self._style:
            self._css.append(words)

    def drawn(self) -> int:
        """The number of elements once every reference is followed, or more than is allowed."""
        if self._by_class:
            for owner, classes in self._dressed:
                for one in ("", *classes.split()):
                    self._refers.setdefault(owner, []).extend(self._by_class.get(one, ()))
        counted: dict[str, int] = {}
        for start in self._refers:
            self._count(start, counted)
        return counted.get("", 0)

    def _count(self, start: str, counted: dict[str, int]) -> None:
        """Deepest references first, without recursion; a circle counts as too many."""
        stack, under = [start], set()
        while stack:
            name = stack[-1]
            if name in counted:
                stack.pop()
                continue
            inner = self._refers.get(name, [])
            waiting = [one for one in dict.fromkeys(inner) if one not in counted]
            if waiting and name not in under:
                under.add(name)
                if any(one in under for one in waiting):
                    counted[""] = MAX_DRAWN + 1
                    return
                stack += waiting
                continue
            total = self._own.get(name, 0) + sum(counted.get(one, 0) for one in inner)
            counted[name] = min(total, MAX_DRAWN + 1)
            stack.pop()

    def _root(self, name: str, attributes: Mapping[str, str]) -> None:
        if name != f"{NAMESPACE} svg":
            self._add("svg_root")
            return
        box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
        sides = [attributes.get("width", "100%"), attributes.get("height", "100%")]
        if len(box) != 4 and any("%" in one for one in sides):
            self._add("svg_size", limit=MAX_SIDE)
        for side in (*box[2:], *sides):
            found = _LENGTH.fullmatch(side)
            size = float(found[1]) * _PIXELS.get(found[2] or "", 1.0) if found else 0.0
            if not 0 < size <= MAX_SIDE:
                self._add("svg_size", limit=MAX_SIDE)

    def _attribute(self, word: str, key: str, value: str) -> None:
        if key.lower().startswith("on"):
            self._add("svg_runs", name=key)
        elif key == "base":
            self._add("svg_fetches", target=shown(value))
        elif key in ("href", "src"):
            self._link(word, value.strip())
        elif key == "style" or "url(" in value.lower():
            self._look_css(value)

    def _link(self, word: str, value: str) -> None:
        if value.startswith("#"):
            self._refers.setdefault(self._open[-1], []).append(value[1:])
        elif word == "image" and _INLINE.match(value):
            self._inline(value.partition(",")[2])
        elif word != "a" or not re.match(r"https?://|mailto:", value, re.IGNORECASE):
            self._add("svg_fetches", target=shown(value))

    def _inline(self, encoded: str) -> None:
        try:
            data = base64.b64decode("".join(encoded.split()), validate=True)
        except (binascii.Error, ValueError):
            data = b""
        if raster_kind(data) is None:
            self._add("picture_broken")
        for fault in raster_faults(data, self.place):
            self.faults.setdefault(fault.message, fault)

    def _sheet(self, css: str) -> None:
        """A style sheet refers wherever its classes are worn, or everywhere (class "")."""
        self._look_css(css, refers=False)
        for selector, body in _RULE.findall(css):
            targets = [one[1:] for one in _URL.findall(body) if one.startswith("#")]
            for name in _CLASS.findall(selector) or [""]:
                self._by_class.setdefault(name, []).extend(targets)

    def _look_css(self, css: str, *, refers: bool = True) -> None:
        if _FETCHED.search(css):
            self._add("svg_fetches", target=shown(css.strip()))
        for target in _URL.findall(css):
            if not target.startswith("#"):
                self._add("svg_fetches", target=shown(target))
            elif refers:
                self._refers.setdefault(self._open[-1], []).append(target[1:])

    def _add(self, message: str, **values: object) -> None:
        self.faults.setdefault(message, Fault(message, values, self.place))
