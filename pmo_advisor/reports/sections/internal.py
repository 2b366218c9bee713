"""What stays in the house: remarks beside the answers, and how the rules came out."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_advisor.model.advice import Outcome
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.parts import Heading, Line, Table
from pmo_advisor.reports.typography import clean

_TOLD: tuple[Outcome, ...] = ("fires", "open")
"""A refuted rule says nothing; the workbook lists all."""


@dataclass(frozen=True, slots=True)
class InternalView:
    """The section."""

    heading: Heading
    remarks: Table | None
    trace: Table | None


def internal(context: Context) -> InternalView | None:
    """The section; null in a client-safe edition, and where there is nothing to tell."""
    if context.advice.provenance.withheld:
        return None
    remarks, trace = _remarks(context), _trace(context)
    if remarks is None and trace is None:
        return None
    say = context.voice.say
    heading = Heading("internal", say("internal.topic"), say("internal.title"))
    return InternalView(heading, remarks, trace)


def _remarks(context: Context) -> Table | None:
    voice = context.voice
    rows = tuple(
        (
            Line(voice.head(context.names.fact(one.fact))),
            Line(clean(one.text)),
            Line(context.names.party(one.party)),
            Line(clean(one.respondent) or voice.say("value.none")),
        )
        for one in context.advice.provenance.remarks
    )
    columns = ("question", "remark", "party", "respondent")
    head = tuple(voice.say(f"internal.{column}") for column in columns)
    return Table("remarks", voice.say("internal.remarks"), head, rows, (), (2, 3)) if rows else None


def _trace(context: Context) -> Table | None:
    voice, rules = context.voice, context.rulebook.rule
    told = [one for one in context.advice.explanation.trace if one.outcome in _TOLD]
    rows = tuple(
        (
            Line(voice.head(rules[one.rule].title) if one.rule in rules else one.rule),
            Line(voice.say(f"stratum.{one.stratum}")),
            Line(voice.say(f"rule_outcome.{one.outcome}")),
            Line(one.rule),
        )
        for one in told
    )
    head = tuple(voice.say(f"internal.{one}") for one in ("rule", "stratum", "outcome", "id"))
    caption = voice.many("internal.trace", len(context.advice.explanation.trace))
    return Table("trace", caption, head, rows, (), (1, 2)) if rows else None
