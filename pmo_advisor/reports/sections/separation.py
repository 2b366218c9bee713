"""What separates the suggested type from the runner-up, ground by ground."""

from __future__ import annotations

from pmo_advisor.model.rule import Ground
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.parts import Line

MOST_REASONS = 3


def spoke_for(context: Context) -> Line | None:
    """The runner-up and the facts that spoke for it."""
    runner_up = context.advice.position.runner_up
    fit, voice = context.fit(runner_up), context.voice
    if fit is None:
        return None
    grounds = sorted(fit.grounds, key=lambda one: -one.points)
    reasons = [one for ground in grounds if ground.points > 0 for one in ground.supports[:1]]
    named = voice.joined(voice.of(one.title) for one in reasons[:MOST_REASONS])
    notes = tuple(n for one in reasons[:MOST_REASONS] for n in context.notes.reason(one))
    message = "runner_up.spoke" if reasons else "runner_up.silent"
    return Line(voice.head(voice.say(message, type=voice.of(fit.name), facts=named)), notes)


def separation(context: Context) -> Line | None:
    """In one line, the grounds on which each of the two leads."""
    comparison, voice = context.advice.explanation.runner_up, context.voice
    if comparison is None:
        return None
    ahead = [one for one in comparison.grounds if one[1] > one[2]]
    behind = [one for one in comparison.grounds if one[1] < one[2]]
    clauses = [
        _lead(context, option, grounds)
        for option, grounds in ((comparison.leader, ahead), (comparison.other, behind))
        if grounds
    ]
    if not clauses:
        return Line(voice.say("separation.none"))
    if len(ahead) + len(behind) < len(comparison.grounds):
        clauses.append(voice.say("separation.rest"))
    return Line(voice.say("separation.line", clauses=voice.clauses(clauses)))


def _lead(context: Context, option: str, grounds: list[tuple[Ground, int, int]]) -> str:
    voice = context.voice
    told = [
        voice.say(
            "separation.ground",
            ground=voice.say(f"ground.{ground}"),
            more=voice.number(max(first, second)),
            less=voice.number(min(first, second)),
        )
        for ground, first, second in grounds
    ]
    return voice.say(
        "separation.ahead", type=context.names.type(option), grounds=voice.joined(told)
    )
