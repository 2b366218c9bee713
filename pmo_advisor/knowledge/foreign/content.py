"""What stands in the XML of an Office part: fields, linked pictures, objects, programs to run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmo_advisor.errors import Fault, Place
from pmo_advisor.knowledge.foreign.fields import Fields
from pmo_advisor.knowledge.foreign.xml_scan import local, space
from pmo_advisor.knowledge.shown import shown

_ELEMENTS = {
    "altChunk": "package_alt_chunk",
    "OLEObject": "package_ole",
    "oleObj": "package_ole",
    "subDoc": "package_sub_document",
    "mailMerge": "package_mail_merge",
    "ocx": "package_active_x",
}
_VML = "urn:schemas-microsoft-com:vml"
_OFFICE = "urn:schemas-microsoft-com:office:office"
_RELATIONSHIPS = ("officeDocument/2006/relationships", "ooxml/officeDocument/relationships")
_RUNS = ("ppaction://program", "ppaction://macro", "ppaction://ole", "ppaction://hlinkfile")


class Content:
    """Looks through one part; ``faults`` are what was found, each kind once.

    ``named`` are the relationships that the part names.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        self.named: set[str] = set()
        self._fields = Fields()
        self._found: dict[str, Fault] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._fields.start(name, attributes)
        word = local(name)
        if word in _ELEMENTS:
            self._add(_ELEMENTS[word])
        if word == "control" and any(space(key).endswith(_RELATIONSHIPS) for key in attributes):
            self._add("package_active_x")
        for key, value in attributes.items():
            if value and space(key).endswith(_RELATIONSHIPS):
                self.named.add(value)
            if (local(key) == "link" and space(key).endswith(_RELATIONSHIPS)) or (
                value and _is_vml_source(name, key)
            ):
                self._add("package_picture_linked")
            elif local(key) == "action" and value.lower().startswith(_RUNS):
                self._add("package_action", action=shown(value))

    def end(self, _name: str) -> None:
        self._fields.end()

    def text(self, words: str) -> None:
        self._fields.text(words)

    def faults(self) -> Iterator[Fault]:
        """Everything that was found, at the end of the part."""
        self._fields.close()
        yield from self._found.values()
        for instruction in dict.fromkeys(self._fields.refused):
            yield Fault("package_field", {"field": shown(instruction)}, self.place)

    def _add(self, message: str, **values: object) -> None:
        self._found.setdefault(message, Fault(message, values, self.place))


def _is_vml_source(name: str, key: str) -> bool:
    """Whether an old drawing names its picture by an address, past the relationships."""
    if space(name) != _VML:
        return False
    return key == "src" or (local(key) == "href" and space(key) == _OFFICE)
