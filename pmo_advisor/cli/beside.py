"""Two pieces of advice side by side in a terminal, and the rules behind each difference."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_advisor.cli.explaining.outline import Outline
from pmo_advisor.cli.words import Words
from pmo_advisor.consultation.compare import Answer, Compared, Side, compare
from pmo_advisor.model.advice import Advice, Condition
from pmo_advisor.model.domain import Value
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.reports.context import Context

AXES = ("type", "level", "control", "lifetime")


class Beside:
    """Writes a comparison in one language."""

    def __init__(self, rulebook: Rulebook, context: Context, words: Words) -> None:
        self._rulebook = rulebook
        self._context = context
        self._words = words
        self._outline = Outline()

    def text(self, before: Advice, after: Advice, names: tuple[str, str]) -> str:
        """Both advices, then what is behind each difference."""
        found = compare(self._rulebook, before, after)
        self._answers(found.answers)
        self._sides(found, names)
        self._rules([one for one in found.sides if one.changed])
        self._conditions("met", found.met)
        self._conditions("lost", found.lost)
        return self._outline.text()

    def _say(self, message: str, **values: object) -> str:
        return self._words.say(f"cli.beside.{message}", **values)

    def _answers(self, answers: Sequence[Answer]) -> None:
        self._outline.head(self._say("answers" if answers else "no_answers"))
        for one in answers:
            self._outline.line(
                self._say(
                    "answer",
                    fact=self._context.names.fact(one.fact),
                    before=self._value(one.fact, one.before),
                    after=self._value(one.fact, one.after),
                )
            )

    def _value(self, fact: str, value: Value | None) -> str:
        return self._say("not_given") if value is None else self._context.names.value(fact, value)

    def _sides(self, found: Compared, names: tuple[str, str]) -> None:
        self._outline.head(self._say("head"))
        rows: list[tuple[str, ...]] = [("", *names)]
        for one in found.sides:
            if one.part in ("services", "warnings"):
                continue
            rows.append(
                (self._say(f"part.{one.part}"), self._shown(one, False), self._shown(one, True))
            )
        self._outline.table(rows)
        for one in found.sides:
            if one.part not in ("services", "warnings"):
                continue
            for message, gone in (("new", False), ("gone", True)):
                here, there = (one.before, one.after) if gone else (one.after, one.before)
                only = [name for name in here if name not in there]
                if only:
                    self._outline.head(self._say(f"{one.part}.{message}"))
                    self._outline.lines([self._named(one, name) for name in only])

    def _shown(self, side: Side, after: bool) -> str:
        values = side.after if after else side.before
        if not values:
            return self._say("none")
        if side.part in AXES:
            return self._context.names.any_option(values[0])
        if side.part == "people":
            return self._context.voice.span(int(values[0]), int(values[1]))
        return values[0] if int(values[0]) >= 0 else self._say("before_start")

    def _named(self, side: Side, name: str) -> str:
        if side.part == "services":
            return self._context.names.entry("services", name)
        return self._context.voice.head(self._rulebook.rule[name].title)

    def _rules(self, sides: Sequence[Side]) -> None:
        behind = [one for one in sides if one.rules and one.part != "warnings"]
        if behind:
            self._outline.head(self._say("rules"))
        for one in behind:
            self._outline.line(self._say(f"part.{one.part}"))
            for name in one.rules:
                title = self._context.voice.head(self._rulebook.rule[name].title)
                self._outline.line(self._say("rule", title=title, rule=name), 2)

    def _conditions(self, message: str, conditions: Sequence[Condition]) -> None:
        if conditions:
            self._outline.head(self._say(message))
        for one in conditions:
            self._outline.line(self._context.voice.head(one.title))
