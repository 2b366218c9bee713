"""A charter in the making: its words, and the places that are left for people to fill."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date as Date
from typing import NamedTuple

from pmo_advisor.model.advice import Gate
from pmo_advisor.model.catalog import Type
from pmo_advisor.model.domain import NOT_APPLICABLE
from pmo_advisor.model.question import PARTIES, Party
from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.reports.blocks import Block, Grid, Place, Section
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.laying import Laying
from pmo_advisor.reports.parts import Line, Row
from pmo_advisor.reports.typography import clean

OPENING = "opening"
CLOSING = ("signatures", "to_fill")
"""The sections that are no articles: they carry no number."""

_SHARED = {
    "win": "first_days.win",
    "decisions": "first_days.decisions",
    "evidence": "first_days.evidence",
    "goal": "value.goal",
    "shrinks": "roadmap.shrinks",
    "managers": "staffing.managers",
    "transferred": "staffing.transferred",
    "net_new": "staffing.net_new",
    "cost": "staffing.cost",
    "career": "staffing.career",
    "lead_grade": "staffing.grade_hint",
}
"""Labels that the report has too."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Blank(NamedTuple):
    """A place left to fill: the section it stands in, what it is, and who would know."""

    section: str
    what: str
    who: str


class Draft:
    """What every section is written with.

    ``blanks`` grows as sections leave places to fill; ``places`` names the sections written so far.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self.voice = context.voice
        self.lay = Laying(context.voice)
        self.blanks: list[Blank] = []
        self.places = {OPENING: self.voice.say("charter.opening")}
        self._here = OPENING

    @property
    def entry(self) -> Type:
        """The catalogue's entry of the position's type."""
        kind = self.context.advice.position.type
        found = self.context.type_entry(kind)
        if found is None:
            raise KeyError(kind)
        return found

    def blank(self, what: str, who: str) -> str:
        """The mark of a place to fill, noted with what it is and who would know."""
        self.blanks.append(Blank(self._here, self.voice.head(what), self.voice.head(who)))
        return self.voice.say("value.to_fill")

    def fill(self, item: str, *parties: Party) -> str:
        """The mark of a place for something that no question asks."""
        return self.blank(self.voice.say(f"charter.item.{item}"), self.parties(parties))

    def known(self, fact: str) -> str:
        """The answer to a question in words, or nothing where there is none."""
        value = self.context.advice.provenance.answers.get(fact, UNKNOWN)
        if value in (UNKNOWN, NOT_APPLICABLE, "not_applicable"):
            return ""
        if isinstance(value, str) and not clean(value):
            return ""
        return self.context.names.value(fact, value)

    def answer(self, fact: str) -> str:
        """The answer to a question in words, or the mark of a place to fill."""
        return self.known(fact) or self.blank(self.context.names.fact(fact), self.owner(fact))

    def day(self, fact: str) -> str:
        """As ``answer``; a day written in figures is said as the language says it."""
        told = self.answer(fact)
        if not _DAY.fullmatch(told):
            return told
        try:
            return self.voice.date(Date.fromisoformat(told))
        except ValueError:
            return told

    def owner(self, fact: str) -> str:
        """Who decides a question."""
        question = self.context.rulebook.question.get(fact)
        return self.parties(question.decided_by if question else PARTIES)

    def parties(self, parties: Iterable[Party]) -> str:
        """Parties within a sentence, in the order in which they are always named."""
        named = set(parties)
        return self.voice.joined(
            self.voice.say(f"charter.party.{one}") for one in PARTIES if one in named
        )

    def unit(self) -> str:
        """The unit the charter is for."""
        made = self.context.advice.provenance
        return clean(made.unit) or clean(made.organization) or self.fill("unit", "executive")

    def issuer(self) -> str:
        """The unit, with its organisation where that is another."""
        made = self.context.advice.provenance
        unit, whole = clean(made.unit), clean(made.organization)
        if not unit or not whole or unit == whole:
            return self.unit()
        return self.voice.say("list.aside", text=whole, aside=unit)

    def row(self, name: str, *told: Line | str) -> Row:
        """A labelled row; nothing told is left out."""
        lines = tuple(Line(one) if isinstance(one, str) else one for one in told)
        label = self.voice.say(_SHARED.get(name, f"charter.row.{name}"))
        return Row(name, label, tuple(x for x in lines if x.text))

    def rows(self, *rows: Row) -> tuple[Block, ...]:
        """The rows that say something."""
        return self.lay.facts(row for row in rows if row.lines)

    def grid(
        self,
        name: str,
        columns: Sequence[str],
        rows: Iterable[Sequence[str | Line]],
        *,
        caption: str = "",
        figures: tuple[int, ...] = (),
        short: tuple[int, ...] = (),
    ) -> tuple[Block, ...]:
        """A table; a cell without words is an empty place, to be written in by hand."""
        head = tuple(self.lay.say(f"charter.column.{one}") for one in columns)
        told = tuple(tuple(self._cell(one) for one in row) for row in rows)
        return (Grid(name, self.lay.text(caption), head, told, figures, short),) if told else ()

    def _cell(self, told: str | Line) -> Place:
        line = Line(told) if isinstance(told, str) else told
        return self.lay.place(line._replace(notes=(), mark=None)) if line.text else ()

    def written(self, parts: Iterable[tuple[str, Builder]]) -> Iterator[Section]:
        """The sections in order, each with its number unless it closes the document."""
        for number, (name, build) in enumerate(parts, 1):
            self._here = name
            title = self.voice.say(f"charter.{name}")
            if name not in CLOSING:
                numeral = self.voice.say(f"charter.number.{number}")
                self.places[name] = self.voice.say("charter.article", number=numeral)
                title = self.voice.say("charter.heading", number=numeral, title=title)
            yield Section(name, (), self.lay.text(title), tuple(build(self)))


Builder = Callable[[Draft], Iterable[Block]]
"""What writes a section's blocks."""


def open_gates(draft: Draft, kind: str | None) -> tuple[Gate, ...]:
    """The gates of a type that are not met."""
    gates = draft.context.advice.position.gates
    return tuple(one for one in gates if one.type == kind and one.outcome != "fires")
