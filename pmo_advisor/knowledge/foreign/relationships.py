"""The relationships of an Office package: what its parts are made of, and what lies outside."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from pmo_advisor.errors import Fault, Place
from pmo_advisor.knowledge.foreign.links import is_plain_link
from pmo_advisor.knowledge.foreign.xml_scan import local
from pmo_advisor.knowledge.shown import shown

STRICT = "http://purl.oclc.org/ooxml/"
MAIN = "officeDocument"
_OUTSIDE = {
    "image": "package_picture_linked",
    "attachedTemplate": "package_attached_template",
    "oleObject": "package_ole",
    "package": "package_linked_object",
    "externalLink": "package_linked_object",
    "subDocument": "package_sub_document",
    "mailMergeSource": "package_mail_merge",
    "mailMergeHeaderSource": "package_mail_merge",
}
_INSIDE = {
    "vbaProject": "package_macros",
    "wordVbaData": "package_macros",
    "attachedToolbars": "package_macros",
    "keyMapCustomizations": "package_macros",
    "oleObject": "package_ole",
    "control": "package_active_x",
    "activeXControlBinary": "package_active_x",
    "aFChunk": "package_alt_chunk",
    "subDocument": "package_sub_document",
    "extensibility": "package_add_in",
    "webextension": "package_add_in",
    "webextensiontaskpanes": "package_add_in",
    "externalLink": "package_linked_object",
}


class Relationship(NamedTuple):
    """One relationship; ``kind`` is the last word of its type."""

    id: str
    kind: str
    type: str
    target: str
    outside: bool


class Relationships:
    """Gathers the relationships of one ``.rels`` part."""

    def __init__(self) -> None:
        self.found: list[Relationship] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if local(name) == "Relationship":
            kind = attributes.get("Type", "")
            self.found.append(
                Relationship(
                    attributes.get("Id", ""),
                    kind.rstrip("/").rpartition("/")[2],
                    kind,
                    attributes.get("Target", ""),
                    attributes.get("TargetMode", "Internal").lower() != "internal",
                )
            )

    def end(self, name: str) -> None:
        """Nothing follows from an end."""

    def text(self, words: str) -> None:
        """Nothing stands between relationships."""


def relationship_faults(
    source: str, found: list[Relationship], parts: Collection[str], place: Place
) -> Iterator[Fault]:
    """What is wrong with the relationships of the part ``source`` (empty for the package)."""
    for one in found:
        if one.outside:
            yield from _outside(one, place)
        elif one.kind in _INSIDE:
            yield Fault(_INSIDE[one.kind], {}, place)
        elif target_of(source, one.target) not in parts:
            yield Fault("package_part_missing", {"name": shown(one.target)}, place)


def target_of(source: str, target: str) -> str:
    """The name of the part that a relationship of ``source`` leads to."""
    joined = posixpath.join("/", posixpath.dirname(source), unquote(target))
    return posixpath.normpath(joined).lstrip("/")


def rels_of(source: str) -> str:
    """The part in which the relationships of ``source`` stand."""
    folder, _, file = source.rpartition("/")
    return posixpath.join(folder, "_rels", f"{file}.rels")


def source_of(name: str) -> str:
    """The part whose relationships stand in the part ``name``."""
    folder, _, file = name.rpartition("/")
    return posixpath.join(folder.rpartition("_rels")[0], file.removesuffix(".rels"))


def _outside(one: Relationship, place: Place) -> Iterator[Fault]:
    target = shown(one.target)
    if one.kind == "hyperlink":
        if not is_plain_link(one.target):
            yield Fault("package_link", {"target": target}, place)
        return
    values = {"target": target, "kind": shown(one.kind)}
    yield Fault(_OUTSIDE.get(one.kind, "package_external"), values, place)
