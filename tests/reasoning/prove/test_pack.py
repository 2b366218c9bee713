"""What is proved over all possible sheets, against reading every sheet."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_advisor.logic.bound import Truth
from pmo_advisor.logic.facts import read
from pmo_advisor.logic.program import CONCLUSIONS, Program, bind
from pmo_advisor.model.condition import plain
from pmo_advisor.model.domain import Numbers, Value
from pmo_advisor.model.packproof import CHANGED, REACH_KINDS, PackProof
from pmo_advisor.model.rule import STRATA
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.reasoning.conclude import Concluded, conclude
from pmo_advisor.reasoning.plain import PlainEngine
from pmo_advisor.reasoning.position import decide
from pmo_advisor.reasoning.prove.limits import Limits
from pmo_advisor.reasoning.prove.pack import prove_pack
from pmo_advisor.reasoning.prove.runner import Runner
from tests import shipped, soak
from tests.reasoning import toy, worlds
from tests.reasoning.prove import small
from tests.reasoning.prove.test_worlds import QUIET
from tests.reasoning.worlds import TEXT

SAMPLES = max(25, soak.count(1000))
Sheet = dict[str, Value]


@st.composite
def packs(draw: st.DrawFn) -> Program:
    """A small program with rules in all strata that conclude something, and monotonies."""
    base = draw(small.programs(most=3))
    whole = base.rulebook.model_dump(exclude_unset=True)
    whole["catalog"] |= {
        "stages": [_stage(number) for number in range(3)],
        "verdicts": [_verdict(name) for name in ("keep", "close")],
        "monotone": list(_monotone(draw, base)),
    }
    for stratum in ("roadmap", "value", "warnings"):
        place = STRATA.index(stratum)
        readable = {
            fact: domain
            for fact, domain in base.domains.items()
            if fact not in CONCLUSIONS or STRATA.index(CONCLUSIONS[fact]) < place
        }
        readable.pop("headcount_against_range", None)
        trees = worlds.conditions(readable, depth=2, answered=stratum == "warnings")
        whole["strata"][place]["rules"] = [
            small.rule(f"{stratum}.r{number}", "problem", plain(draw(trees)), _then(draw, stratum))
            for number in range(draw(st.integers(0, 4)))
        ]
    return bind(Rulebook.model_validate(whole))


def _then(draw: st.DrawFn, stratum: str) -> dict[str, Any]:
    if stratum == "roadmap":
        types = draw(st.lists(st.sampled_from(toy.TYPES), min_size=1, unique=True))
        stage = draw(st.integers(0, 2))
        told = {"types": types, "stage": stage, "side": "organization", "owner": "executive"}
        return {"enters": {**told, "action": TEXT}}
    if stratum == "value":
        return {"shows": {"verdict": draw(st.sampled_from(("keep", "close")))}}
    return {"warns": {"weight": "minor", "do": TEXT}}


def _monotone(draw: st.DrawFn, base: Program) -> Any:
    for number, question in enumerate(base.rulebook.questions):
        domain = base.domains[question.id]
        if isinstance(domain, Numbers) or domain.ranks:
            yield {
                "id": f"m{number}",
                "name": TEXT,
                "fact": question.id,
                "direction": draw(st.sampled_from(("up", "down"))),
                "when": draw(st.sampled_from(("any", *toy.TYPES))),
                "never": draw(st.sampled_from(("dethrones", "leads_to_not_yet"))),
            }


def _stage(number: int) -> dict[str, Any]:
    texts = {"name": TEXT, "focus": TEXT, "evidence": TEXT}
    return {"id": f"stage_{number}", "number": number, "months": (0, 1), **texts}


def _verdict(name: str) -> dict[str, Any]:
    return {"id": name, "name": TEXT, "means": TEXT, "people": TEXT}


class Brute:
    """Every possible sheet of a program, read to the end."""

    def __init__(self, program: Program) -> None:
        self.program = program
        engine = PlainEngine(program)
        facts = [one.id for one in program.rulebook.questions]
        values = [[None, *small.all_values(program, fact)] for fact in facts]
        self.sheets: dict[tuple[Value | None, ...], Concluded] = {}
        for chosen in product(*values):
            sheet = {fact: one for fact, one in zip(facts, chosen, strict=True) if one is not None}
            found = read(program, sheet)
            if not found.impossible:
                self.sheets[chosen] = conclude(program, found.known, engine)

    def reached(self) -> set[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        for one in self.sheets.values():
            for kind in ("type", "target_type", "secondary_type", "level", "control", "lifetime"):
                found.add((kind, getattr(one.decision, kind)))
            found |= {("stage", f"{one.decision.type}.{n}") for n in range(one.current + 1)}
            fired = {
                rule
                for part in one.outcomes.values()
                for rule, truth in part.items()
                if truth is Truth.FIRES
            }
            found |= {("rule", rule) for rule in fired}
            told = {self.program.rulebook.rule[rule].then.shows for rule in fired}
            verdicts = {shows.verdict for shows in told if shows is not None}
            gravest = next((name for name in ("close", "keep") if name in verdicts), None)
            found.add(("verdict", str(gravest)))
        return found

    def effects(self) -> set[str]:
        found: set[str] = set()
        book = self.program.rulebook
        by_outcome = {
            tuple(one.outcomes["position"].items()): one.decision for one in self.sheets.values()
        }
        for rule in book.rules_of("position"):
            strata = list(book.strata)
            rest = tuple(one for one in strata[0].rules if one.id != rule.id)
            strata[0] = strata[0].model_copy(update={"rules": rest})
            without = book.model_copy(update={"strata": tuple(strata)})
            if any(
                any(getattr(one, what) != getattr(other, what) for what in CHANGED)
                for outcomes, one in by_outcome.items()
                for other in (decide(without, dict(outcomes)),)
            ):
                found.add(rule.id)
        return found

    def ties(self) -> set[tuple[str, str]]:
        return {
            (one.decision.type, other)
            for one in self.sheets.values()
            for other in one.decision.tied_with
        }

    def best(self) -> dict[str, int]:
        totals = defaultdict(list)
        for one in self.sheets.values():
            for kind, evidence in one.decision.evidence["type"].items():
                totals[kind].append(evidence.total)
        return {kind: max(several) for kind, several in totals.items()}

    def breached(self) -> set[str]:
        found: set[str] = set()
        facts = [one.id for one in self.program.rulebook.questions]
        for declared in self.program.rulebook.catalog.monotone:
            place, domain = facts.index(declared.fact), self.program.domains[declared.fact]
            ranks = sorted({domain.rank(code) for code in domain.codes()})
            for sheet, one in self.sheets.items():
                if sheet[place] is None:
                    continue
                rank = domain.rank(domain.encode(sheet[place]))
                step = ranks.index(rank) + (1 if declared.direction == "up" else -1)
                if not 0 <= step < len(ranks):
                    continue
                for code in domain.codes():
                    if domain.rank(code) == ranks[step]:
                        changed = (*sheet[:place], domain.decode(code), *sheet[place + 1 :])
                        other = self.sheets.get(changed)
                        if other is not None and self._wrong(declared, one, other):
                            found.add(declared.id)
        return found

    @staticmethod
    def _wrong(declared: Any, one: Concluded, other: Concluded) -> bool:
        before, after = one.decision.type, other.decision.type
        if declared.when not in ("any", before):
            return False
        if declared.never == "dethrones":
            return before in toy.TYPES and after != before
        return before != "not_yet" and after == "not_yet"

    def clashes(self) -> set[tuple[str, ...]]:
        fired = [
            {rule for rule, truth in one.outcomes["position"].items() if truth is Truth.FIRES}
            for one in self.sheets.values()
        ]
        best = self.best()
        found: set[tuple[str, ...]] = set()
        rules = self.program.rulebook.rules_of("position")
        for one, other in product(rules, rules):
            pro, con = one.then.supports, other.then.opposes
            if pro is None or con is None or one.ground != other.ground:
                continue
            if pro.model_dump(exclude={"strength"}) != con.model_dump(exclude={"strength"}):
                continue
            met = [(one.id in rules, other.id in rules) for rules in fired]
            both = (True, True) in met
            if both and ((True, False) not in met or (False, True) not in met):
                found.add((one.id, other.id))
        for one in rules:
            if one.then.requires is None or best.get(one.then.requires.type, 0) <= 0:
                continue
            kind = one.then.requires.type
            strongest = [
                sheet
                for sheet in self.sheets.values()
                if sheet.decision.evidence["type"][kind].total == best[kind]
            ]
            if all(sheet.outcomes["position"][one.id] is not Truth.FIRES for sheet in strongest):
                found.add((one.id,))
        return found


@settings(max_examples=SAMPLES, deadline=None, suppress_health_check=QUIET)
@given(st.data())
def test_the_proof_is_what_every_sheet_says(data: st.DataObject) -> None:
    program = data.draw(packs())
    brute, found = Brute(program), prove_pack(program)
    reached = brute.reached()
    assert {(one.kind, one.id) for one in found.reached if one.found == "yes"} == {
        item for item in reached if item[1] not in (None, "None")
    }
    assert {one.found for one in found.reached} <= {"yes", "never"}
    assert {one.rule for one in found.effects if one.found == "yes"} == brute.effects()
    assert {(one.leads, one.other) for one in found.ties if one.found == "yes"} == brute.ties()
    assert {one.type: one.points for one in found.best} == brute.best()
    assert {one.id for one in found.breaches} == brute.breached()
    assert {one.rules for one in found.contradictions} == brute.clashes()
    _witnesses_stand(program, found)


def _witnesses_stand(program: Program, found: PackProof) -> None:
    runner = Runner(program)
    for one in found.organizations:
        again = runner.confirm(one.answers)
        assert (one.type, one.level) == (again.decision.type, again.decision.level)
    for reached in found.reached:
        if reached.witness is not None:
            answers = found.organizations[reached.witness].answers
            assert (reached.kind, reached.id) in runner.items(runner.confirm(answers))
    for best in found.best:
        position = runner.position(found.organizations[best.witness or 0].answers)
        assert position is not None
        assert position.decision.evidence["type"][best.type].total == best.points
    for kept in found.breaches:
        assert kept.before is not None
        assert kept.after is not None
        before, after = (found.organizations[one].answers for one in (kept.before, kept.after))
        fact = next(one.fact for one in program.rulebook.catalog.monotone if one.id == kept.id)
        assert {**before, fact: after[fact]} == after


def test_what_cannot_be_modelled_is_not_guessed() -> None:
    program = small.book(
        [worlds.scale("alpha")],
        [small.rule("r", "problem", {"alpha": {"at_least": 3}}, _supports("green"))],
    )
    whole = program.rulebook.model_dump(exclude_unset=True)
    warns = {"warns": {"weight": "minor", "do": TEXT}}
    for name, when in (("above", "above"), ("below", "below")):
        test = {"headcount_against_range": {"is": when}}
        whole["strata"][-1]["rules"] = (
            *whole["strata"][-1]["rules"],
            small.rule(f"w.{name}", "problem", test, warns),
        )
    found = prove_pack(bind(Rulebook.model_validate(whole)))
    told = {one.id: (one.found, one.why) for one in found.reached if one.kind == "rule"}
    assert told == {
        "r": ("yes", None),
        "w.above": ("not_decided", "headcount"),
        "w.below": ("not_decided", "headcount"),
    }


def test_a_limit_is_said() -> None:
    when = {"alpha": {"at_least": 3}}
    rules = [small.rule("r", "problem", when, _supports("green"))]
    whole = small.book([worlds.scale("alpha")], rules).rulebook.model_dump(exclude_unset=True)
    declared = {"id": "m", "name": TEXT, "fact": "alpha", "never": "leads_to_not_yet"}
    whole["catalog"] |= {"monotone": [declared]}
    found = prove_pack(bind(Rulebook.model_validate(whole)), Limits(each=0.0))
    told = {(one.kind, one.id): (one.found, one.why) for one in found.reached}
    assert told["type", "green"] == told["rule", "r"] == ("not_decided", "limit")
    assert told["type", "black"] == ("never", None)  # Nothing speaks for it: no search is needed.
    assert [one.found for one in found.effects] == ["not_decided"]
    green = next(one for one in found.best if one.type == "green")
    assert (green.found, green.points, green.witness) == ("not_decided", 6, None)
    assert [one.breached for one in found.monotone] == ["not_decided"]


def test_the_shipped_knowledge(proof: PackProof) -> None:
    program, found = shipped.program(), proof
    rules = [one.id for one in found.reached if one.kind == "rule"]
    assert rules == list(program.rulebook.rule)
    assert {one.kind for one in found.reached} == set(REACH_KINDS)
    assert {one.found for one in found.reached if one.kind != "rule"} == {"yes"}
    assert not [one for one in found.reached if one.found == "not_decided"]
    assert [one.rule for one in found.effects] == [
        one.id for one in program.rulebook.rules_of("position")
    ]
    declared = [one.id for one in program.rulebook.catalog.monotone]
    assert [one.id for one in found.monotone] == declared
    assert len({one.points for one in found.best}) == 1
    _witnesses_stand(program, found)


@soak.long("proofs of the shipped knowledge: the same bytes", 2)
@settings(max_examples=1 if soak.FULL else 10, deadline=None, suppress_health_check=QUIET)
@given(st.just(shipped.program()) if soak.FULL else packs())
def test_the_same_bytes_again(program: Program) -> None:
    assert prove_pack(program).model_dump_json() == prove_pack(program).model_dump_json()


def _supports(kind: str) -> dict[str, Any]:
    return {"supports": {"type": kind, "strength": "strong"}}
