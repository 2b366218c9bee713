"""A brand folder: ``brand.yaml`` over the shipped look, the logo beside it, Office templates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.knowledge import intake, yaml_reader
from pmo_advisor.knowledge.document import Document
from pmo_advisor.knowledge.layers import shipped
from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.knowledge.validating import validated
from pmo_advisor.model.brand import Brand, BrandFile, Fonts
from pmo_advisor.model.text import Text

FILE = "brand.yaml"
TEMPLATES = ("report.docx", "charter.docx", "roles.docx", "deck.pptx")
LOGO_LIMIT = 2_000_000
TEMPLATE_LIMIT = 20_000_000
_LOGO_KINDS = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".svg": "svg"}


def load_brand(folder: Path | None = None) -> Brand:
    """The shipped brand, with that of a folder over it. Raises BadInput with all faults."""
    base = _brand_file(shipped() / "templates" / FILE)[0]
    if folder is None:
        return _merged(base, BrandFile())
    if not folder.is_dir():
        message = "brand_not_folder" if folder.exists() else "brand_missing"
        raise BadInput([Fault(message, {}, Place(intake.shown(folder)))])
    faults: list[Fault] = []
    own, logo, document = BrandFile(), b"", None
    try:
        if (folder / FILE).exists():
            own, document = _brand_file(folder / FILE)
            logo = _logo(folder, own.logo, document)
    except BadInput as error:
        faults += error.faults
    templates: dict[str, bytes] = {}
    for name in TEMPLATES:
        try:
            if (folder / name).exists():
                templates[name] = intake.read_bytes(folder / name, TEMPLATE_LIMIT)
        except BadInput as error:
            faults += error.faults
    if faults:
        raise BadInput(faults)
    fonts = folder / "fonts"
    return _merged(base, own).model_copy(
        update={
            "logo": logo,
            "logo_kind": _LOGO_KINDS[Path(own.logo).suffix.lower()] if logo else "",
            "templates": templates,
            "font_folders": (str(fonts),) if fonts.is_dir() else (),
        }
    )


def _brand_file(path: Path) -> tuple[BrandFile, Document]:
    document = yaml_reader.read_file(path)
    if not isinstance(document.value, dict):
        raise BadInput([Fault("file_needs_mapping", {}, document.place())])
    return validated(BrandFile, document), document


def _logo(folder: Path, name: str, document: Document) -> bytes:
    """The logo's bytes; it lies in the folder itself, so a path into another one is refused."""
    if not name:
        return b""
    place = document.place(("logo",))
    path = folder / name
    if Path(name).name != name:
        raise BadInput([Fault("brand_logo_elsewhere", {"name": name}, place)])
    if path.suffix.lower() not in _LOGO_KINDS:
        raise BadInput([Fault("brand_logo_kind", {"allowed": list(_LOGO_KINDS)}, place)])
    if not path.is_file():
        beside = [one.name for one in folder.iterdir()][:1000]
        raise BadInput([Fault("brand_logo_missing", {"name": name}, place, nearest(name, beside))])
    return intake.read_bytes(path, LOGO_LIMIT)


def _merged(base: BrandFile, own: BrandFile) -> Brand:
    fonts: dict[str, Any] = json.loads(base.fonts.model_dump_json())
    fonts |= json.loads(own.fonts.model_dump_json(exclude_none=True))
    return Brand(
        colors=base.colors | own.colors,
        dark=base.dark | own.dark,
        fonts=Fonts.model_validate_json(json.dumps(fonts)),
        footer=own.footer or base.footer or Text(zh="", en=""),
    )
