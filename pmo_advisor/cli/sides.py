"""One part of the advice before and after a change of the knowledge, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pmo_advisor.authoring.facets import Part
from pmo_advisor.authoring.packdiff import Changed
from pmo_advisor.cli.words import Words
from pmo_advisor.reports.names import Names

RANGES: tuple[Part, ...] = ("people", "transferred", "net_new")
Value = str | int


@dataclass(frozen=True, slots=True)
class Sides:
    """Words for parts; each version has its own names, and lends them to the other."""

    old: Names
    new: Names
    words: Words

    def of(self, change: Changed) -> tuple[str, str]:
        """The part before and after; only what differs of a part with several cells."""
        return (
            self._side(change.part, change.before, self.old),
            self._side(change.part, change.after, self.new),
        )

    def say(self, message: str, **values: object) -> str:
        return self.words.say(f"diff.{message}", **values)

    def type(self, kind: str) -> str:
        """A type's name, in whichever version has it."""
        name = self.new.type(kind)
        return self.old.type(kind) if name == kind else name

    def _side(self, part: Part, cells: Mapping[str, Value], names: Names) -> str:
        if part in RANGES:
            told = self._range(part, cells)
        else:
            read = _CELL.get(part, Sides._rule)
            told = [read(self, names, key, value) for key, value in cells.items()]
        return self.say("semicolon").join(told) or self.say("none")

    def _range(self, part: Part, cells: Mapping[str, Value]) -> list[str]:
        told = [self.say(f"{part}.{key}") for key in cells if key not in ("low", "high")]
        if "low" in cells:
            told.insert(0, self.new.voice.span(int(cells["low"]), int(cells["high"])))
        return told

    def _kind(self, _names: Names, _key: str, value: Value) -> str:
        return self.type(str(value))

    def _tied(self, _names: Names, key: str, _value: Value) -> str:
        return self.type(key)

    def _option(self, names: Names, _key: str, value: Value) -> str:
        return names.any_option(str(value))

    def _stage(self, names: Names, _key: str, value: Value) -> str:
        return names.stage(int(value)) if int(value) >= 0 else self.say("before_start")

    def _confirmed(self, names: Names, _key: str, value: Value) -> str:
        return names.voice.say(f"value.{value}")

    def _against(self, names: Names, _key: str, value: Value) -> str:
        return names.voice.say(f"against_range.{value}")

    def _interim(self, names: Names, _key: str, value: Value) -> str:
        return names.entry("alternatives", str(value))

    def _verdict(self, names: Names, _key: str, value: Value) -> str:
        return names.entry("verdicts", str(value))

    def _measure(self, names: Names, _key: str, value: Value) -> str:
        return names.entry("metrics", str(value))

    def _service(self, names: Names, key: str, value: Value) -> str:
        priority, _, stage = str(value).partition(" ")
        where = self.say("at_stage", stage=stage) if stage else self.say("no_room")
        said = names.voice.say(f"priority.{priority}")
        return self.say("service", name=names.entry("services", key), priority=said, where=where)

    def _gate(self, names: Names, key: str, value: Value) -> str:
        return self.say(f"gate.{value}", title=self._rule(names, key, value))

    def _rule(self, names: Names, key: str, _value: Value) -> str:
        rule = names.rulebook.rule.get(key)
        return self.words.of(rule.title) if rule is not None else key


_CELL: Mapping[Part, Callable[[Sides, Names, str, Value], str]] = {
    "type": Sides._kind,
    "target_type": Sides._kind,
    "runner_up": Sides._kind,
    "secondary_type": Sides._kind,
    "tied_with": Sides._tied,
    "level": Sides._option,
    "target_level": Sides._option,
    "control": Sides._option,
    "lifetime": Sides._option,
    "stage": Sides._stage,
    "problem_confirmed": Sides._confirmed,
    "against_today": Sides._against,
    "interim": Sides._interim,
    "verdict": Sides._verdict,
    "measures": Sides._measure,
    "services": Sides._service,
    "gates": Sides._gate,
}
