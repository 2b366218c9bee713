"""A picture as an SVG file of its own, with a brand's colours and faces written out."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pmo_advisor.model.brand import Brand
from pmo_advisor.model.text import Lang
from pmo_advisor.reports.charts.drawing import Picture
from pmo_advisor.reports.render import shipped_templates
from pmo_advisor.reports.typography import THIN_SPACE, quoted, spaced

Form = Literal["wide", "narrow"]

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAGS: dict[Lang, str] = {"zh": "zh-CN", "en": "en-GB"}


def standalone(picture: Picture, brand: Brand, lang: Lang, *, form: Form = "wide") -> str:
    """The picture in one of its widths, as a whole SVG file. Text stays text.

    Colours and faces are those of ``brand`` on paper; nothing is left for a page to resolve.
    """
    sheet = picture.wide if form == "wide" else picture.narrow
    made = _macros(lang).standalone(picture, sheet, brand.colors, faces(brand, lang), _TAGS[lang])
    return "".join(f"{line}\n" for line in str(made).splitlines() if line.strip())


def faces(brand: Brand, lang: Lang) -> tuple[str, ...]:
    """The faces to try, in order: a Latin text may hold Han characters, so those come after."""
    if lang == "zh":
        return brand.fonts.chinese
    return tuple(dict.fromkeys((*brand.fonts.latin, *brand.fonts.chinese)))


@cache
def _macros(lang: Lang) -> Any:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(str(shipped_templates())),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_chinese if lang == "zh" else _english,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("charts/svg.j2").module


def _chinese(value: object) -> object:
    return spaced(_legal(value), THIN_SPACE) if type(value) is str else value


def _english(value: object) -> object:
    return quoted(_legal(value)) if type(value) is str else value


def _legal(text: str) -> str:
    """``text`` without what no XML file may hold."""
    return _NOT_XML.sub("", text)
