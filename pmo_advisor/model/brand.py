"""A brand: the colours, faces, logo and footer of every document, and whose templates are used."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from pmo_advisor.model.text import Strict, Text

ColorName = Literal[
    "paper",
    "panel",
    "ink",
    "soft_ink",
    "rule",
    "faint",
    "accent",
    "accent_soft",
    "open",
    "open_soft",
    "against",
    "against_soft",
]
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_FONT = re.compile(r"[^\"'<>{};\\\x00-\x1f]{1,60}")


def _quoted(value: Any) -> Any:
    if value is None:  # Without quotes, YAML takes what follows a # for a comment.
        raise PydanticCustomError("color_unquoted", "color_unquoted", {})
    return value


def _color(value: str) -> str:
    if not _COLOR.fullmatch(value):
        raise PydanticCustomError("color_shape", "color_shape", {})
    return value


def _font(value: str) -> str:
    if not _FONT.fullmatch(value):
        raise PydanticCustomError("font_shape", "font_shape", {})
    return value


Color = Annotated[str, AfterValidator(_color), BeforeValidator(_quoted)]
FontName = Annotated[str, AfterValidator(_font)]


class Fonts(Strict):
    """Faces by script, the first that a machine has is used."""

    chinese: tuple[FontName, ...] = Field(min_length=1, max_length=8)
    latin: tuple[FontName, ...] = Field(min_length=1, max_length=8)


class FontsFile(Strict):
    """The faces that a brand folder names; those it leaves out stay as they are."""

    chinese: tuple[FontName, ...] | None = Field(default=None, min_length=1, max_length=8)
    latin: tuple[FontName, ...] | None = Field(default=None, min_length=1, max_length=8)


class BrandFile(Strict):
    """``brand.yaml`` as it stands in a folder: whatever it leaves out stays as shipped."""

    colors: dict[ColorName, Color] = Field(default_factory=dict)
    dark: dict[ColorName, Color] = Field(default_factory=dict)
    fonts: FontsFile = FontsFile()
    logo: str = Field(default="", max_length=100)
    footer: Text | None = None


class Brand(Strict):
    """A brand, whole. ``colors`` and ``dark`` have every name of ``ColorName``.

    ``logo`` is the picture's bytes and ``logo_kind`` its ending, both empty where there is none.
    ``templates`` are Office files by name (``report.docx``, ``deck.pptx``); what is missing is the
    shipped one. ``font_folders`` are folders with font files beside the shipped ones.
    """

    colors: dict[ColorName, Color]
    dark: dict[ColorName, Color]
    fonts: Fonts
    footer: Text
    logo: bytes = b""
    logo_kind: Literal["", "png", "jpeg", "svg"] = ""
    templates: dict[str, bytes] = Field(default_factory=dict)
    font_folders: tuple[str, ...] = ()
