"""Everything that is proved of a rulebook over all possible sheets, each claim with a witness."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pmo_advisor.logic.program import Program
from pmo_advisor.model.packproof import (
    REACH_KINDS,
    Best,
    Contradiction,
    Effect,
    Found,
    Kept,
    PackProof,
    Reached,
    Tie,
)
from pmo_advisor.reasoning.prove.answers import any_sheet
from pmo_advisor.reasoning.prove.circuit import Circuit
from pmo_advisor.reasoning.prove.extremes import (
    Clash,
    best,
    for_and_against,
    gates_against_evidence,
    points,
)
from pmo_advisor.reasoning.prove.faults import OutOfTime
from pmo_advisor.reasoning.prove.frame import frame
from pmo_advisor.reasoning.prove.limits import Limits
from pmo_advisor.reasoning.prove.monotone import breach
from pmo_advisor.reasoning.prove.reach import Reach
from pmo_advisor.reasoning.prove.runner import Answers, Holds, Item, Runner
from pmo_advisor.reasoning.prove.search import Search
from pmo_advisor.reasoning.prove.strikeout import Strikeout
from pmo_advisor.reasoning.prove.verdict import verdict
from pmo_advisor.reasoning.prove.witnesses import Witnesses
from pmo_advisor.reasoning.prove.worlds import World


def prove_pack(program: Program, limits: Limits | None = None) -> PackProof:
    """The proofs of a rulebook. Raises NotModelled where a position cannot be modelled exactly."""
    return _Pack(program, limits or Limits()).proof()


Kind = Literal["for_and_against", "gate_against_evidence"]


class _Pack:
    """One run over one program."""

    def __init__(self, program: Program, limits: Limits) -> None:
        self._program = program
        self._limits = limits
        self._runner = Runner(program)
        self._reach = Reach(self._runner, limits)
        self._witnesses = Witnesses(self._runner)

    def proof(self) -> PackProof:
        self._reach.run()
        reached = tuple(self._reached())
        ties = tuple(self._ties())
        effects = tuple(self._effects())
        most, contradictions = self._extremes()
        monotone = tuple(self._monotone())
        return PackProof(
            organizations=tuple(self._witnesses.organizations),
            reached=reached,
            effects=effects,
            contradictions=contradictions,
            ties=ties,
            best=most,
            monotone=monotone,
        )

    def _of(self, item: Item) -> tuple[Found, int | None]:
        """Whether an item is found, with the first organisation that reaches it."""
        if item not in self._reach.search.found:
            return ("not_decided" if item in self._reach.search.open else "never"), None
        if item not in self._witnesses.known:
            sheet = self._reach.search.found[item]
            self._witnesses.shrunk(sheet, lambda fewer: self._reach.reaches(item, fewer))
        return "yes", self._witnesses.known[item]

    def _reached(self) -> Iterator[Reached]:
        for kind in REACH_KINDS:
            for item in self._reach.items:
                if item.kind == kind:
                    found, witness = self._of(item)
                    why = self._reach.why(item) if found == "not_decided" else None
                    yield Reached(kind=kind, id=item.id, found=found, witness=witness, why=why)

    def _ties(self) -> Iterator[Tie]:
        for item in self._reach.items:
            if item.kind == "tie":
                found, witness = self._of(item)
                told = dict(zip(("leads", "other", "broken_by"), item.id.split(" "), strict=True))
                yield Tie.model_validate({**told, "found": found, "witness": witness})

    def _effects(self) -> Iterator[Effect]:
        sheets = [
            dict(one.answers) for one in self._witnesses.organizations
        ] + self._reach.search.sheets
        strikeout = Strikeout(self._runner, self._limits, sheets)
        strikeout.run()
        for rule in self._program.rulebook.rules_of("position"):
            sheet = strikeout.found.get(rule.id)
            if sheet is None:
                yield Effect(
                    rule=rule.id, found="not_decided" if rule.id in strikeout.open else "never"
                )
                continue
            witness = self._witnesses.shrunk(sheet, self._differs(strikeout, rule.id, sheet))
            changes = strikeout.changes(rule.id, self._witnesses.organizations[witness].answers)
            yield Effect(rule=rule.id, found="yes", changes=changes, witness=witness)

    @staticmethod
    def _differs(strikeout: Strikeout, rule: str, sheet: Answers) -> Holds:
        """The gravest of the changes stays."""
        first = strikeout.changes(rule, sheet)[0]
        return lambda fewer: first in strikeout.changes(rule, fewer)

    def _extremes(self) -> tuple[tuple[Best, ...], tuple[Contradiction, ...]]:
        shape = frame(self._program)
        world = World(shape, Circuit(), any_sheet(shape))
        found = verdict(world)
        search = Search(world, self._limits)
        most = list(best(world, found, self._limits))
        told: list[Best] = []
        for one in most:
            witness = None
            if one.sheet is not None:
                witness = self._witnesses.shrunk(one.sheet, self._has(one.type, one.points))
            state: Literal["yes", "not_decided"] = "not_decided" if witness is None else "yes"
            told.append(Best(type=one.type, found=state, points=one.points, witness=witness))
        clashes = [
            self._contradiction("for_and_against", one) for one in for_and_against(search, world)
        ]
        clashes += [
            self._contradiction("gate_against_evidence", one)
            for one in gates_against_evidence(search, world, found, most)
        ]
        return tuple(told), tuple(clashes)

    def _has(self, kind: str, wanted: int | None) -> Holds:
        return lambda fewer: points(self._runner, kind, fewer) == wanted

    def _contradiction(self, kind: Kind, clash: Clash) -> Contradiction:
        if clash.sheet is None:
            return Contradiction(kind=kind, found="not_decided", rules=clash.rules)
        if kind == "gate_against_evidence":
            needed = self._program.rulebook.rule[clash.rules[0]].then.requires
            name = needed.type if needed is not None else ""
            holds = self._has(name, points(self._runner, name, clash.sheet))
        else:
            holds = self._all_fire(clash.rules)
        witness = self._witnesses.shrunk(clash.sheet, holds)
        return Contradiction(kind=kind, found="yes", rules=clash.rules, witness=witness)

    def _all_fire(self, rules: tuple[str, ...]) -> Holds:
        return lambda fewer: all(self._reach.reaches(Item("rule", one), fewer) for one in rules)

    def _monotone(self) -> Iterator[Kept]:
        shape = frame(self._program)
        for declared in self._program.rulebook.catalog.monotone:
            try:
                found = breach(self._runner, shape, declared, self._limits)
            except OutOfTime:
                yield Kept(id=declared.id, breached="not_decided")
                continue
            if found is None:
                yield Kept(id=declared.id, breached="never")
                continue
            before, after = (self._witnesses.keep(one) for one in (found.before, found.after))
            yield Kept(id=declared.id, breached="yes", before=before, after=after)
