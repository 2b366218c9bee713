"""Word documents for tests: written, opened again, and templates changed by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal

import docx
from docx.document import Document
from docx.oxml.ns import qn

from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.model.brand import Brand
from pmo_advisor.reports.blocks import Bullets, Endnotes, Facts, Figure, Grid, Laid, Place, Said
from pmo_advisor.reports.documents.bilingual import bilingual
from pmo_advisor.reports.documents.report import report
from pmo_advisor.reports.formats.word import word
from pmo_advisor.reports.formats.word.start import start
from tests.reports import firmly, sample
from tests.shipped import program

Language = Literal["zh", "en", "zh-en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en", "zh-en")


@cache
def laid(name: str, language: Language, *, firm: bool = False) -> Laid:
    """The report on an example, or on what ``sample`` calls by this name."""
    if name in sample.EXAMPLES:
        advice = firmly.example(name) if firm else sample.example(name)
    else:
        advice = {"undetermined": sample.undetermined, "hostile": sample.hostile}[name]()
    rulebook, texts = program().rulebook, sample.texts()
    if language == "zh-en":
        zh, en = (report(advice, rulebook, texts, one) for one in ("zh", "en"))
        return bilingual(zh, en)
    return report(advice, rulebook, texts, language)


@cache
def written(name: str, language: Language, *, firm: bool = False) -> bytes:
    return word(laid(name, language, firm=firm), load_brand())


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def branded(template: bytes, kind: str = "report") -> Brand:
    return load_brand().model_copy(update={"templates": {f"{kind}.docx": template}})


def template(change: Callable[[Document], object] = lambda _: None, kind: str = "report") -> bytes:
    """The template to start from, with a change made to it."""
    document = opened(start(kind, load_brand()))
    change(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def with_part(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The package with the text of one part changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(made, "w") as changed:
        for one in given.namelist():
            part = given.read(one)
            changed.writestr(one, change(part.decode("utf-8")).encode() if one == name else part)
    return made.getvalue()


def words(data: bytes) -> str:
    """All text of the document's body, a line for each paragraph."""
    body = opened(data).element.body
    return "\n".join(
        "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        for paragraph in body.iter(qn("w:p"))
    )


def said(one: Laid) -> Iterator[Said]:
    """Everything that a document says."""
    for section in (*([one.opening] if one.opening else ()), *one.sections):
        for place in (section.topic, section.title):
            yield from place
        for block in section.blocks:
            for place in _places(block):
                yield from place


def _places(block: object) -> Iterator[Place]:
    match block:
        case Bullets():
            yield from block.items
        case Facts():
            for row in block.rows:
                yield row.label
                yield from row.lines
        case Grid():
            yield block.caption
            yield from block.head
            for cells in block.rows:
                yield from cells
        case Figure():
            yield block.caption
        case Endnotes():
            for note in block.notes:
                yield from note.said
        case _:
            yield block.said  # type: ignore[attr-defined]
