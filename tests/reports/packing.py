"""Office files for tests: sound ones, and what a stranger may have done to them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from pmo_advisor.errors import BadInput, Fault

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BODY, RELS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"


@cache
def _sound(kind: str) -> bytes:
    made = io.BytesIO()
    if kind == "docx":
        import docx

        docx.Document().save(made)
    else:
        import pptx

        pptx.Presentation().save(made)
    return made.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as given:
        return {one: given.read(one) for one in given.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def office(kind: str = "docx") -> bytes:
    """A sound file of that kind."""
    return _sound(kind)


def with_parts(changed: Mapping[str, bytes], kind: str = "docx") -> bytes:
    """A sound file with these parts in place of its own, or beside them."""
    return packed({**parts_of(_sound(kind)), **changed})


def with_body(xml: str) -> bytes:
    """A Word file with this XML in its body."""
    body = parts_of(_sound("docx"))[BODY].decode()
    start, end = body.index("<w:body>") + len("<w:body>"), body.index("</w:body>")
    return with_parts({BODY: (body[:start] + xml + body[end:]).encode()})


def with_relationship(attributes: str, kind: str = "docx", **more: bytes) -> bytes:
    """A file whose main part has one more relationship, and perhaps more parts (by any name)."""
    name = RELS if kind == "docx" else "ppt/_rels/presentation.xml.rels"
    rels = parts_of(_sound(kind))[name].decode()
    added = rels.replace(
        "</Relationships>", f'<Relationship Id="x1" {attributes}/></Relationships>'
    )
    return with_parts({name: added.encode(), **more}, kind)


def with_type(part: str, told: str, **more: bytes) -> bytes:
    """A Word file in which a part of that name says that it is of that type."""
    types = parts_of(_sound("docx"))[TYPES].decode()
    added = f'<Override PartName="/{part}" ContentType="{told}"/></Types>'
    changed = types.replace("</Types>", added)
    return with_parts({TYPES: changed.encode(), part: more.get("data", b"x")})


def refused(check: Callable[[], object]) -> tuple[Fault, ...]:
    """The faults with which something is refused; none where it passes."""
    try:
        check()
    except BadInput as error:
        return error.faults
    return ()


def png(width: int = 4, height: int = 3, lines: bytes | None = None) -> bytes:
    """A grey picture, whatever its head declares."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    drawn = (b"\0" + b"\x80" * width) * height if lines is None else lines
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(drawn))
        + chunk(b"IEND", b"")
    )


def jpeg(width: int = 4, height: int = 3) -> bytes:
    """The head of a JPEG and the beginning of its scan."""
    frame = struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0" + frame + b"\xff\xda\x00\x02\x00\xff\xd9"


def svg(inside: str = "", attributes: str = "", start: str = "") -> bytes:
    """A drawing 40 wide and 10 high."""
    return (
        f'{start}<svg xmlns="http://www.w3.org/2000/svg" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 10" {attributes}>'
        f'<path d="M0 0h40v10z"/>{inside}</svg>'
    ).encode()


def brand_folder(folder: Path, files: Mapping[str, bytes | str]) -> Path:
    """A brand folder with these files."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder
