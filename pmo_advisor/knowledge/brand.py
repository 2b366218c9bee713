"""A brand folder: ``brand.yaml`` over the shipped look, the logo beside it, Office templates.

What lies in the folder may come from a stranger: everything is looked through as it is read, and
every fault of the whole folder is told at once.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

from pydantic import ValidationError

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.knowledge import intake, yaml_reader
from pmo_advisor.knowledge.brand_folder import FILE, FONTS, TEMPLATES, TEXTS, folder_faults
from pmo_advisor.knowledge.document import Document
from pmo_advisor.knowledge.layers import shipped
from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.knowledge.validating import validated
from pmo_advisor.model.brand import Brand, BrandFile, Fonts
from pmo_advisor.model.text import Text

LOGO_LIMIT = 2_000_000
TEMPLATE_LIMIT = 20_000_000
_LOGO_KINDS = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".svg": "svg"}


class Looked(NamedTuple):
    """A brand as far as it could be read, and every fault of its folder."""

    brand: Brand
    faults: tuple[Fault, ...]


def load_brand(folder: Path | None = None, packs: Sequence[Path] = ()) -> Brand:
    """The shipped brand, with that of a folder over it. Raises BadInput with all faults.

    ``packs`` are the folders of knowledge whose texts the folder's own may replace.
    """
    looked = look_through(folder, packs) if folder else Looked(_merged(_shipped(), BrandFile()), ())
    if looked.faults:
        raise BadInput(looked.faults)
    return looked.brand


def look_through(folder: Path, packs: Sequence[Path] = ()) -> Looked:
    """As ``load_brand``, with the faults beside what has none. Raises BadInput for no folder."""
    # os.path answers "no" about what may not be looked into; Path raises.
    if not os.path.isdir(folder):
        message = "brand_not_folder" if os.path.exists(folder) else "brand_missing"
        raise BadInput([Fault(message, {}, Place(intake.shown(folder)))])
    found = folder_faults(folder)
    if any(one.place and one.place.file == intake.shown(folder) for one in found):
        return Looked(_merged(_shipped(), BrandFile()), tuple(found))
    reading = _Reading(folder, found)
    own, logo, kind = reading.look()
    templates = reading.templates()
    reading.texts(packs)
    fonts = folder / FONTS
    changed = {
        "logo": logo,
        "logo_kind": kind,
        "templates": templates,
        "font_folders": (str(fonts),) if fonts.is_dir() else (),
    }
    brand = _merged(_shipped(), own).model_copy(update=changed)
    return Looked(brand, tuple(reading.faults))


class _Reading:
    """One folder as it is read. A file that is refused already is left alone."""

    def __init__(self, folder: Path, found: Sequence[Fault]) -> None:
        self.folder = folder
        self.faults = list(found)
        self._refused = {one.place.file for one in found if one.place}

    def _present(self, name: str) -> bool:
        """Whether the file is there to be read, by the very name that is meant."""
        shown = f"{intake.shown(self.folder)}/{name}"
        return shown not in self._refused and name in os.listdir(self.folder)

    def look(self) -> tuple[BrandFile, bytes, Literal["", "png", "jpeg", "svg"]]:
        """What brand.yaml says, and the logo that it names."""
        own, logo = BrandFile(), b""
        try:
            if self._present(FILE):
                document = _document(self.folder / FILE)
                own = self._settings(document)
                logo = self._logo(own.logo, document)
        except BadInput as error:
            self.faults += error.faults
        kind = _LOGO_KINDS[Path(own.logo).suffix.lower()] if logo else ""
        return own, logo, cast("Literal['', 'png', 'jpeg', 'svg']", kind)

    def _settings(self, document: Document) -> BrandFile:
        """The settings; where some of them are wrong, the others."""
        try:
            return validated(BrandFile, document)
        except BadInput as error:
            self.faults += error.faults
        kept: dict[str, Any] = {}
        for key in BrandFile.model_fields:
            if key in document.value and _is_sound({key: document.value[key]}):
                kept[key] = document.value[key]
        return BrandFile.model_validate_json(json.dumps(kept), strict=True)

    def templates(self) -> dict[str, bytes]:
        """The Office templates, looked through and packed anew."""
        found: dict[str, bytes] = {}
        for name in TEMPLATES:
            try:
                if self._present(name):
                    found[name] = template(self.folder / name)
            except BadInput as error:
                self.faults += error.faults
        return found

    def texts(self, packs: Sequence[Path]) -> None:
        """The texts of the folder replace some that there are."""
        within = f"{intake.shown(self.folder)}/{TEXTS}"
        refused = any(one == within or one.startswith(f"{within}/") for one in self._refused)
        if refused or not (self.folder / TEXTS).is_dir():
            return
        from pmo_advisor.knowledge.brand_texts import text_faults

        self.faults += text_faults(self.folder, packs)

    def _logo(self, name: str, document: Document) -> bytes:
        """The logo's bytes; it lies in the folder itself, so no other folder can be named."""
        if not name:
            return b""
        place = document.place(("logo",))
        suffix = Path(name).suffix.lower()
        if Path(name).name != name or "\\" in name or "\0" in name:
            raise BadInput([Fault("brand_logo_elsewhere", {"name": name}, place)])
        if suffix not in _LOGO_KINDS:
            raise BadInput([Fault("brand_logo_kind", {"allowed": list(_LOGO_KINDS)}, place)])
        if not self._present(name):
            if name in os.listdir(self.folder):
                return b""  # Refused already, at its own place.
            beside = [one for one in os.listdir(self.folder) if Path(one).suffix][:1000]
            hint = nearest(name, beside)
            raise BadInput([Fault("brand_logo_missing", {"name": name}, place, hint)])
        return _checked_logo(self.folder / name, _LOGO_KINDS[suffix])


def template(path: Path) -> bytes:
    """An Office template, looked through and packed anew. Raises BadInput with all faults."""
    from pmo_advisor.knowledge.foreign.packages import checked_package

    data = intake.read_bytes(path, TEMPLATE_LIMIT)
    kind: Literal["docx", "pptx"] = "pptx" if path.suffix == ".pptx" else "docx"
    return checked_package(data, intake.shown(path), kind)


def _checked_logo(path: Path, kind: str) -> bytes:
    from pmo_advisor.knowledge.foreign.pictures import raster_faults, raster_kind
    from pmo_advisor.knowledge.foreign.svg import svg_faults

    data, place = intake.read_bytes(path, LOGO_LIMIT), Place(intake.shown(path))
    if kind == "svg":
        faults = list(svg_faults(data, place))
    elif raster_kind(data) != kind:
        faults = [Fault("brand_logo_not_kind", {"kind": kind.upper()}, place)]
    else:
        faults = list(raster_faults(data, place))
    if faults:
        raise BadInput(faults)
    return data


def _shipped() -> BrandFile:
    return validated(BrandFile, _document(shipped() / "templates" / FILE))


def _is_sound(settings: dict[str, Any]) -> bool:
    try:
        BrandFile.model_validate_json(json.dumps(settings), strict=True)
    except ValidationError:
        return False
    return True


def _document(path: Path) -> Document:
    document = yaml_reader.read_file(path)
    if not isinstance(document.value, dict):
        raise BadInput([Fault("brand_needs_keys", {}, document.place())])
    return document


def _merged(base: BrandFile, own: BrandFile) -> Brand:
    fonts: dict[str, Any] = json.loads(base.fonts.model_dump_json())
    fonts |= json.loads(own.fonts.model_dump_json(exclude_none=True))
    return Brand(
        colors=base.colors | own.colors,
        dark=base.dark | own.dark,
        fonts=Fonts.model_validate_json(json.dumps(fonts)),
        footer=own.footer or base.footer or Text(zh="", en=""),
    )
