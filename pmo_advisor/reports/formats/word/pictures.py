"""Pictures within the text: charts in twice their size on screen, and the brand's logo."""

from __future__ import annotations

import io
import struct
from itertools import count

from docx.document import Document as DocumentObject
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.model.brand import Brand
from pmo_advisor.model.text import Lang
from pmo_advisor.reports.charts.drawing import WIDE, Picture
from pmo_advisor.reports.charts.svg import standalone
from pmo_advisor.reports.formats.raster import png
from pmo_advisor.reports.formats.word.xml import Element, element, legal, within

TWIP = 635
"""English Metric Units, in which Word measures pictures."""
LOGO_HIGH, LOGO_WIDE = 450, 2800
"""The most that a logo takes, in twips."""
_LOGO_PIXELS = 1200


class Pictures:
    """Puts pictures into one document, each with its own number."""

    def __init__(self, document: DocumentObject, brand: Brand) -> None:
        self._package = document.part.package
        self._brand = brand
        taken = (int(one.get("id") or 0) for one in within(document.element, "wp:docPr"))
        self._numbers = count(max(taken, default=0) + 1)

    def chart(self, picture: Picture, lang: Lang, part: Part, width: int, height: int) -> Element:
        """A chart no wider and no higher than so many twips."""
        data = png(standalone(picture, self._brand, lang), self._brand, width=2 * WIDE)
        wide, high = struct.unpack(">II", data[16:24])
        scale = min(1, height / (width * high / wide))
        size = int(width * scale), int(width * scale * high / wide)
        return self._inline(data, part, size, picture.title, picture.description)

    def logo(self, part: Part) -> Element:
        """The brand's logo. Raises BadInput where its file is no picture."""
        data = self._brand.logo
        if self._brand.logo_kind == "svg":
            data = png(data.decode("utf-8", errors="replace"), self._brand, width=_LOGO_PIXELS)
        try:
            image = self._package.get_or_add_image_part(io.BytesIO(data)).image
            wide, high = image.px_width, image.px_height
            scale = min(LOGO_HIGH / high, LOGO_WIDE / wide)
        except (
            UnrecognizedImageError,
            InvalidImageStreamError,
            UnexpectedEndOfFileError,
            ZeroDivisionError,
            struct.error,
        ) as error:
            raise BadInput([Fault("word_logo", {}, Place("logo"))]) from error
        return self._inline(data, part, (int(wide * scale), int(high * scale)), "", "")

    def _inline(
        self, data: bytes, part: Part, size: tuple[int, int], title: str, description: str
    ) -> Element:
        """``size`` is in twips. A picture without a description is decoration."""
        image = self._package.get_or_add_image_part(io.BytesIO(data))
        number = next(self._numbers)
        inline = CT_Inline.new_pic_inline(
            number,
            part.relate_to(image, RELATIONSHIP_TYPE.IMAGE),
            f"picture{number}",
            size[0] * TWIP,  # type: ignore[arg-type]
            size[1] * TWIP,  # type: ignore[arg-type]
        )
        named = inline.find(qn("wp:docPr"))
        named.set("name", f"picture {number}")
        if title:
            named.set("title", legal(title))
        named.set("descr", legal(description))
        return element("w:drawing", {}, inline)
