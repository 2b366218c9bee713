"""Documents as PDF, set by Typst."""

from __future__ import annotations

from pmo_advisor.model.brand import Brand
from pmo_advisor.reports.blocks import Laid
from pmo_advisor.reports.formats.pdf.given import document
from pmo_advisor.reports.formats.pdf.typesetting import typeset


def pdf(laid: Laid, brand: Brand) -> bytes:
    """A document on A4 as tagged PDF/UA, the same bytes for the same document and brand.

    A character that neither our faces nor the brand's have comes from a face of the machine, and
    where no face has it, it is printed as 〓.
    """
    return typeset("document.typ", document(laid, brand), brand)
