"""Lines that stand below the title, whichever title it is."""

from __future__ import annotations

from pmo_advisor.reports.context import Context
from pmo_advisor.reports.parts import Line


def problem_line(context: Context) -> Line | None:
    """The stated problem, and whether symptoms and beneficiary bear it out."""
    position, say = context.advice.position, context.voice.say
    if position.core_problem is None:
        return None
    problem = context.names.value("core_problem", position.core_problem)
    confirmed = {True: "confirmed", False: "stated", None: "open"}[position.core_problem_confirmed]
    if confirmed == "open" and context.advice.provenance.kept:
        return Line(say("kept.problem", problem=problem))
    return Line(say(f"page.problem.{confirmed}", problem=problem))


def lead_lines(context: Context) -> tuple[Line, ...]:
    """What stands below every title: the problem, what cannot be true, and the parties."""
    lines = (
        problem_line(context),
        impossible_line(context),
        force_line(context),
        kept_line(context),
        imported_line(context),
        parting_line(context),
    )
    return tuple(line for line in lines if line)


def impossible_line(context: Context) -> Line | None:
    """A warning that some answers cannot all be true, and why."""
    found = [one for one in context.advice.provenance.notices if one.kind == "impossible"]
    if not found:
        return None
    reasons = [context.voice.of(one.because) for one in found if one.because]
    return Line(context.voice.say("notice.impossible"), detail=context.voice.sentences(reasons))


def parting_line(context: Context) -> Line | None:
    """What each party's own sheets would give, where that is not the joint position."""
    joint, voice = context.advice.position.type, context.voice
    parties = context.advice.parties.positions
    if all(one.type == joint for one in parties):
        return None
    told = [
        voice.say(
            "parties.alone",
            party=context.names.party(one.party),
            type=context.names.type(one.type),
        )
        for one in parties
    ]
    return Line(voice.say("parties.part", views=voice.clauses(told)))


def kept_line(context: Context) -> Line | None:
    """Which parties count jointly only, so that nobody takes what is not shown for not there."""
    told, voice = context.advice.parties, context.voice
    gone = set(context.minutes.left_out if context.minutes else ()).difference(told.present)
    parties = [one for one in told.joint_only if one not in gone]
    if not parties:
        return None
    named = voice.joined(context.names.party(one) for one in parties)
    return Line(voice.head(voice.many("kept.line", len(parties), parties=named)))


def imported_line(context: Context) -> Line | None:
    """Whose answers an imported workshop came without, so that its decision is read aright."""
    parties, voice = context.minutes.left_out if context.minutes else (), context.voice
    if not parties:
        return None
    named = voice.joined(context.names.party(one) for one in parties)
    return Line(voice.say("imported.line", parties=named))


def force_line(context: Context) -> Line | None:
    """Which of the three parties are missing from the joint position."""
    parties, voice = context.advice.parties, context.voice
    if not parties.missing:
        return None
    missing = voice.joined(context.names.party(one) for one in parties.missing)
    return Line(voice.say(f"parties.forces.{len(parties.present)}", missing=missing))
