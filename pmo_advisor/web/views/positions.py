"""Positions in words: the joint one, and each party's own beside it."""

from __future__ import annotations

from typing import NamedTuple

from pmo_advisor.consultation.workshop.standing import Standing
from pmo_advisor.model.firmness import AxisFirmness
from pmo_advisor.model.rule import AXES, Axis
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.names import Names
from pmo_advisor.reports.parts import Line, Row
from pmo_advisor.reports.sections.page_one import PageOne

BEFORE_PEOPLE = ("conditions", "runner_up", "gates", "actions", "interim", "target", "answer_first")
"""The rows of the first page in which nothing is said of headcount."""


class Piece(NamedTuple):
    """One part of a position. ``differs`` where a party's own is not the joint one."""

    axis: Axis
    name: str
    differs: bool


class Suggested(NamedTuple):
    """The joint position: a sentence, its parts, and the rows of the first page."""

    title: str
    lead: tuple[Line, ...]
    parts: tuple[Piece, ...]
    rows: tuple[Row, ...]


class BesideView(NamedTuple):
    """A party's own position."""

    who: str
    sheets: str
    parts: tuple[Piece, ...]


class Firm(NamedTuple):
    """One part of the position: what it is now, what it may still become, whether by a tie."""

    axis: Axis
    now: str
    state: str
    others: str
    tie: bool


def suggested(context: Context, page: PageOne, *, people: bool) -> Suggested:
    """The joint position; without ``people``, nothing that speaks of headcount."""
    position, names = context.advice.position, context.names
    return Suggested(
        title=page.title,
        lead=page.lead,
        parts=_pieces(names, tuple(getattr(position, axis) for axis in AXES), None),
        rows=page.rows if people else tuple(one for one in page.rows if one.id in BEFORE_PEOPLE),
    )


def beside_views(names: Names, standing: Standing) -> tuple[BesideView, ...]:
    """Each party's own position; of those that count jointly only, none."""
    parties, joint = standing.advice.parties, standing.advice.position
    used = tuple(getattr(joint, axis) for axis in AXES)
    return tuple(
        BesideView(
            names.party(one.party),
            names.voice.many("parties.sheets", one.sheets),
            _pieces(names, tuple(getattr(one, axis) for axis in AXES), used),
        )
        for one in parties.positions
        if one.party not in standing.hidden
    )


def firm_views(names: Names, axes: tuple[AxisFirmness, ...]) -> tuple[Firm, ...]:
    """What is settled of the position and what may still change."""
    voice = names.voice
    return tuple(
        Firm(
            one.axis,
            option(names, one.axis, one.now),
            one.state,
            voice.either(option(names, one.axis, other) for other in one.others),
            one.tied,
        )
        for one in axes
        if one.reachable != (None,)
    )


def option(names: Names, axis: Axis, value: str | None) -> str:
    """A conclusion in words; for none, a dash."""
    if value is None:
        return names.voice.say("value.none")
    return names.voice.head(names.option(axis, value))


def _pieces(
    names: Names, own: tuple[str | None, ...], joint: tuple[str | None, ...] | None
) -> tuple[Piece, ...]:
    return tuple(
        Piece(
            axis,
            option(names, axis, value),
            joint is not None and value is not None and value != joint[place],
        )
        for place, (axis, value) in enumerate(zip(AXES, own, strict=True))
    )
