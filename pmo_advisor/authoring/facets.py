"""What is advised, in columns that can be compared across versions of the knowledge.

A part of the advice is a few cells, by the ids in it; a cell holds a number for each row, the same
number for the same word under whatever knowledge, and 0 where there is nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from pmo_advisor.logic.program import Program
from pmo_advisor.model.domain import Words
from pmo_advisor.model.rule import Stratum
from pmo_advisor.reasoning.roadmap import BEFORE_START
from pmo_advisor.reasoning.services import PRIORITIES
from pmo_advisor.reasoning.sweep.bits import Flags, flags
from pmo_advisor.reasoning.sweep.people import Ranges
from pmo_advisor.reasoning.sweep.services import offered
from pmo_advisor.reasoning.sweep.sweep import Swept
from pmo_advisor.reasoning.value import VERDICT_ORDER

Part = Literal[
    "type",
    "target_type",
    "runner_up",
    "secondary_type",
    "tied_with",
    "gates",
    "interim",
    "level",
    "target_level",
    "control",
    "lifetime",
    "problem_confirmed",
    "stage",
    "people",
    "transferred",
    "net_new",
    "against_today",
    "services",
    "measures",
    "verdict",
    "warnings",
]
PARTS: tuple[Part, ...] = get_args(Part)
Cell = NDArray[np.int32]
Cells = dict[str, Cell]
WHOLE = ""
"""The key of the one cell of a part that is a single word."""


class Spelling:
    """Words by number and numbers by word, from 1; the same for everything that is compared."""

    def __init__(self) -> None:
        self._words: list[str] = [""]
        self._numbers: dict[str, int] = {}

    def number(self, word: str) -> int:
        found = self._numbers.setdefault(word, len(self._words))
        if found == len(self._words):
            self._words.append(word)
        return found

    def word(self, number: int) -> str:
        return self._words[number]

    def of(self, words: Iterable[str]) -> Cell:
        """The numbers of the words in a row, and 0 at the end, where -1 finds it."""
        return np.array([*map(self.number, words), 0], dtype=np.int32)


class Facets(NamedTuple):
    """The whole advice of every row, by part and cell."""

    rows: int
    parts: Mapping[Part, Cells]

    def cell(self, part: Part, key: str) -> Cell:
        """One cell; nothing where it is not there."""
        found = self.parts[part].get(key)
        return np.zeros(self.rows, dtype=np.int32) if found is None else found

    def only(self, rows: NDArray[np.intp]) -> Facets:
        """Those of some rows."""
        return Facets(
            len(rows),
            {
                part: {key: one[rows] for key, one in cells.items()}
                for part, cells in self.parts.items()
            },
        )


def differs(first: Facets, second: Facets, part: Part) -> Flags:
    """The rows in which a part is another one."""
    found = np.zeros(first.rows, dtype=np.bool_)
    for key in {**first.parts[part], **second.parts[part]}:
        found |= first.cell(part, key) != second.cell(part, key)
    return found


def facets(program: Program, swept: Swept, spelling: Spelling) -> Facets:
    """What ``advise`` would say of every row, wording and firmness aside."""
    reading = _Reading(program, swept, spelling)
    return Facets(swept.rows, {part: reading.cells(part) for part in PARTS})


class _Reading:
    """One chunk of conclusions as cells."""

    def __init__(self, program: Program, swept: Swept, spelling: Spelling) -> None:
        self._program, self._book, self.swept = program, program.rulebook, swept
        self._spelling, self._rows = spelling, swept.rows
        self._stands = swept.decided.stands

    def cells(self, part: Part) -> Cells:
        read = _READ.get(part)
        return read(self) if read is not None else {WHOLE: self._concluded(part)}

    def _concluded(self, part: Part) -> Cell:
        """A conclusion that is one word of its domain."""
        told = {
            **self.swept.decided.conclusions(),
            "against_today": self.swept.staffed.against_today,
        }
        domain = self._program.domains[_DOMAIN.get(part, part)]
        words = domain.words if isinstance(domain, Words) else ()
        numbers: Cell = self._spelling.of(words)[np.maximum(told[part], -1)]
        return numbers

    def tied(self) -> Cells:
        types = self._book.catalog.types
        tied = self.swept.decided.tied_with
        return {one.id: tied[place].astype(np.int32) for place, one in enumerate(types)}

    def gates(self) -> Cells:
        """What stands in the way, or has to be confirmed first: of the types named, and of all."""
        decided, outcomes = self.swept.decided, self.swept.outcomes["position"]
        place = {one.id: number for number, one in enumerate(self._book.catalog.types)}
        found: Cells = {}
        for rule in self._book.rules_of("position"):
            if rule.then.requires is not None:
                kind = place[rule.then.requires.type]
                named = (decided.type == kind) | (decided.target_type == kind)
                against = flags(outcomes[rule.id].refuted, self._rows) & named
            elif rule.then.blocks is not None:
                named = np.ones(self._rows, dtype=np.bool_)
                against = flags(outcomes[rule.id].met, self._rows)
            else:
                continue
            waits = flags(outcomes[rule.id].open, self._rows) & named
            found[rule.id] = self._words(against, "refuted") + self._words(waits, "open")
        return found

    def interim(self) -> Cells:
        """What to do meanwhile, as the first rule in the way has it."""
        cell = np.zeros(self._rows, dtype=np.int32)
        blocked_by = self.swept.decided.blocked_by
        for rule in reversed(self._book.rules_of("position")):
            gate = rule.then.requires or rule.then.blocks
            if gate is not None and rule.id in blocked_by:
                here = flags(blocked_by[rule.id], self._rows)
                cell[here] = self._spelling.number(gate.alternative)
        return {WHOLE: cell}

    def stage(self) -> Cells:
        stage = self.swept.current_stage.astype(np.int32) - BEFORE_START + 1
        return {WHOLE: np.where(self._stands, stage, np.int32(0))}

    def people(self) -> Cells:
        staffed = self.swept.staffed
        return {
            **_range(staffed.base),
            "extrapolated": staffed.extrapolated.astype(np.int32),
            "project_managers_inside": staffed.project_managers_inside.astype(np.int32),
        }

    def services(self) -> Cells:
        swept = self.swept
        found = offered(self._book, swept.outcomes["services"], swept.staffed.base, self._stands)
        stages = ["", *map(str, sorted({one.number for one in self._book.catalog.stages}))]
        return {
            name: self._spelling.of([f"{p} {s}".strip() for p in PRIORITIES for s in stages])[
                np.where(one.priority < 0, -1, one.priority * len(stages) + one.stage + 1)
            ]
            for name, one in found.items()
        }

    def measures(self) -> Cells:
        kinds = {one.id: one.kind for one in self._book.catalog.metrics}
        found = {name: np.zeros(self._rows, dtype=np.int32) for name in ("target", "reference")}
        for rule in reversed(self._book.rules_of("value")):
            metric = rule.then.shows.metric if rule.then.shows is not None else None
            if metric is not None:
                cell = found["reference" if kinds[metric] == "reference" else "target"]
                cell[self._fires("value", rule.id) & self._stands] = self._spelling.number(metric)
        return found

    def verdict(self) -> Cells:
        cell = np.zeros(self._rows, dtype=np.int32)
        for verdict in reversed(VERDICT_ORDER):
            for rule in self._book.rules_of("value"):
                if rule.then.shows is not None and rule.then.shows.verdict == verdict:
                    cell[self._fires("value", rule.id)] = self._spelling.number(verdict)
        return {WHOLE: cell}

    def warnings(self) -> Cells:
        return {
            rule.id: self._words(self._fires("warnings", rule.id), rule.then.warns.weight)
            for rule in self._book.rules_of("warnings")
            if rule.then.warns is not None
        }

    def _fires(self, stratum: Stratum, rule: str) -> Flags:
        return flags(self.swept.outcomes[stratum][rule].met, self._rows)

    def _words(self, where: Flags, word: str) -> Cell:
        return where * np.int32(self._spelling.number(word))


def _range(people: Ranges) -> Cells:
    """Numbers are one more than the people, 0 where they are not known."""
    return {"low": (people.low + 1).astype(np.int32), "high": (people.high + 1).astype(np.int32)}


_DOMAIN: Mapping[Part, str] = {"against_today": "headcount_against_range"}
_READ: Mapping[Part, Callable[[_Reading], Cells]] = {
    "tied_with": _Reading.tied,
    "gates": _Reading.gates,
    "interim": _Reading.interim,
    "stage": _Reading.stage,
    "people": _Reading.people,
    "transferred": lambda one: _range(one.swept.staffed.transferred),
    "net_new": lambda one: _range(one.swept.staffed.net_new),
    "services": _Reading.services,
    "measures": _Reading.measures,
    "verdict": _Reading.verdict,
    "warnings": _Reading.warnings,
}


def told(facets: Facets, part: Part, row: int, spelling: Spelling) -> dict[str, str | int]:
    """A part of one row in ids and numbers, by cell; what is not there is left out."""
    found: dict[str, str | int] = {}
    for key, cell in facets.parts[part].items():
        number = int(cell[row])
        if number:
            found[key] = _meaning(part, key, number, spelling)
    return found


def _meaning(part: Part, key: str, number: int, spelling: Spelling) -> str | int:
    if part == "stage":
        return number - 1 + BEFORE_START
    if key in ("low", "high") and part in ("people", "transferred", "net_new"):
        return number - 1
    if part in ("tied_with", "people"):
        return "yes"
    return spelling.word(number)
