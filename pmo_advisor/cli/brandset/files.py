"""Every file of a starting set."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.cli.brandset.guide import guide
from pmo_advisor.cli.brandset.settings import settings, texts
from pmo_advisor.cli.words import Words
from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.knowledge.texts import load_texts

LOGO = "logo.png"
NAMES = (
    "README.txt",
    "brand.yaml",
    "report.docx",
    "charter.docx",
    "roles.docx",
    "deck.pptx",
    LOGO,
    "texts/brand.yaml",
)


def files(words: Words, folder: str) -> Iterator[tuple[str, str | bytes]]:
    """Each file's name in the folder, with its content: the same each time."""
    from pmo_advisor.reports.formats.placeholder import placeholder
    from pmo_advisor.reports.formats.slides.start import start as slides
    from pmo_advisor.reports.formats.word.start import start as word

    brand = load_brand()
    yield "README.txt", guide(words, folder)
    yield "brand.yaml", settings(words, brand, LOGO)
    yield "report.docx", word("report", brand)
    yield "charter.docx", word("charter", brand)
    yield "roles.docx", word("roles", brand)
    yield "deck.pptx", slides(brand)
    yield LOGO, placeholder(brand)
    yield "texts/brand.yaml", texts(words, load_texts())
