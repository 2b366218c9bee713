"""How every worksheet begins, and the few cells that several of them write alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.worksheets.grid import Allowed, Look
from pmo_advisor.reports.documents.worksheets.page import Page
from pmo_advisor.reports.parts import Line, Mark, Table
from pmo_advisor.reports.voice import Voice

FIRST_DAY = 36526
"""The first of January 2000 as a worksheet counts days: no plan lies before it."""

_LOOKS: dict[Mark, Look] = {"met": "met", "unmet": "unmet", "open": "open"}
_TITLE_LIMIT = 32
_MESSAGE_LIMIT = 255


def page(context: Context, name: str, widths: Sequence[float]) -> Page:
    """An empty worksheet of that id, its name and purpose in the reader's language."""
    say, lang = context.voice.say, context.voice.lang
    sheet, about = say(f"workbook.sheet.{name}"), say(f"workbook.about.{name}")
    return Page(name, sheet, about, lang, widths)


def opened(context: Context, name: str, widths: Sequence[float], title: str, lead: str) -> Page:
    """A worksheet with its conclusion as the title, and a line on how to read it."""
    begun = page(context, name, widths)
    begun.prose(title, "title")
    begun.prose(lead, "lead")
    return begun


def numbers(voice: Voice, notes: Iterable[int]) -> str:
    """The numbers of notes in one cell."""
    return voice.say("list.comma", first="", second="").join(str(one) for one in notes)


def told(voice: Voice, line: Line, *, marked: bool = True) -> str:
    """A line in one cell: the word of its mark, its text, and its quieter detail below."""
    text = line.text
    if marked and line.mark:
        word = voice.head(voice.say(f"mark.{line.mark}"))
        text = voice.say("list.named", name=word, value=text)
    return f"{text}\n{line.detail}" if line.detail else text


def look_of(mark: Mark | None) -> Look:
    """How a cell looks whose words tell how something stands."""
    return _LOOKS.get(mark, "text") if mark else "text"


def written(page: Page, voice: Voice, table: Table) -> None:
    """A table of a report's section: its caption, its head, its rows, and its notes last."""
    noted = any(cell.notes for row in table.rows for cell in row)
    page.heading(table.caption)
    head = (*table.head, *((voice.say("workbook.column.note"),) if noted else ()))
    page.head(head, table.figures)
    for row in table.rows:
        for column, cell in enumerate(row):
            text = told(voice, cell, marked=False)
            if column in table.figures:
                page.write(column, int(text) if text.isdecimal() else text, "figure")
            else:
                page.write(column, text, "strong" if column == 0 else look_of(cell.mark))
        if noted:
            notes = dict.fromkeys(number for cell in row for number in cell.notes)
            page.write(len(row), numbers(voice, notes), "quiet")
        page.row += 1


def prompted(
    context: Context, page: Page, column: int, kind: str, title: str, **limits: int
) -> None:
    """Let the cell of this row and column take a number or a day, and say which."""
    voice = context.voice
    least, most = limits.get("least", 0), limits.get("most")
    if kind == "date":
        message = voice.say("workbook.prompt.date")
    elif most is None:
        message = voice.say(f"workbook.prompt.{kind}", least=voice.number(least))
    else:
        message = voice.say(
            "workbook.prompt.between", least=voice.number(least), most=voice.number(most)
        )
    page.allow(
        Allowed(
            page.row,
            column,
            "date" if kind == "date" else "decimal" if kind == "decimal" else "whole",
            least,
            most,
            title if len(title) <= _TITLE_LIMIT else title[: _TITLE_LIMIT - 1] + "\u2026",
            message[:_MESSAGE_LIMIT],
        )
    )
