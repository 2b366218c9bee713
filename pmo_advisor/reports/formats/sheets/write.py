"""From worksheets as data to the bytes of an Excel file."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from typing import Any

from xlsxwriter.workbook import Workbook as File
from xlsxwriter.worksheet import Worksheet

from pmo_advisor.model.brand import Brand
from pmo_advisor.reports.documents.worksheets.grid import (
    Allowed,
    Cell,
    Prose,
    Sheet,
    Workbook,
    letters,
    quoted_name,
)
from pmo_advisor.reports.formats.package import MOMENT, fixed
from pmo_advisor.reports.formats.sheets.cells import like_formula, text_of
from pmo_advisor.reports.formats.sheets.charts import draw
from pmo_advisor.reports.formats.sheets.looks import Looks, font

_A4 = 9
_GRIDLINES_OFF = 2
_FOOTER = 90
"""Characters of a footer's left side; the format allows 255 in all, with every & doubled."""

_EPOCH = date(1899, 12, 30)


def sheets(told: Workbook, brand: Brand) -> bytes:
    """The workbook as an Excel file; the same bytes for the same workbook and brand."""
    made = io.BytesIO()
    base = font(brand, told.lang)
    file = File(
        made,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {
                "font_name": base["font_name"],
                "font_size": base["font_size"],
            },
        },
    )
    file.set_properties({"title": text_of(told.title), "created": datetime(*MOMENT)})
    looks = Looks(file, brand, told.lang)
    for at, one in enumerate(told.sheets):
        sheet = file.add_worksheet(one.name)
        _fill(sheet, one, looks)
        _set_up(sheet, one, told, brand)
        for chart in one.charts:
            draw(file, sheet, chart, brand, told.lang)
        for named in one.named:
            spot = named.spot
            place = f"${letters(spot.column)}${spot.row + 1}"
            file.define_name(named.name, f"={quoted_name(spot.sheet)}!{place}")
        if at == 0:
            sheet.activate()
    file.close()
    return fixed(made.getvalue())


def _fill(sheet: Worksheet, told: Sheet, looks: Looks) -> None:
    for row, height in told.heights:
        sheet.set_row(row, height)
    for prose in told.proses:
        _prose(sheet, prose, looks)
    for cell in told.cells:
        _cell(sheet, cell, looks)
    for allowed in told.allowed:
        sheet.data_validation(
            allowed.row, allowed.column, allowed.row, allowed.column, _validation(allowed)
        )


def _prose(sheet: Worksheet, prose: Prose, looks: Looks) -> None:
    text = text_of(prose.text)
    look = looks.of(prose.look, quoted=like_formula(text))
    if prose.last:
        sheet.merge_range(prose.row, 0, prose.row, prose.last, "", look)
    sheet.write_string(prose.row, 0, text, look)
    sheet.set_row(prose.row, prose.height)


def _cell(sheet: Worksheet, cell: Cell, looks: Looks) -> None:
    row, column, value = cell.row, cell.column, cell.value
    if cell.formula:
        told = text_of(value) if isinstance(value, str) else value
        sheet.write_formula(row, column, f"={cell.formula}", looks.of(cell.look), told)
    elif cell.link:
        target = f"internal:{quoted_name(cell.link)}!A1"
        sheet.write_url(row, column, target, looks.of(cell.look), text_of(str(value)))
    elif isinstance(value, str) and value:
        text = text_of(value)
        look = looks.of(cell.look, quoted=like_formula(text))
        sheet.write_string(row, column, text, look)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, looks.of(cell.look))
    else:
        sheet.write_blank(row, column, None, looks.of(cell.look))


def _validation(allowed: Allowed) -> dict[str, Any]:
    told: dict[str, Any] = {
        "ignore_blank": True,
        "input_title": text_of(allowed.title),
        "input_message": text_of(allowed.message),
        "error_title": text_of(allowed.title),
        "error_message": text_of(allowed.message),
    }
    if allowed.kind == "date":
        first = date.fromordinal(_EPOCH.toordinal() + allowed.least)
        return {**told, "validate": "date", "criteria": ">=", "value": first}
    kind = "integer" if allowed.kind == "whole" else "decimal"
    if allowed.most is None:
        return {**told, "validate": kind, "criteria": ">=", "value": allowed.least}
    return {
        **told,
        "validate": kind,
        "criteria": "between",
        "minimum": allowed.least,
        "maximum": allowed.most,
    }


def _set_up(sheet: Worksheet, told: Sheet, book: Workbook, brand: Brand) -> None:
    """Columns, what stays in sight, and the printed page."""
    for column, width in enumerate(told.widths):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(_GRIDLINES_OFF)
    if told.freeze:
        sheet.freeze_panes(*told.freeze)
    if told.filter:
        sheet.autofilter(*told.filter)
    if told.repeat:
        sheet.repeat_rows(*told.repeat)
    if told.id == "overview":
        sheet.set_tab_color(brand.colors["accent"])
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.set_footer(_footer(told, book, brand))


def _footer(told: Sheet, book: Workbook, brand: Brand) -> str:
    """Whose it is on the left, the worksheet and its page on the right."""
    owner = brand.footer.in_(book.lang)
    left = " \u00b7 ".join(one for one in (owner, book.subject) if one)
    # A picture's code is looked for even behind a doubled sign, so a mark of no width parts them.
    safe = re.sub(r"&(?=[G\[])", "&\u2060", text_of(left).replace("\n", " ")[:_FOOTER])
    safe = safe.replace("&", "&&")
    return f"&L{safe}&R{told.name.replace('&', '&&')}  &P / &N"
