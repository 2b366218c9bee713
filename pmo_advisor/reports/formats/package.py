"""Office packages: written so that the same input gives the same bytes, whatever the day.

The Office libraries stamp the hour of writing into the archive, into its core properties and into
workbooks inside it. Here every stamp becomes one fixed moment.
"""

from __future__ import annotations

import io
import re
import zipfile

MOMENT = (2000, 1, 1, 0, 0, 0)
_STAMP = b"2000-01-01T00:00:00Z"
_STAMPED = re.compile(
    rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)"
)
_FIRST = "[Content_Types].xml"
_PACKAGES = (".xlsx", ".docx", ".pptx")


def fixed(data: bytes) -> bytes:
    """The package with its parts in a fixed order, compressed alike, and no hour of writing."""
    with zipfile.ZipFile(io.BytesIO(data)) as given:
        parts = {one.filename: given.read(one) for one in given.infolist() if not one.is_dir()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as written:
        for name in sorted(parts, key=lambda one: (one != _FIRST, one)):
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            written.writestr(entry, _timeless(name, parts[name]), compresslevel=6)
    return made.getvalue()


def _timeless(name: str, part: bytes) -> bytes:
    if name.endswith(_PACKAGES):
        return fixed(part)
    if name == "docProps/core.xml":
        return _STAMPED.sub(rb"\g<1>" + _STAMP + rb"\g<2>", part)
    return part
