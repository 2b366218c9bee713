"""From the advice to the bytes of a document: which documents there are, and in which formats."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from pmo_advisor.model.advice import Advice
from pmo_advisor.model.brand import Brand
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.text import LANGS, Lang
from pmo_advisor.model.workshop import Minutes
from pmo_advisor.reports.blocks import Laid
from pmo_advisor.reports.edition import Edition, client_safe, minutes_for, without_trace
from pmo_advisor.reports.voice import Texts

Document = Literal["report", "deck", "charter", "roles", "workbook", "one-page"]
Format = Literal["text", "md", "html", "json", "docx", "pptx", "xlsx", "pdf", "png"]
Language = Literal["zh", "en", "zh-en"]
DOCUMENTS: tuple[Document, ...] = get_args(Document)
FORMATS: tuple[Format, ...] = get_args(Format)
LANGUAGES: tuple[Language, ...] = get_args(Language)

CARRIED: dict[Document, tuple[Format, ...]] = {
    "report": ("docx", "pdf", "html", "md", "text", "json"),
    "deck": ("pptx",),
    "charter": ("docx", "pdf"),
    "roles": ("docx", "pdf"),
    "workbook": ("xlsx",),
    "one-page": ("pdf", "png"),
}
"""The formats of each document, its natural one first."""

NATURAL: dict[Format, Document] = {
    "text": "report",
    "md": "report",
    "html": "report",
    "json": "report",
    "docx": "report",
    "pdf": "report",
    "pptx": "deck",
    "xlsx": "workbook",
    "png": "one-page",
}
"""What a format holds where no document is named."""

BILINGUAL: tuple[Format, ...] = ("docx", "pdf")
"""The formats in which the report has a bilingual edition."""

NEEDS_PARTS: tuple[Format, ...] = ("docx", "pptx", "xlsx", "pdf", "png")
"""The formats that are written by libraries of the extra ``documents``."""


class Order(NamedTuple):
    """One file wanted."""

    document: Document
    format: Format
    language: Language


class Material(NamedTuple):
    """What documents are made of. ``templates`` are folders over the shipped templates.

    Without an ``edition`` documents are client-safe, and JSON is the whole advice. ``minutes`` is
    what the workshop settled, for the advice of a workshop.
    """

    advice: Advice
    rulebook: Rulebook
    texts: Texts
    brand: Brand
    edition: Edition | None = None
    templates: Sequence[Path] = ()
    minutes: Minutes | None = None


def produce(order: Order, material: Material) -> bytes:
    """The document's bytes, the same for the same input.

    Raises BadInput where a brand's template cannot be used, ImportError where the library that
    writes the format is not installed.
    """
    if order.format in ("text", "md", "html", "json"):
        return _written(order, material).encode("utf-8", errors="replace")
    if order.format == "pptx":
        return _deck(order, material)
    if order.format == "xlsx":
        return _workbook(order, material)
    if order.document == "one-page":
        return _one_page(order, material)
    laid = _laid(order, material)
    if order.format == "pdf":
        from pmo_advisor.reports.formats.pdf import pdf

        return pdf(laid, material.brand)
    from pmo_advisor.reports.formats.word import word

    return word(laid, material.brand)


def _advice(material: Material) -> Advice:
    if material.edition == "internal":
        return material.advice
    return client_safe(material.advice, material.rulebook)


def _written(order: Order, material: Material) -> str:
    from pmo_advisor.reports.render import render

    advice = _advice(material)
    if order.format == "json":
        advice = without_trace(advice) if material.edition == "client" else material.advice
    return render(
        advice,
        material.rulebook,
        material.texts,
        _langs(order)[0],
        order.format,  # type: ignore[arg-type]
        material.templates,
        material.brand,
        minutes_for(material.minutes, material.edition),
    )


def _langs(order: Order) -> tuple[Lang, ...]:
    return LANGS if order.language == "zh-en" else (order.language,)


def _laid(order: Order, material: Material) -> Laid:
    from pmo_advisor.reports.documents.bilingual import bilingual
    from pmo_advisor.reports.documents.charter import charter
    from pmo_advisor.reports.documents.report import report
    from pmo_advisor.reports.documents.roles import roles

    advice, minutes = _advice(material), minutes_for(material.minutes, material.edition)

    def lay(lang: Lang) -> Laid:
        given = (advice, material.rulebook, material.texts, lang)
        if order.document == "roles":
            return roles(*given)
        return (charter if order.document == "charter" else report)(*given, minutes)

    laid = [lay(lang) for lang in _langs(order)]
    return bilingual(*laid) if len(laid) > 1 else laid[0]


def _deck(order: Order, material: Material) -> bytes:
    from pmo_advisor.reports.documents.deck import deck
    from pmo_advisor.reports.formats.slides import slides

    # A deck is shown to a room, whatever the edition.
    advice = client_safe(material.advice, material.rulebook)
    minutes = minutes_for(material.minutes, "client")
    told = deck(advice, material.rulebook, material.texts, _langs(order)[0], minutes)
    return slides(told, material.brand)


def _workbook(order: Order, material: Material) -> bytes:
    from pmo_advisor.reports.documents.workbook import workbook
    from pmo_advisor.reports.formats.sheets import sheets

    told = workbook(_advice(material), material.rulebook, material.texts, _langs(order)[0])
    return sheets(told, material.brand)


def _one_page(order: Order, material: Material) -> bytes:
    from pmo_advisor.reports.documents.one_page import one_page
    from pmo_advisor.reports.formats.pdf import page

    advice = client_safe(material.advice, material.rulebook)
    minutes = minutes_for(material.minutes, "client")
    told = one_page(advice, material.rulebook, material.texts, _langs(order)[0], minutes)
    return page(told, material.brand, "png" if order.format == "png" else "pdf")
