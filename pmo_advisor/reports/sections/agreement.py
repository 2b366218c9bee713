"""How far the sheets agree, question by question; never one index for the whole."""

from __future__ import annotations

from decimal import Decimal

from pmo_advisor.model.firmness import Agreement
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.parts import Line, Table


def agreement(context: Context) -> Table | None:
    """For each question how the answers spread, over how many sheets, and on what scale."""
    voice, found = context.voice, context.advice.parties.agreement
    columns = ("spread", "sheets", "scale", "consensus", "quartiles")
    head = (
        voice.say("differences.question"),
        *(voice.say(f"agreement.{column}") for column in columns),
    )
    rows = tuple(_row(context, one) for one in found)
    caption = voice.say("agreement.caption")
    return Table("agreement", caption, head, rows, (2, 4), (3,)) if rows else None


def _row(context: Context, one: Agreement) -> tuple[Line, ...]:
    voice, names = context.voice, context.names
    none = voice.say("value.none")
    spread = voice.clauses(
        voice.say(
            "agreement.given",
            answer=names.value(one.fact, each.value),
            sheets=voice.number(each.sheets),
        )
        for each in one.distribution
        if each.sheets
    )
    quartiles = none
    if one.quartiles:
        low, high = (names.value(one.fact, each) for each in one.quartiles)
        quartiles = low if low == high else voice.say("agreement.between", low=low, high=high)
    return (
        Line(voice.head(names.fact(one.fact))),
        Line(spread or none),
        Line(voice.number(one.sheets)),
        Line(voice.say(f"agreement.{one.scale}")),
        Line(str(round(Decimal(one.consensus), 2)) if one.consensus else none),
        Line(quartiles),
    )
