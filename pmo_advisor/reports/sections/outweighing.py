"""The reasons that decide: the fewest that outweigh everything for the runner-up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmo_advisor.model.advice import Reason
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.parts import Line
from pmo_advisor.reports.sections.paths import reason_line


@dataclass(frozen=True, slots=True)
class LeadReasons:
    """The reasons that the section leads with, and what they outweigh."""

    said: Line
    reasons: tuple[Line, ...]


def lead_reasons(context: Context) -> LeadReasons | None:
    """The outweighing reasons, where there is a runner-up to outweigh."""
    firmness, voice, names = context.advice.firmness, context.voice, context.names
    found = firmness.outweighing if firmness else None
    if found is None:
        return None
    fired = {one.rule: one for one in _fired(context)}
    lines = [
        *(_line(context, fired[one], "for") for one in found.supports if one in fired),
        *(_line(context, fired[one], "against") for one in found.opposes if one in fired),
    ]
    said = voice.say(
        "why.outweighs" if found.opposes else "why.outweighs.alone",
        type=names.type(found.type),
        other=names.type(found.runner_up),
        beats=voice.number(found.beats),
        against=voice.number(found.against),
    )
    return LeadReasons(Line(said), tuple(lines))


def _fired(context: Context) -> Iterator[Reason]:
    for fit in context.advice.position.fits.get("type", ()):
        for ground in fit.grounds:
            yield from (*ground.supports, *ground.opposes)


def _line(context: Context, reason: Reason, mark: str) -> Line:
    """A reason and why it counts."""
    line = reason_line(context, reason, mark)
    return Line(line.text, line.notes, detail=context.voice.of(reason.because))
