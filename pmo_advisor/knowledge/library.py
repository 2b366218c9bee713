"""The library: folders of knowledge in, one checked rulebook out."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from pmo_advisor.errors import BadInput, Fault
from pmo_advisor.knowledge import cache
from pmo_advisor.knowledge.layers import Layer, digest, read_layers, shipped
from pmo_advisor.model.rulebook import Rulebook

if TYPE_CHECKING:
    from pmo_advisor.knowledge.layers import KnowledgeFile
    from pmo_advisor.knowledge.stock import Stock

__all__ = ["Examined", "examine", "load", "shipped"]


class Examined(NamedTuple):
    """The library with everything that is wrong with it."""

    stock: Stock
    layers: tuple[Layer, ...]
    faults: tuple[Fault, ...]


def load(folders: Sequence[Path] = (), *, base: Path | None = None) -> Rulebook:
    """The rulebook of the shipped knowledge (or of ``base``) with packs laid over it, in order.

    Raises BadInput with every fault of the whole library.
    """
    layers = read_layers(folders, base)
    key = digest(layers)
    kept = cache.fetch("rulebook", key)
    if kept is not None:
        with _uncollected(), contextlib.suppress(ValidationError):
            return Rulebook.model_validate_json(kept)
        # Somebody or something changed what was kept: read the knowledge anew.
    examined = _examined(layers)
    if examined.faults:
        raise BadInput(examined.faults)
    rulebook = examined.stock.rulebook
    # Only keys that were given are kept: the types tell an absent key from an empty one.
    data = rulebook.model_dump_json(exclude_unset=True)
    cache.store("rulebook", key, data.encode())
    return rulebook


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Nothing of a new rulebook is garbage: looking for some would take a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def examine(folders: Sequence[Path] = (), *, base: Path | None = None) -> Examined:
    """The library as it stands, faults and all. Raises BadInput if a folder cannot be read."""
    return _examined(read_layers(folders, base))


def _examined(layers: tuple[Layer, ...]) -> Examined:
    # A start from the cache needs none of these, nor PyYAML and Jinja2 below them.
    from pmo_advisor.knowledge.checks import faults as library_faults
    from pmo_advisor.knowledge.checks.templates import template_faults
    from pmo_advisor.knowledge.entries import collect
    from pmo_advisor.knowledge.stock import stock
    from pmo_advisor.knowledge.text_files import merged

    collected = collect(layers)
    found, broken = stock(collected, digest(layers)[:12])
    texts, text_faults = merged(layers)
    faults = (
        *collected.faults,
        *broken,
        *library_faults(found),
        *text_faults,
        *template_faults(_templates(layers), texts),
    )
    return Examined(found, layers, faults)


def _templates(layers: Sequence[Layer]) -> list[KnowledgeFile]:
    """The template of each name that is in force: the one of the last layer that has it."""
    found: dict[str, KnowledgeFile] = {}
    for layer in layers:
        for file in layer.files:
            if file.name.startswith("templates/"):
                found[file.name] = file
    return list(found.values())
