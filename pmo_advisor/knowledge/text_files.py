"""Files of texts: a mapping from ids to texts in both languages, layer over layer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pmo_advisor.errors import BadInput, Fault
from pmo_advisor.knowledge import kinds, yaml_reader
from pmo_advisor.knowledge.document import Document
from pmo_advisor.knowledge.layers import KnowledgeFile, Layer
from pmo_advisor.knowledge.pairs import pair_faults, placeholders, stray_brace
from pmo_advisor.knowledge.validating import validated
from pmo_advisor.knowledge.words import Words
from pmo_advisor.model.text import LANGS, Text

_ID = re.compile(r"[a-z][a-z0-9_]*(\.[A-Za-z0-9_]+)*")


def merged(layers: Sequence[Layer]) -> tuple[dict[str, Words], list[Fault]]:
    """The texts of all layers by id, later layers over earlier ones, and all faults."""
    found: dict[str, Words] = {}
    faults: list[Fault] = []
    for layer in layers:
        here: dict[str, str] = {}
        for file in layer.files:
            if kinds.shelf(file.name).role != "texts":
                continue
            try:
                document = _document(file)
            except BadInput as error:
                faults.extend(error.faults)
                continue
            for name in document.value:
                place = document.place((name,), key=True)
                if name in here:
                    faults.append(Fault("id_twice", {"id": name, "other": here[name]}, place))
                    continue
                here[name] = str(place)
                try:
                    text = validated(Words, document, (name,))
                except BadInput as error:
                    faults.extend(error.faults)
                    continue
                faults.extend(_faults(document, name, text, found.get(name)))
                found[name] = text
    return found, faults


def _document(file: KnowledgeFile) -> Document:
    document = yaml_reader.read_text(file.text(), file.path)
    if not isinstance(document.value, dict):
        raise BadInput([Fault("file_needs_mapping", {}, document.place())])
    return document


def _faults(document: Document, name: str, text: Text, below: Text | None) -> Iterator[Fault]:
    if not _ID.fullmatch(name):
        yield Fault("text_id", {"id": name}, document.place((name,), key=True))
    for lang in LANGS:
        if stray_brace(text.in_(lang)):
            yield Fault("placeholder_shape", {}, document.place((name, lang)))
    for message, lang, values in pair_faults(text, blank=True):
        place = document.place((name, lang))
        yield Fault(message, {"lang": lang, **values}, place)
    if below is not None:
        extra = sorted(placeholders(text.zh) - placeholders(below.zh))
        if extra:
            allowed = ["{" + one + "}" for one in sorted(placeholders(below.zh))]
            values = {"name": "{" + extra[0] + "}", "allowed": allowed}
            yield Fault("placeholder_unknown", values, document.place((name, "zh")))
