"""Pictures in pixels, for formats that show no SVG."""

from __future__ import annotations

from functools import lru_cache

import typst

from pmo_advisor.model.brand import Brand
from pmo_advisor.reports.formats.faces import font_folders

_PAGE = """\
#set page(width: {width}pt, height: auto, margin: 0pt, fill: rgb("{paper}"))
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""
_ONE_PIXEL_A_POINT = 72


def png(svg: str, brand: Brand, *, width: int) -> bytes:
    """An SVG file as PNG, ``width`` pixels wide, on the brand's paper. Same input, same bytes.

    The program's and the brand's faces are used; the machine's own only for what those lack.
    """
    page = _PAGE.format(width=width, paper=brand.colors["paper"])
    made = typst.compile(
        page.encode(),
        format="png",
        ppi=_ONE_PIXEL_A_POINT,
        font_paths=_fonts(tuple(font_folders(brand))),
        sys_inputs={"svg": svg},
    )
    if not isinstance(made, bytes):
        raise TypeError("one page gives one picture")
    return made


@lru_cache(maxsize=4)
def _fonts(folders: tuple[str, ...]) -> typst.Fonts:
    """The faces in these folders and on the machine; looking for them takes longer than drawing."""
    return typst.Fonts(
        include_system_fonts=True, include_embedded_fonts=False, font_paths=list(folders)
    )
