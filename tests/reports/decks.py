"""Decks to look at: every turn an advice can take, told to a room in either language."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from pptx import Presentation

from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.brand import Brand
from pmo_advisor.model.text import Lang
from pmo_advisor.reports.documents.deck import deck
from pmo_advisor.reports.edition import client_safe
from pmo_advisor.reports.formats.slides import slides
from pmo_advisor.reports.slides import Deck
from tests.reports import firmly, sample
from tests.shipped import program

NAMES = (*sample.EXAMPLES, "undetermined", "near", "tied", "hostile", "empty", "firm")


@cache
def advice(name: str) -> Advice:
    """The advice behind a deck, before anything is withheld."""
    turns = {
        "undetermined": sample.undetermined,
        "near": lambda: sample.behind_by(1),
        "tied": lambda: sample.behind_by(0),
        "hostile": sample.hostile,
        "empty": lambda: sample.answered({}),
        "firm": lambda: firmly.example("three-parties"),
    }
    return turns[name]() if name in turns else sample.example(name)


@cache
def told(name: str, lang: Lang) -> Deck:
    """The deck before its format."""
    rulebook = program().rulebook
    return deck(client_safe(advice(name), rulebook), rulebook, sample.texts(), lang)


@cache
def written(name: str, lang: Lang) -> bytes:
    """The deck as PowerPoint bytes in the shipped look."""
    return slides(told(name, lang), load_brand())


def on(template: bytes, name: str = "rd-1000", lang: Lang = "zh") -> bytes:
    """A deck on a brand's own template."""
    return slides(told(name, lang), branded(template))


def branded(template: bytes) -> Brand:
    """The shipped look with a template of one's own."""
    return load_brand().model_copy(update={"templates": {"deck.pptx": template}})


def opened(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


def words(slide: Any) -> str:
    """All words on a slide, chart and table included, and those of its notes."""
    found = [slide.notes_slide.notes_text_frame.text]
    for shape in every_shape(slide.shapes):
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        if getattr(shape, "has_table", False):
            found += [cell.text for row in shape.table.rows for cell in row.cells]
        if getattr(shape, "has_chart", False):
            found += [str(one) for one in shape.chart.plots[0].categories]
    return "\n".join(found)


def every_shape(shapes: Any) -> list[Any]:
    """The shapes of a slide, those within groups included."""
    found = []
    for shape in shapes:
        found.append(shape)
        if shape.shape_type == 6:
            found += every_shape(shape.shapes)
    return found
