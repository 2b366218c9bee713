"""How many people, in one sentence that can be forwarded."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.model.advice import Range, Staffing
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.parts import Line

NET_NEW_ALLOWED = "net_new_allowed"
"""The fact that says how many new positions may be opened."""


def people_lines(context: Context) -> tuple[Line, ...]:
    """How many people in one sentence, then what the number includes."""
    staffing, voice = context.advice.staffing, context.voice
    if staffing is None:
        return ()
    if staffing.base is None:
        missing = voice.joined(context.names.fact(one) for one in staffing.missing)
        return (Line(voice.say("people.missing", facts=missing)),)
    detail = voice.sentences(_caveats(context, staffing))
    return (Line(_split(context, staffing, staffing.base), detail=detail),)


def _split(context: Context, staffing: Staffing, base: Range) -> str:
    """The range, and how much of it is transferred and net new."""
    voice, people = context.voice, context.voice.people(base)
    moved, new = staffing.transferred, staffing.net_new
    if moved is None or new is None:
        return people
    if moved.high == 0:
        return voice.say("people.all_new", people=people)
    if new.high == 0:
        return voice.say("people.all_there", people=people)
    return voice.say(
        "people.split", people=people, transferred=voice.range(moved), net_new=voice.range(new)
    )


def _caveats(context: Context, staffing: Staffing) -> list[str]:
    say = context.voice.say
    inside = "inside" if staffing.project_managers_inside else "outside"
    told = [say(f"people.managers_{inside}"), *_grown(context, staffing)]
    told += _allowed(context, staffing)
    if staffing.extrapolated:
        told.append(say("people.extrapolated"))
    if staffing.today is not None and staffing.against_today:
        today = context.voice.number(staffing.today)
        told.append(say(f"people.today.{staffing.against_today}", today=today))
    return told


def _allowed(context: Context, staffing: Staffing) -> Iterator[str]:
    """Whether the new positions that may be opened cover those that the range asks for."""
    allowed, new = context.advice.provenance.answers.get(NET_NEW_ALLOWED), staffing.net_new
    if not isinstance(allowed, int) or new is None or new.high <= allowed:
        return
    form = "beyond" if new.low > allowed else "partly"
    yield context.voice.say(f"people.allowed.{form}", allowed=context.voice.number(allowed))


def _grown(context: Context, staffing: Staffing) -> Iterator[str]:
    """At which stage the range is reached, and how many people the next stage takes."""
    roadmap, voice = context.advice.roadmap, context.voice
    if roadmap is None:
        return
    grown = next((one for one in roadmap.stages if one.people == staffing.base), None)
    following = [one for one in roadmap.stages if one.stage == roadmap.current_stage + 1]
    if grown is None or not following or following[0].stage >= grown.stage:
        return
    people = following[0].people
    if people is not None:
        yield voice.say(
            "people.grown",
            stage=voice.number(grown.stage),
            next=voice.number(following[0].stage),
            people=voice.people(people),
        )
