"""What is wrong with a Word template of a brand, where it stands, and what it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pmo_advisor.errors import Fault, Place
from pmo_advisor.knowledge.foreign.paragraphs import paragraphs, style_names
from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.reports.formats.word.look import LOOKS
from pmo_advisor.reports.formats.word.tags import REST, TAGS
from pmo_advisor.reports.formats.word.write import check

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_NAME = re.compile(r"[A-Za-z_]\w*")
_OPEN, _SHUT = "[{\uff5b]", "[}\uff5d]"
_ALMOST = re.compile(
    rf"(?<!{_OPEN})({_OPEN}{{1,2}})\s*([\w-]{{2,40}})\s*({_SHUT}{{1,2}})(?!{_SHUT})"
)
_OWN = "PMO "
_AROUND, _NAMED = 24, 3


class Judged(NamedTuple):
    """The faults and the notices of one template."""

    faults: tuple[Fault, ...]
    notices: tuple[Fault, ...]


def judged(kind: str, data: bytes, file: str) -> Judged:
    """A template for this kind of document; ``file`` is its name for people."""
    found = paragraphs(data)
    faults = [_placed(one, found) for one in check(kind, data, file)]
    faults += _almost(kind, found, file)
    return Judged(tuple(faults), tuple(_left(kind, data, found, file)))


def _placed(fault: Fault, found: Mapping[str, Sequence[str]]) -> Fault:
    """The fault with the words around its tag, where there are any."""
    tag = fault.values.get("tag")
    if not isinstance(tag, str) or fault.place is None or fault.place.key is None:
        return fault
    bare = _bare(tag)
    for words in found.get(fault.place.key, ()):
        one = next((each for each in _TAG.finditer(words) if _bare(each.group()) == bare), None)
        if one is not None:
            return replace(fault, place=_around(fault.place, words, one.start(), one.end()))
    return fault


def _bare(tag: str) -> str:
    """A tag without what is written for the eye: spaces, and docxtpl's word in front."""
    return re.sub(r"^(\{[{%])(?:p|r|tr|tc)\s", r"\1", "".join(tag.split(" ", 1))).replace(" ", "")


def _around(place: Place, words: str, start: int, end: int) -> Place:
    before, after = words[:start].strip(), words[end:].strip()
    if not before and not after:
        return place
    head = ("…" if len(before) > _AROUND else "") + before[-_AROUND:]
    tail = after[:_AROUND] + ("…" if len(after) > _AROUND else "")
    told = " ".join(part for part in (head, words[start:end], tail) if part)
    return replace(place, key=f"{place.key}  {told}")


def _almost(kind: str, found: Mapping[str, Sequence[str]], file: str) -> Iterator[Fault]:
    """Names of tags within braces that are too few, or of the wide kind that Chinese keys give."""
    names = [one.name for one in TAGS[kind]]
    for part, said in found.items():
        for words in said:
            for one in _ALMOST.finditer(words):
                name = one[2].lower().replace("-", "_")
                right = one[1] == "{{" and one[3] == "}}"
                meant = name if name in names else nearest(name, names)
                if not right and meant:
                    place = _around(Place(file, key=part), words, one.start(), one.end())
                    yield Fault("brand_tag_braces", {"tag": one[0]}, place, f"{{{{ {meant} }}}}")


def _left(kind: str, data: bytes, found: Mapping[str, Sequence[str]], file: str) -> Iterator[Fault]:
    used = {
        name
        for said in found.values()
        for words in said
        for tag in _TAG.findall(words)
        for name in _NAME.findall(tag)
    }
    missing = [one.name for one in TAGS[kind] if one.block and one.name not in used]
    if REST not in used and missing:
        yield Fault("brand_notice_left_out", {"tags": missing}, Place(file))
    there = style_names(data)
    styles = [
        one.name for one in LOOKS if one.name.startswith(_OWN) and one.name.casefold() not in there
    ]
    if styles:
        values = {"count": len(styles), "styles": styles[:_NAMED]}
        yield Fault("brand_notice_styles", values, Place(file))
