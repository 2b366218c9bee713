"""The result for each organisation as columns of an Arrow table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pmo_advisor.logic.program import Program
from pmo_advisor.model.columns import Codes
from pmo_advisor.model.rule import Rule, Stratum
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.portfolio.advised import priorities, weighted
from pmo_advisor.reasoning.sweep.bits import Bits, Flags, any_of, flags
from pmo_advisor.reasoning.sweep.people import Ranges
from pmo_advisor.reasoning.sweep.sweep import Swept
from pmo_advisor.reasoning.value import VERDICT_ORDER
from pmo_advisor.tables.lists import STRINGS, decided, listed, numbered, worded

AGAINST = ("below", "within", "above")
Made = Callable[[Swept], pa.Array]


class Result(NamedTuple):
    """A column of the result. A test holds that the documentation names each."""

    name: str
    type: pa.DataType
    make: Made


def results(program: Program) -> tuple[Result, ...]:
    """The columns of the result, in their order."""
    return (*_position(program), *_evidence(program), *_path(program), *_people(), *_more(program))


def _position(program: Program) -> list[Result]:
    words = {
        name: program.domains[name].words  # type: ignore[union-attr]
        for name in (
            *("type", "runner_up", "secondary_type", "target_type"),
            *("level", "target_level", "control", "lifetime"),
        )
    }
    types = tuple(one.id for one in program.rulebook.catalog.types)

    def word(name: str) -> Result:
        def make(found: Swept) -> pa.Array:
            return worded(getattr(found.decided, name), words[name])

        return Result(name, pa.string(), make)

    return [
        *(word(one) for one in ("type", "runner_up", "secondary_type", "target_type")),
        Result("tied_with", STRINGS, lambda found: listed(found.decided.tied_with, types)),
        *(word(one) for one in ("level", "target_level", "control", "lifetime")),
        Result("problem_confirmed", pa.bool_(), _problem_confirmed),
    ]


def _problem_confirmed(found: Swept) -> pa.Array:
    codes = found.decided.problem_confirmed
    return decided(codes == 1, codes >= 0)


def _evidence(program: Program) -> list[Result]:
    rulebook = program.rulebook
    types = tuple(one.id for one in rulebook.catalog.types)
    gates = [one for one in rulebook.rules_of("position") if one.then.requires]
    blocking = [one.id for one in rulebook.rules_of("position") if one.then.blocks]
    blocking += [one.id for one in gates]

    def points(places: Callable[[Swept], Codes]) -> Made:
        def make(found: Swept) -> pa.Array:
            place, total = places(found), found.decided.evidence["type"].total
            known = (place >= 0) & (place < len(types))
            inside = np.where(known, place, 0)
            picked = total[inside, np.arange(found.rows)] if len(types) else place
            return numbered(picked, known)

        return make

    def gate(refuted: bool) -> Made:
        def make(found: Swept) -> pa.Array:
            named = [
                (found.decided.type == place) | (found.decided.target_type == place)
                for place in range(len(types))
            ]
            pairs = [found.outcomes["position"][one.id] for one in gates]
            table = _flags([one.refuted if refuted else one.open for one in pairs], found.rows)
            for place, one in enumerate(gates):
                kind = one.then.requires.type if one.then.requires else ""
                table[place] &= named[types.index(kind)]
            return listed(table, [one.id for one in gates])

        return make

    def blocked(found: Swept) -> pa.Array:
        by = found.decided.blocked_by
        return listed(_flags([by[one] for one in blocking], found.rows), blocking)

    return [
        Result("type_evidence", pa.int32(), points(lambda found: found.decided.type)),
        Result("runner_up_evidence", pa.int32(), points(lambda found: found.decided.runner_up)),
        Result("target_evidence", pa.int32(), points(lambda found: found.decided.target_type)),
        Result("gates_open", STRINGS, gate(refuted=False)),
        Result("gates_refuted", STRINGS, gate(refuted=True)),
        Result("blocked_by", STRINGS, blocked),
    ]


def _path(program: Program) -> list[Result]:
    rulebook = program.rulebook
    types = [one.id for one in rulebook.catalog.types]
    entering = [one for one in rulebook.rules_of("roadmap") if one.then.enters]
    names = [one.id for one in entering]

    def stage(found: Swept) -> pa.Array:
        return numbered(found.current_stage, found.decided.stands)

    def next_actions(found: Swept) -> pa.Array:
        following = {
            place: np.where(found.decided.type == place, found.current_stage + 1, -1)
            for place in range(len(types))
        }
        pairs = [found.outcomes["roadmap"][one] for one in names]
        due = np.array(
            [_due(one, following, types, found.rows) for one in entering], dtype=np.bool_
        )
        due = due.reshape(len(names), found.rows)
        refuted = _flags([one.refuted for one in pairs], found.rows) & due
        unsure = _flags([one.open for one in pairs], found.rows) & due
        return listed(np.concatenate([refuted, unsure]), [*names, *names])

    return [
        Result("current_stage", pa.int32(), stage),
        Result("next_actions", STRINGS, next_actions),
    ]


def _due(
    rule: Rule, following: Mapping[int, NDArray[np.signedinteger]], types: Sequence[str], rows: int
) -> Flags:
    """Where the rule is a condition of the next stage of the type advised."""
    due = np.zeros(rows, dtype=np.bool_)
    enters = rule.then.enters
    for kind in enters.types if enters else ():
        due |= following[types.index(kind)] == (enters.stage if enters else 0)
    return due


def _people() -> list[Result]:
    def ends(name: str, ranges: Callable[[Swept], Ranges]) -> list[Result]:
        return [
            Result(f"{name}_low", pa.int32(), lambda found: _end(ranges(found).low)),
            Result(f"{name}_high", pa.int32(), lambda found: _end(ranges(found).high)),
        ]

    def against(found: Swept) -> pa.Array:
        return worded(found.staffed.against_today, AGAINST)

    def inside(found: Swept) -> pa.Array:
        return decided(found.staffed.project_managers_inside, found.decided.stands)

    def beyond(found: Swept) -> pa.Array:
        return decided(found.staffed.extrapolated, found.decided.stands)

    return [
        *ends("people", lambda found: found.staffed.base),
        *ends("transferred", lambda found: found.staffed.transferred),
        *ends("net_new", lambda found: found.staffed.net_new),
        Result("today", pa.int32(), lambda found: _end(found.staffed.today)),
        Result("against_today", pa.string(), against),
        Result("extrapolated", pa.bool_(), beyond),
        Result("project_managers_inside", pa.bool_(), inside),
    ]


def _end(values: NDArray[np.int64]) -> pa.Array:
    return numbered(values, values >= 0)


def _more(program: Program) -> list[Result]:
    rulebook = program.rulebook
    offers, warning_rules = priorities(rulebook), weighted(rulebook)
    verdicts = _verdicts(rulebook)
    unused, impossible = list(program.applies), list(program.impossible)

    def services(found: Swept) -> pa.Array:
        table = np.zeros((sum(len(one) for one in offers), found.rows), dtype=np.bool_)
        taken: dict[str, Flags] = {}
        names, at = [], 0
        for group in offers:
            for service, rules in group:
                offered = _fires(found, "services", rules) & found.decided.stands
                before = taken.get(service)
                table[at] = offered if before is None else offered & ~before
                taken[service] = offered if before is None else offered | before
                names.append(service)
                at += 1
        return listed(table, names)

    def warnings(found: Swept) -> pa.Array:
        pairs = [found.outcomes["warnings"][one].met for one in warning_rules]
        return listed(_flags(pairs, found.rows), warning_rules)

    def verdict(found: Swept) -> pa.Array:
        place = np.full(found.rows, -1, dtype=np.int16)
        for number, (_, rules) in reversed(list(enumerate(verdicts))):
            place[_fires(found, "value", rules)] = number
        return worded(place, [name for name, _ in verdicts])

    return [
        Result("services", STRINGS, services),
        Result("verdict", pa.string(), verdict),
        Result("warnings", STRINGS, warnings),
        Result("unused_answers", STRINGS, lambda found: _noticed(found.unused, unused, found.rows)),
        Result(
            "impossible", STRINGS, lambda found: _noticed(found.impossible, impossible, found.rows)
        ),
        Result("knowledge", pa.string(), lambda found: pa.repeat(rulebook.fingerprint, found.rows)),
    ]


def _verdicts(rulebook: Rulebook) -> list[tuple[str, tuple[str, ...]]]:
    rules = [(one.id, one.then.shows) for one in rulebook.rules_of("value") if one.then.shows]
    return [
        (name, tuple(rule for rule, shows in rules if shows and shows.verdict == name))
        for name in VERDICT_ORDER
    ]


def _noticed(where: Mapping[str, Bits], names: Sequence[str], rows: int) -> pa.Array:
    there = [one for one in names if one in where]
    return listed(_flags([where[one] for one in there], rows), there)


def _fires(found: Swept, stratum: Stratum, rules: Sequence[str]) -> Flags:
    met = [found.outcomes[stratum][one].met for one in rules]
    return flags(any_of(met, found.rows), found.rows)


def _flags(several: Sequence[Bits], rows: int) -> Flags:
    """A row of flags for each of several bits, shape (several, rows)."""
    if not several:
        return np.zeros((0, rows), dtype=np.bool_)
    return np.unpackbits(np.stack(several), axis=1, count=rows).view(np.bool_)
