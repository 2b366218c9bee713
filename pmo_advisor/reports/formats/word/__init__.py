"""Word documents: a template, the brand's or the shipped one, filled with what a document says."""

from __future__ import annotations

from pmo_advisor.model.brand import Brand
from pmo_advisor.reports.blocks import Laid


def word(laid: Laid, brand: Brand) -> bytes:
    """The document as DOCX. The same input gives the same bytes.

    Raises BadInput where the brand's template cannot be used, ImportError where the libraries that
    write Word are not installed.
    """
    from pmo_advisor.reports.formats.word.write import written

    return written(laid, brand)
