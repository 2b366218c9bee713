"""What the rulebook can conclude on some sheet, and which rules can fire, each with a witness."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.logic.bound import Truth, facts_of
from pmo_advisor.logic.evaluate import truth
from pmo_advisor.logic.program import CONCLUSIONS, Program
from pmo_advisor.model.domain import NOT_APPLICABLE
from pmo_advisor.model.packproof import Broken, Why
from pmo_advisor.model.rule import STRATA, Stratum
from pmo_advisor.reasoning.prove.answers import any_sheet
from pmo_advisor.reasoning.prove.circuit import Circuit, Lit
from pmo_advisor.reasoning.prove.faults import OutOfTime
from pmo_advisor.reasoning.prove.frame import frame
from pmo_advisor.reasoning.prove.headcount import with_people
from pmo_advisor.reasoning.prove.limits import Limits
from pmo_advisor.reasoning.prove.runner import Answers, Item, Runner, tie, tied
from pmo_advisor.reasoning.prove.search import Search
from pmo_advisor.reasoning.prove.whole import FREE, STANDING, Whole, whole
from pmo_advisor.reasoning.prove.worlds import World
from pmo_advisor.reasoning.value import VERDICT_ORDER as VERDICTS

POSITION_KINDS = ("type", "target_type", "secondary_type", "level", "control", "lifetime")


class Reach:
    """All sheets of a program, read to the end."""

    def __init__(self, runner: Runner, limits: Limits) -> None:
        self._runner = runner
        shape = frame(runner.program, STRATA)
        self.whole: Whole = whole(World(shape, Circuit(), any_sheet(shape)))
        self.items = dict(_items(self.whole))
        self.search = Search(self.whole.world, limits)
        self._free = frozenset(
            Item("rule", rule.id)
            for stratum in STRATA
            for rule in runner.program.rulebook.rules_of(stratum)
            if _reads_free(runner.program, rule.id, stratum)
        )
        self._verdicts_free = frozenset(
            item for item in self.items if item.kind == "verdict" and self._free
        )

    def run(self) -> None:
        """Look for everything. What is left open then is not decided."""
        relaxed = self._free | self._verdicts_free
        self.search.run(self.items, self.reached, relaxed)
        for item in [one for one in self.search.open if one in relaxed]:
            if item in self.search.found or self._by_people(item):
                self.search.open.remove(item)

    def why(self, item: Item) -> Why:
        """Why something is not decided."""
        return "headcount" if item in self._free | self._verdicts_free else "limit"

    def reached(self, answers: Answers) -> set[Item]:
        found = self._runner.whole(answers)
        return set() if found is None else self._runner.items(found)

    def reaches(self, item: Item, answers: Answers) -> bool:
        """Whether a sheet reaches this one thing: no more of it is read than that takes."""
        if item.kind == "rule":
            return self._fires(item, answers)
        if item.kind in ("stage", "verdict"):
            return item in self.reached(answers)
        position = self._runner.position(answers)
        if position is None:
            return False
        if item.kind == "tie":
            return item in tied(position.decision)
        return bool(getattr(position.decision, item.kind) == item.id)

    def _fires(self, item: Item, answers: Answers) -> bool:
        program = self._runner.program
        stratum = next(one for one in STRATA if item.id in program.conditions[one])
        bound = program.conditions[stratum][item.id]
        told = set(facts_of(bound)) & CONCLUSIONS.keys()
        if any(CONCLUSIONS[fact] != "position" for fact in told):
            return item in self.reached(answers)
        if not told and stratum not in STANDING:
            facts = self._runner.known(answers)
            return facts is not None and truth(bound, facts) is Truth.FIRES
        position = self._runner.position(answers)
        if position is None or (stratum in STANDING and not position.decision.stands):
            return False
        known = dict(position.known)
        for name, value in position.decision.conclusions().items():
            domain = program.domains[name]
            known[name] = NOT_APPLICABLE if value is None else domain.encode(value)
        return truth(bound, known) is Truth.FIRES

    def _by_people(self, item: Item) -> bool:
        """Try numbers of people, for each type by itself."""
        for kind in self.whole.found.ranking.types:
            try:
                values = self.search.solve([self.items[item]], self.items[Item("type", kind)])
            except OutOfTime:
                continue
            if values is None:
                continue
            sheet = with_people(
                self._runner, self.search.sheet(values), lambda one: item in self._runner.items(one)
            )
            if sheet is not None:
                self.search.sheets.append(sheet)
                self.search.found[item] = sheet
                return True
        return False


def _items(one: Whole) -> Iterator[tuple[Item, Lit]]:
    program = one.world.frame.program
    for kind in POSITION_KINDS:
        for code, lit in one.conclusions[kind].items():
            if code is not None and code != NOT_APPLICABLE:
                yield Item(kind, str(program.domains[kind].decode(code))), lit
    for (kind, number), lit in one.stages.items():
        yield Item("stage", f"{kind}.{number}"), lit
    listed = {entry.id for entry in program.rulebook.catalog.verdicts}
    yield from ((Item("verdict", name), one.verdicts[name]) for name in VERDICTS if name in listed)
    yield from ((Item("rule", rule), lit) for rule, lit in one.rules.items())
    yield from _ties(one)


def _ties(one: Whole) -> Iterator[tuple[Item, Lit]]:
    """Every pair of types in both orders, by what can break their tie."""
    ranking = one.found.ranking
    kinds = list(ranking.types)
    for (leads, other), lit in one.ties.items():
        named, before = ranking.named[leads], ranking.before[leads, other]
        ways: dict[Broken, tuple[Lit, ...]] = {
            "stated_problem": (lit, named),
            "catalogue_order": (lit, before, -named),
            "other_cannot_stand": (lit, -before),
        }
        if kinds.index(leads) > kinds.index(other):
            del ways["catalogue_order"]
        for how, lits in ways.items():
            yield tie(leads, other, how), one.circuit.all_(lits)


def _reads_free(program: Program, rule: str, stratum: Stratum) -> bool:
    return FREE in facts_of(program.conditions[stratum][rule])
