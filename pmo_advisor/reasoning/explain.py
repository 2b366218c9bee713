"""Why: reasons behind each conclusion, the runner-up, and what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pmo_advisor.logic.bound import Truth
from pmo_advisor.logic.evaluate import carriers, truth
from pmo_advisor.logic.program import CONCLUSIONS, Program
from pmo_advisor.model.advice import (
    Comparison,
    Conclusion,
    Explanation,
    Fit,
    Gate,
    GroundFit,
    OpenFact,
    Reason,
    Traced,
)
from pmo_advisor.model.rule import AXES, GROUNDS, STRATA, Axis, Rule, Stratum
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.text import Text
from pmo_advisor.reasoning.evidence import Evidence, Outcomes, Weighed
from pmo_advisor.reasoning.position import Decision
from pmo_advisor.reasoning.reasons import asked, reason

Reasons = dict[str, Reason]
All = Mapping[Stratum, Outcomes]


def position_reasons(
    program: Program, known: Mapping[str, int], outcomes: Outcomes
) -> dict[str, Reason]:
    """The reasons of all position rules that fired, by rule."""
    return {
        rule.id: reason(program, known, rule, "position")
        for rule in program.rulebook.rules_of("position")
        if outcomes[rule.id] is Truth.FIRES
    }


def fits(rulebook: Rulebook, decision: Decision, reasons: Reasons, axis: Axis) -> tuple[Fit, ...]:
    """The options of an axis, most evidence first, with what speaks for and against each."""
    names = _names(rulebook, axis)
    ordered = sorted(decision.evidence[axis].values(), key=lambda one: -one.total)
    return tuple(
        Fit(
            option=one.option,
            name=names[one.option],
            evidence=one.total,
            gate=decision.gates[one.option].value if axis == "type" else None,
            grounds=tuple(_ground(slot, reasons) for slot in one.grounds.values() if _used(slot)),
        )
        for one in ordered
    )


def gate(rule: Rule, outcome: Truth) -> Gate:
    """A gate as it stands."""
    told = rule.then.requires or rule.then.blocks
    if told is None:
        raise ValueError(rule.id)
    return Gate(
        rule=rule.id,
        type=rule.then.requires.type if rule.then.requires else None,
        title=rule.title,
        because=rule.because,
        outcome=outcome.value,
        owner=told.owner,
        actions=told.actions,
        alternative=told.alternative,
        sources=rule.sources,
    )


def explanation(
    program: Program,
    known: Mapping[str, int],
    outcomes: All,
    decision: Decision,
    reasons: Reasons,
    firmness_missing: Text,
) -> Explanation:
    """The whole explanation of a consultation."""
    decided = {
        "type": decision.type if decision.stands else None,
        "level": decision.level,
        "control": decision.control,
        "lifetime": decision.lifetime,
    }
    return Explanation(
        conclusions=tuple(
            _conclusion(axis, decided[axis], decision.evidence[axis], reasons) for axis in AXES
        ),
        runner_up=_comparison(decision),
        open=open_facts(program, known, outcomes),
        trace=tuple(
            Traced(rule=name, stratum=stratum, outcome=outcome.value)
            for stratum in STRATA
            for name, outcome in outcomes.get(stratum, {}).items()
        ),
        firmness_missing=firmness_missing,
    )


def open_facts(program: Program, known: Mapping[str, int], outcomes: All) -> tuple[OpenFact, ...]:
    """The unanswered questions that position rules and gates wait for, most rules first."""
    waiting: dict[str, list[str]] = {}
    for name, outcome in outcomes["position"].items():
        if outcome is not Truth.OPEN:
            continue
        facts = carriers(program.conditions["position"][name], known)
        for fact in _first_asked(program, known, facts):
            waiting.setdefault(fact, []).append(name)
    order = list(program.rulebook.question)
    rules = program.rulebook.rule
    return tuple(
        OpenFact(
            fact=fact,
            name=program.rulebook.question[fact].name,
            rules=tuple(several),
            about=tuple(dict.fromkeys(_about(rules[name]) for name in several)),
        )
        for fact, several in sorted(
            waiting.items(), key=lambda item: (-len(item[1]), order.index(item[0]))
        )
    )


def _first_asked(
    program: Program, known: Mapping[str, int], facts: Iterable[str]
) -> tuple[str, ...]:
    """The unknown questions among the facts; for one that may not apply, those it hangs on."""
    found: dict[str, None] = {}
    for fact in asked(program, facts):
        if fact in known or fact in CONCLUSIONS:
            continue
        applies = program.applies.get(fact)
        if applies is not None and truth(applies, known) is Truth.OPEN:
            found.update(dict.fromkeys(_first_asked(program, known, carriers(applies, known))))
        else:
            found[fact] = None
    return tuple(found)


def _about(rule: Rule) -> str:
    weighs = rule.then.supports or rule.then.opposes
    if weighs is not None:
        return weighs.option
    return rule.then.requires.type if rule.then.requires else "not_yet"


def _conclusion(
    axis: Axis, option: str | None, evidence: dict[str, Evidence], reasons: Reasons
) -> Conclusion:
    grounds = evidence[option].grounds.values() if option else ()
    return Conclusion(
        about=axis,
        option=option,
        carried_by=tuple(reasons[name] for slot in grounds for name in slot.supports),
        against=tuple(reasons[name] for slot in grounds for name in slot.opposes),
    )


def _comparison(decision: Decision) -> Comparison | None:
    if not decision.stands or decision.runner_up is None:
        return None
    leader = decision.evidence["type"][decision.type]
    other = decision.evidence["type"][decision.runner_up]
    return Comparison(
        leader=leader.option,
        other=other.option,
        grounds=tuple(
            (one, leader.grounds[one].points, other.grounds[one].points) for one in GROUNDS
        ),
    )


def _ground(slot: Weighed, reasons: Reasons) -> GroundFit:
    return GroundFit(
        ground=slot.ground,
        points=slot.points,
        supports=tuple(reasons[name] for name in slot.supports),
        opposes=tuple(reasons[name] for name in slot.opposes),
    )


def _used(slot: Weighed) -> bool:
    return bool(slot.supports or slot.opposes)


def _names(rulebook: Rulebook, axis: Axis) -> dict[str, Text]:
    catalog = rulebook.catalog
    entries = {
        "type": catalog.types,
        "level": catalog.levels,
        "control": catalog.control,
        "lifetime": catalog.lifetimes,
    }[axis]
    return {one.id: one.name for one in entries}
