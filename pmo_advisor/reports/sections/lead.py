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
    return Line(say(f"page.problem.{confirmed}", problem=problem))


def force_line(context: Context) -> Line | None:
    """Which of the three parties are missing from the joint position."""
    parties, voice = context.advice.parties, context.voice
    if not parties.missing:
        return None
    missing = voice.joined(context.names.party(one) for one in parties.missing)
    return Line(voice.say(f"parties.forces.{len(parties.present)}", missing=missing))
