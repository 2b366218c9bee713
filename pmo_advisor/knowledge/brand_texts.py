"""The texts of a brand folder: each replaces one that the documents say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pmo_advisor.errors import BadInput, Fault
from pmo_advisor.knowledge import yaml_reader
from pmo_advisor.knowledge.brand_folder import TEXTS
from pmo_advisor.knowledge.layers import read_layers
from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.knowledge.texts import load_texts

SAID = "report."
"""How the ids of the texts begin that a brand may put into other words."""


def text_faults(folder: Path, packs: Sequence[Path] = ()) -> list[Fault]:
    """What is wrong with the texts of a brand folder that is laid over the packs."""
    try:
        load_texts((*packs, folder))
    except BadInput as error:
        return list(error.faults)
    known = [one for one in load_texts(packs) if one.startswith(SAID)]
    faults: list[Fault] = []
    for file in read_layers([folder], only=(TEXTS,))[-1].files:
        document = yaml_reader.read_text(file.text(), file.path)
        faults += [
            Fault(
                "brand_text_unknown",
                {"name": name},
                document.place((name,), key=True),
                nearest(name, known),
            )
            for name in document.value
            if name not in known
        ]
    return faults
