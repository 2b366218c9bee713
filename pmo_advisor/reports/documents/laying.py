"""From the parts of a report section to blocks in one language."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_advisor.reports.blocks import (
    Block,
    Bullets,
    Fact,
    Facts,
    Figure,
    Grid,
    Paragraph,
    Place,
    Said,
    Section,
    Style,
    Subhead,
)
from pmo_advisor.reports.charts.drawing import Picture
from pmo_advisor.reports.parts import Heading, Line, Row, Table
from pmo_advisor.reports.typography import quoted
from pmo_advisor.reports.voice import Voice


class Laying:
    """Lays what is said in one language. Nothing given gives nothing."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice

    def text(self, text: str, *, bold: bool = False) -> Place:
        """Plain words in one place; an empty place for no words."""
        if not text:
            return ()
        said = quoted(text) if self.voice.lang == "en" else text
        return (Said(self.voice.lang, said, bold=bold),)

    def say(self, message: str, /, **values: str | int) -> Place:
        """The text ``report.<message>`` in one place."""
        return self.text(self.voice.say(message, **values))

    def place(self, line: Line, *, marked: bool = True) -> Place:
        """A line; its mark's word before it unless ``marked`` is false."""
        mark = line.mark if marked else None
        lang = self.voice.lang
        fine = quoted if lang == "en" else str
        word = self.voice.say(f"mark.{mark}") if mark else ""
        return (Said(lang, fine(line.text), line.notes, mark, word, fine(line.detail)),)

    def cell(self, line: Line) -> Place:
        """A cell; where it has a mark, its own text is the mark's word."""
        said = self.place(line, marked=False)[0]
        return (said._replace(mark=line.mark),) if line.mark else (said,)

    def opened(self, opening: str, place: Place) -> Place:
        """A place that opens in bold."""
        gap = " " if place and self.voice.lang == "en" else ""
        return (*self.text(opening + gap, bold=True), *place)

    def paragraph(
        self, line: Line | str | None, *, style: Style = "body", before: str = ""
    ) -> tuple[Block, ...]:
        """A paragraph; ``before`` opens it in bold."""
        if not line:
            return ()
        told = self.place(line) if isinstance(line, Line) else self.text(line)
        return (Paragraph(self.opened(before, told) if before else told, style),)

    def subhead(self, text: str, level: int = 2) -> tuple[Block, ...]:
        return (Subhead(self.text(text), 2 if level == 2 else 3),)

    def bullets(
        self, lines: Iterable[Line], *, marked: bool = True, numbered: bool = False
    ) -> tuple[Block, ...]:
        items = tuple(self.place(one, marked=marked) for one in lines)
        return (Bullets(items, numbered),) if items else ()

    def facts(self, rows: Iterable[Row], *, brief: bool = False) -> tuple[Block, ...]:
        laid = tuple(
            Fact(row.id, self.text(row.label), tuple(self.place(one) for one in row.lines))
            for row in rows
        )
        return (Facts(laid, brief),) if laid else ()

    def grid(self, table: Table | None) -> tuple[Block, ...]:
        if table is None:
            return ()
        return (
            Grid(
                table.id,
                self.text(table.caption),
                tuple(self.text(one) for one in table.head),
                tuple(tuple(self.cell(one) for one in row) for row in table.rows),
                table.figures,
                table.short,
            ),
        )

    def grids(self, tables: Iterable[Table | None]) -> tuple[Block, ...]:
        return tuple(block for one in tables for block in self.grid(one))

    def figure(self, picture: Picture | None, caption: str = "") -> tuple[Block, ...]:
        if picture is None:
            return ()
        return (Figure(picture.id, ((self.voice.lang, picture),), self.text(caption)),)

    def section(self, heading: Heading, *blocks: Iterable[Block]) -> Section:
        """A section of the blocks that are there."""
        inside = tuple(block for several in blocks for block in several)
        return Section(heading.id, self.text(heading.topic), self.text(heading.title), inside)
