"""Documents as PDF, set by Typst."""

from __future__ import annotations

from pmo_advisor.model.brand import Brand
from pmo_advisor.reports.blocks import Laid
from pmo_advisor.reports.documents.one_page import OnePage
from pmo_advisor.reports.formats.pdf.given import document, one_page
from pmo_advisor.reports.formats.pdf.typesetting import Kind, typeset

PNG_WIDTH = 1600
_A4_WIDTH_INCHES = 210 / 25.4


def pdf(laid: Laid, brand: Brand) -> bytes:
    """A document on A4 as tagged PDF/UA, the same bytes for the same document and brand.

    A character that neither our faces nor the brand's have comes from a face of the machine, and
    where no face has it, a mark is printed in its place (``typesetting.ABSENT``).
    """
    return typeset("document.typ", document(laid, brand), brand)


def page(told: OnePage, brand: Brand, kind: Kind) -> bytes:
    """One page of A4 as tagged PDF/UA, or as PNG ``PNG_WIDTH`` pixels wide."""
    ppi = PNG_WIDTH / _A4_WIDTH_INCHES
    return typeset("one-page.typ", one_page(told, brand), brand, kind=kind, ppi=ppi)
