"""From what is said of a group to the bytes of its pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from pmo_advisor.model.brand import Brand
from pmo_advisor.model.portfolio import Portfolio
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.text import LANGS
from pmo_advisor.reports.blocks import Laid
from pmo_advisor.reports.produce import BILINGUAL, Language
from pmo_advisor.reports.voice import Texts

Format = Literal["html", "md", "json", "docx", "pdf"]
FORMATS: tuple[Format, ...] = get_args(Format)
NEEDS_PARTS: tuple[Format, ...] = ("docx", "pdf")
"""The formats that are written by libraries of the extra ``documents``."""


class Material(NamedTuple):
    """What the pages are made of. ``templates`` are folders over the shipped templates."""

    portfolio: Portfolio
    rulebook: Rulebook
    texts: Texts
    brand: Brand
    templates: Sequence[Path] = ()


def bilingual_in(format: Format) -> bool:  # noqa: A002
    """Whether the format has an edition in both languages at once."""
    return format in BILINGUAL


def produce_group(format: Format, language: Language, material: Material) -> bytes:  # noqa: A002
    """The pages' bytes, the same for the same input.

    Raises ImportError where the library that writes the format is not installed.
    """
    if format == "json":
        text = material.portfolio.model_dump_json(indent=2, ensure_ascii=False)
        return f"{text}\n".encode("utf-8", errors="replace")
    laid = _laid(language, material)
    if format == "pdf":
        from pmo_advisor.reports.formats.pdf import pdf

        return pdf(laid, material.brand)
    if format == "docx":
        from pmo_advisor.reports.formats.word import word

        return word(laid, material.brand)
    from pmo_advisor.reports.laid_pages import laid_page

    page = laid_page(laid, material.texts, material.brand, format, material.templates)
    return page.encode("utf-8", errors="replace")


def _laid(language: Language, material: Material) -> Laid:
    from pmo_advisor.reports.documents.bilingual import bilingual
    from pmo_advisor.reports.documents.group import group

    langs = LANGS if language == "zh-en" else (language,)
    laid = [group(material.portfolio, material.rulebook, material.texts, one) for one in langs]
    return bilingual(*laid) if len(laid) > 1 else laid[0]
