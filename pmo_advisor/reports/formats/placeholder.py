"""The picture that stands where a house has not put its logo yet."""

from __future__ import annotations

from pmo_advisor.model.brand import Brand
from pmo_advisor.reports.formats.raster import png

_WIDTH = 720
_DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 180 60">
<rect x="1" y="1" width="178" height="58" rx="5" fill="none" stroke="{line}" stroke-width="1.5"
 stroke-dasharray="5 4"/>
<circle cx="38" cy="30" r="13" fill="{line}"/>
<rect x="64" y="20" width="84" height="8" rx="2" fill="{line}"/>
<rect x="64" y="34" width="54" height="6" rx="2" fill="{line}"/>
</svg>
"""


def placeholder(brand: Brand) -> bytes:
    """A PNG in the brand's lines, without a word, the same bytes each time."""
    return png(_DRAWING.format(line=brand.colors["rule"]), brand, width=_WIDTH)
