"""Word and PowerPoint files from a stranger: refused before any library opens them, or packed anew.

Every fault of a file is told at once. Time and memory are bounded by what ``zipped`` lets inflate.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.knowledge.foreign import content_types, pictures, relationships
from pmo_advisor.knowledge.foreign.content import Content
from pmo_advisor.knowledge.foreign.content_types import ContentTypes, Kind
from pmo_advisor.knowledge.foreign.relationships import Relationships
from pmo_advisor.knowledge.foreign.svg import svg_faults
from pmo_advisor.knowledge.foreign.xml_scan import Visitor, XmlRefused, scan
from pmo_advisor.knowledge.foreign.zipped import Allowance, printable, unzipped, zipped
from pmo_advisor.knowledge.shown import shown

MAX_FAULTS = 50
MAX_XML = 8_000_000
"""Bytes of one XML part, below the 10 MB of one text at which the Office libraries give up."""
MAX_ELEMENTS = 1_000_000
_ROOT = "_rels/.rels"
_ZIP = b"PK\x03\x04"
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def checked_package(data: bytes, file: str, kind: Kind) -> bytes:
    """The package packed anew from the parts that were looked through.

    ``file`` is its name for people. Raises BadInput with all faults.
    """
    return zipped(_checked_parts(data, file, kind, Allowance(len(data)), nested=False))


def _checked_parts(
    data: bytes, file: str, kind: Kind, allowance: Allowance, *, nested: bool
) -> dict[str, bytes]:
    if not data.startswith(_ZIP):
        raise BadInput([_not_zip(data, file, kind)])
    parts = unzipped(data, file, allowance)
    looked = _Package(file, parts, kind, allowance, nested)
    faults = list(islice(_told_once(looked.faults()), MAX_FAULTS))
    if faults:
        raise BadInput(faults)
    return looked.kept


def _not_zip(data: bytes, file: str, kind: Kind) -> Fault:
    values = {"ending": f".{kind}"}
    if not data.startswith(_OLD):
        return Fault("package_not_office", values, Place(file))
    locked = _LOCKED in data
    return Fault("package_locked" if locked else "package_old_office", values, Place(file))


def _told_once(faults: Iterator[Fault]) -> Iterator[Fault]:
    """One fault of a kind for a place: a relationship and its part often tell the same."""
    seen: set[object] = set()
    for one in faults:
        key = (one.message, one.place, *sorted((k, str(v)) for k, v in one.values.items()))
        if key not in seen:
            seen.add(key)
            yield one


class _Package:
    def __init__(
        self,
        file: str,
        parts: Mapping[str, bytes],
        kind: Kind,
        allowance: Allowance,
        nested: bool,
    ) -> None:
        self.file = file
        self.parts = parts
        self.kept = dict(parts)
        self.kind = kind
        self.allowance = allowance
        self.nested = nested
        self.types = ContentTypes()
        self.elements = MAX_ELEMENTS

    def faults(self) -> Iterator[Fault]:
        yield from self._scanned(content_types.NAME, self.types)
        yield from self._main()
        for name in self.parts:
            if name != content_types.NAME:
                yield from self._part(name)

    def _place(self, name: str) -> Place:
        return Place(self.file, key=printable(name))

    def _main(self) -> Iterator[Fault]:
        """Which part is the document, and whether it is the kind of document that is wanted."""
        found = Relationships()
        if any(self._scanned(_ROOT, found)):
            return  # Told when its turn comes.
        mains = [one for one in found.found if one.kind == relationships.MAIN]
        if not mains:
            yield Fault("package_not_office", {"ending": f".{self.kind}"}, Place(self.file))
        elif mains[0].type.startswith(relationships.STRICT):
            yield Fault("package_strict", {"ending": f".{self.kind}"}, Place(self.file))
        else:
            target = relationships.target_of("", mains[0].target)
            told = self.types.of(target)
            yield from content_types.main_faults(told, self.kind, Place(self.file))

    def _part(self, name: str) -> Iterator[Fault]:
        told, place = self.types.of(name), self._place(name)
        yield from content_types.type_faults(name, told, place)
        if name.endswith(".rels"):
            found = Relationships()
            yield from self._scanned(name, found)
            source = relationships.source_of(name)
            yield from relationships.relationship_faults(source, found.found, self.parts, place)
        elif content_types.ending(name) == "svg":
            yield from svg_faults(self.parts[name], place)
        elif content_types.is_xml(name, told):
            content = Content(place)
            broken = list(self._scanned(name, content))
            yield from broken
            yield from content.faults()
            yield from () if broken else self._unknown_ids(name, content)
        elif content_types.is_book(name):
            yield from self._book(name)
        else:
            yield from pictures.size_faults(self.parts[name], place)

    def _unknown_ids(self, name: str, content: Content) -> Iterator[Fault]:
        """Relationships that a part names and does not have; the libraries stop at them."""
        rels, found = relationships.rels_of(name), Relationships()
        if not content.named or (rels in self.parts and any(self._scanned(rels, found))):
            return
        for one in sorted(content.named - {known.id for known in found.found})[:1]:
            yield Fault("package_part_missing", {"name": shown(one)}, self._place(name))

    def _book(self, name: str) -> Iterator[Fault]:
        """A workbook behind a chart is a package of its own; it holds no further one."""
        if self.nested:
            yield Fault("package_nested", {}, self._place(name))
            return
        inner = f"{self.file} {printable(name)}"
        try:
            parts = _checked_parts(self.parts[name], inner, "xlsx", self.allowance, nested=True)
        except BadInput as error:
            yield from error.faults
        else:
            self.kept[name] = zipped(parts)

    def _scanned(self, name: str, visitor: Visitor) -> Iterator[Fault]:
        """Reads the part, and tells why it could not be read to its end."""
        place, part = self._place(name), self.parts.get(name)
        if part is None:
            yield Fault("package_part_missing", {"name": name}, Place(self.file))
        elif len(part) > MAX_XML:
            yield Fault("package_xml_large", {"limit": MAX_XML // 1_000_000}, place)
        else:
            try:
                self.elements -= scan(part, visitor, self.elements)
            except XmlRefused as refused:
                yield Fault(refused.message, refused.values, place)
