"""How cells look: the brand's colours and face, and never by colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook as File

from pmo_advisor.model.brand import Brand, ColorName
from pmo_advisor.model.text import Lang
from pmo_advisor.reports.documents.worksheets.grid import Look

SIZE = 10
_CHINESE_CHARSET = 134
_SWISS = 2
_THIN, _MEDIUM, _DASHED = 1, 2, 3
_HAIR = 7
_WHOLE = "#,##0;\u2212#,##0;0"
_DAY = "yyyy-mm-dd"
_AIR: dict[str, Any] = {"align": "left", "indent": 1}
"""Keeps the words of neighbouring cells apart."""


def face(brand: Brand, lang: Lang) -> str:
    """The one face of a workbook: a cell has a single name for all scripts."""
    return (brand.fonts.chinese if lang == "zh" else brand.fonts.latin)[0]


class Looks:
    """Makes each format once for a file."""

    def __init__(self, file: File, brand: Brand, lang: Lang) -> None:
        self._file = file
        self._lang = lang
        self._made: dict[tuple[Look, bool], Format] = {}
        self._looks = _looks(brand.colors)
        self._base = font(brand, lang)

    def of(self, look: Look, *, quoted: bool = False) -> Format:
        """The format of a look; ``quoted`` keeps the text from being taken for a formula."""
        if (look, quoted) not in self._made:
            properties = {**self._base, **_AIR, "valign": "top", **self._looks[look]}
            if quoted:
                properties["quote_prefix"] = True
            self._made[look, quoted] = self._file.add_format(properties)
        return self._made[look, quoted]


def font(brand: Brand, lang: Lang) -> dict[str, Any]:
    """The face and size of all cells."""
    told: dict[str, Any] = {
        "font_name": face(brand, lang),
        "font_size": SIZE,
        "font_family": _SWISS,
        "font_color": brand.colors["ink"],
    }
    if lang == "zh":
        told["font_charset"] = _CHINESE_CHARSET
    return told


def _looks(colors: Mapping[ColorName, str]) -> dict[Look, dict[str, Any]]:
    soft = colors["soft_ink"]
    row: dict[str, Any] = {"bottom": _HAIR, "bottom_color": colors["rule"], "text_wrap": True}
    head = {
        "bold": True,
        "bg_color": colors["panel"],
        "bottom": _MEDIUM,
        "bottom_color": colors["accent"],
        "text_wrap": True,
        "valign": "bottom",
    }
    figure = {**row, "text_wrap": False, "align": "right", "num_format": _WHOLE}
    field = {
        "border": _MEDIUM,
        "border_color": colors["accent"],
        "bg_color": colors["open_soft"],
        "locked": False,
    }
    blank = {
        "border": _DASHED,
        "border_color": colors["soft_ink"],
        "bg_color": colors["paper"],
        "text_wrap": True,
        "locked": False,
    }
    return {
        "title": {"bold": True, "font_size": 16, "text_wrap": True, "valign": "vcenter"},
        "lead": {"text_wrap": True, "font_color": soft},
        "heading": {"bold": True, "font_size": 12, "font_color": colors["accent"]},
        "aside": {"text_wrap": True, "font_color": soft},
        "head": head,
        "head_figure": {**head, "align": "right"},
        "text": row,
        "strong": {**row, "bold": True},
        "quiet": {**row, "font_color": soft},
        "label": {**row, "bold": True, "font_color": colors["accent"]},
        "figure": figure,
        "sum": {**figure, "bold": True},
        "fine": {**figure, "num_format": "0.000", "font_color": soft},
        "fine_whole": {**figure, "font_color": soft},
        "code": {**row, "font_color": soft, "font_size": 9},
        "input": {**field, "bold": True, "align": "right", "num_format": _WHOLE},
        "fill": blank,
        "fill_day": {**blank, "num_format": _DAY, "align": "right"},
        "met": {**row, "font_color": colors["accent"]},
        "unmet": {**row, "bold": True, "font_color": colors["against"]},
        "open": {**row, "italic": True, "font_color": colors["open"]},
        "link": {**row, "underline": _THIN, "font_color": colors["accent"]},
    }
