"""The paths of thought: each conclusion with the reasons that carried it or spoke against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmo_advisor.model.advice import Conclusion, Fit, Reason
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.parts import Line


@dataclass(frozen=True, slots=True)
class Path:
    """One conclusion with what carried it and what spoke against it."""

    id: str
    axis: str
    conclusion: str
    lines: tuple[Line, ...]


def paths(context: Context) -> tuple[Path, ...]:
    """Each conclusion with its reasons: the paths of thought."""
    told = context.advice.explanation.conclusions
    found = tuple(_path(context, one, one.option) for one in told if one.option)
    return found or tuple(_towards(context))


def _towards(context: Context) -> Iterator[Path]:
    """Where no type is suggested: the type that the evidence points to."""
    voice, target = context.voice, context.fit(context.advice.position.target_type)
    if target is not None:
        lines = (*reasons_for(context, target), *reasons_against(context, target))
        yield Path("target_type", voice.say("axis.target"), voice.of(target.name), lines)


def _path(context: Context, conclusion: Conclusion, option: str) -> Path:
    voice = context.voice
    lines = [reason_line(context, one, "for") for one in conclusion.carried_by]
    lines += [reason_line(context, one, "against") for one in conclusion.against]
    none = "kept.reason" if context.advice.provenance.kept else "why.no_reason"
    name = context.names.option(conclusion.about, option)
    return Path(
        conclusion.about,
        voice.say(f"axis.{conclusion.about}"),
        name,
        tuple(lines) or (Line(voice.say(none)),),
    )


def reasons_for(context: Context, fit: Fit) -> tuple[Line, ...]:
    """What speaks for an option, ground by ground."""
    return tuple(reason_line(context, one, "for") for part in fit.grounds for one in part.supports)


def reasons_against(context: Context, fit: Fit) -> tuple[Line, ...]:
    """What speaks against an option, ground by ground."""
    return tuple(
        reason_line(context, one, "against") for part in fit.grounds for one in part.opposes
    )


def reason_line(context: Context, reason: Reason, mark: str) -> Line:
    """A reason with its ground and strength."""
    voice = context.voice
    ground = voice.say(f"ground.{reason.ground}")
    if reason.strength:
        strength = voice.say(f"strength.{reason.strength}")
        ground = voice.say("why.ground_and_strength", ground=ground, strength=strength)
    return Line(
        voice.head(reason.title),
        context.notes.reason(reason),
        "for" if mark == "for" else "against",
        ground,
    )
