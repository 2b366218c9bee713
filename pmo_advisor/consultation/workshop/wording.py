"""How far a workshop is settled, in one language, with the proof in words."""

from __future__ import annotations

from typing import NamedTuple

from pmo_advisor.reports.context import Context
from pmo_advisor.reports.parts import Table
from pmo_advisor.reports.sections.decisive import decisive


class Proof(NamedTuple):
    """Whether disagreements can still change the joint position, and why (not).

    ``settled`` is None where that was not worked out. ``sets`` are sets of questions of which any
    one settles it; ``reachable`` what each part of the position may become.
    """

    settled: bool | None
    said: str
    sets: tuple[str, ...] = ()
    reachable: Table | None = None


def proof(context: Context) -> Proof:
    """The proof for an advice that was opened in a language, weighed or not."""
    parties = context.advice.parties
    found, told = parties.contested, decisive(context)
    if found is None or found.state != "done":
        return Proof(None, _say(context, "not_weighed"))
    if told is None:
        return Proof(True, _say(context, "agreed_shown" if parties.joint_only else "agreed"))
    sets = tuple(one.text for one in told.sets)
    return Proof(found.settled, told.settles.text, sets, None if found.settled else told.reachable)


def _say(context: Context, message: str) -> str:
    return context.voice.texts.say(f"web.settling.{message}", context.voice.lang)
