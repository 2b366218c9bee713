"""What every section of a group's pages works with: its units, PMOs and rules in words."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_advisor.model.advice import Range
from pmo_advisor.model.arrangement import Arrangement
from pmo_advisor.model.portfolio import Pmo, Portfolio, Split, Tally, UnitItem
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.text import Lang
from pmo_advisor.reports.blocks import Block
from pmo_advisor.reports.documents.laying import Laying
from pmo_advisor.reports.names import Names
from pmo_advisor.reports.notes import Notes
from pmo_advisor.reports.parts import Line, Table
from pmo_advisor.reports.typography import clean
from pmo_advisor.reports.voice import Texts, Voice

MOST_ROWS = 60
"""The most rows of a table; who wants more of a large group reads the JSON."""
MOST_NAMES = 6
"""The most units that one sentence names."""


class Telling:
    """One group, told in one language."""

    def __init__(self, portfolio: Portfolio, rulebook: Rulebook, texts: Texts, lang: Lang) -> None:
        self.portfolio = portfolio
        self.rulebook = rulebook
        self.voice = Voice(texts, lang)
        self.lay = Laying(self.voice)
        self.names = Names(rulebook, self.voice)
        self.notes = Notes(rulebook, {}, self.names)
        self.subject = clean(portfolio.title) or self.say("group.unnamed")
        self._units = {one.number: one for one in portfolio.units}
        self._pmos = {one.number: one for one in portfolio.pmos}
        self._rules = {one.id: one for one in rulebook.catalog.arrangements}

    def say(self, message: str, /, **values: str | int) -> str:
        return self.voice.say(message, **values)

    def many(self, message: str, count: int, /, **values: str | int) -> str:
        return self.voice.many(message, count, **values)

    def nothing(self, message: str, **values: str) -> str:
        """That there is nothing of a kind, said only of the units that may be told."""
        group = self.portfolio
        if not group.withheld:
            return self.say(message, **values)
        return self.say(f"{message}.told" if group.units else "group.untellable", **values)

    def units(self, count: int) -> str:
        return self.many("group.units", count)

    def unit(self, number: int) -> UnitItem:
        return self._units[number]

    def unit_name(self, number: int) -> str:
        """A unit's name; with its organisation where there are several."""
        unit = self._units[number]
        name = clean(unit.name) or clean(unit.organization) or str(number)
        if len(self.portfolio.organizations) > 1 and unit.name and unit.organization:
            return self.voice.say("list.aside", text=name, aside=clean(unit.organization))
        return name

    def unit_names(self, numbers: Sequence[int]) -> str:
        """Units by name, the first few of many."""
        return self.names_of([self.unit_name(one) for one in numbers])

    def names_of(self, names: Sequence[str]) -> str:
        """The first few of many names, in a sentence."""
        beyond = len(names) - MOST_NAMES
        if beyond <= 0:
            return self.voice.joined(names)
        more = self.say("group.more_units", count=self.voice.number(beyond))
        return self.voice.say("list.more", names=self.voice.listed(names[:MOST_NAMES]), more=more)

    def pmo(self, number: int) -> Pmo:
        return self._pmos[number]

    def pmo_name(self, number: int) -> str:
        """A PMO in a sentence: by its type and its units."""
        pmo = self._pmos[number]
        kind = self.names.type(pmo.type)
        if pmo.sharing:
            return self.say("group.pmo.shared_of", type=kind, units=self.unit_names(pmo.units))
        return self.say("group.pmo.own", unit=self.unit_name(pmo.units[0]), type=kind)

    def head(self, name: str) -> str:
        """The head of a unit, an organisation or the group."""
        return self.say("group.head_of", unit=clean(name) or self.say("group.unnamed"))

    def people(self, people: Range | None) -> str:
        return self.voice.people(people) if people else self.voice.say("people.open")

    def rule(self, rule_id: str) -> Arrangement | None:
        return self._rules.get(rule_id)

    def noted(self, *rules: str | None) -> tuple[int, ...]:
        """The notes of rules on several PMOs."""
        found = (self._rules.get(one) for one in dict.fromkeys(rules) if one)
        return tuple(number for one in found if one for number in self.notes.arrangement(one))

    def title_of(self, rule_id: str) -> str:
        """A rule of the rulebook by its title."""
        rule = self.rulebook.rule.get(rule_id)
        return self.voice.head(rule.title) if rule else rule_id

    def counted(self, split: Split) -> dict[str, int]:
        """The cells of a split that are not empty, the largest first."""
        cells = [one for one in split.cells if one.units]
        cells.sort(key=lambda one: -one.units)
        return {one.option: one.units for one in cells}

    def tally(self, tally: Tally) -> str:
        return self.voice.number(tally.units)

    def table(self, table: Table) -> tuple[Block, ...]:
        """A table with at most so many rows; how many more there are is said."""
        beyond = len(table.rows) - MOST_ROWS
        if beyond <= 0:
            return self.lay.grid(table) if table.rows else ()
        shown = table._replace(rows=table.rows[:MOST_ROWS])
        more = self.say("group.more_rows", count=self.voice.number(beyond))
        return (*self.lay.grid(shown), *self.lay.paragraph(Line(more), style="aside"))
