"""The parties in pictures: their positions side by side, and where their answers fall."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from pmo_advisor.model.advice import Difference
from pmo_advisor.model.domain import Value, Words
from pmo_advisor.model.question import PARTIES, ChoiceQuestion, Party, ScaleQuestion
from pmo_advisor.model.rule import Axis
from pmo_advisor.reports.charts.drawing import Picture
from pmo_advisor.reports.charts.spread import Answer, Spread, spread_picture
from pmo_advisor.reports.charts.views import Part, View, views_picture
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.names import KIND_OF_AXIS
from pmo_advisor.reports.sections.decisive import decisive_facts

MOST_QUESTIONS = 6
"""So many questions fill a page; the others stand in the table."""

_SHOWN: tuple[Axis, ...] = ("type", "level", "control")
_ORDERED: tuple[Axis, ...] = ("level", "control")


def views(context: Context) -> Picture | None:
    """Each party's own position below the joint one, where there are several parties."""
    voice, joint = context.voice, context.advice.parties
    if len(joint.positions) < 2:
        return None
    position = context.advice.position
    used = (position.type, position.level, position.control)
    rows = tuple(
        _view(context, context.names.party(one.party), one.sheets, own, used)
        for one in joint.positions
        for own in [(one.type, one.level, one.control)]
    )
    own = _view(context, voice.say("parties.joint"), joint.sheets, used, used)
    heads = tuple(voice.say(f"axis.{axis}") for axis in _SHOWN)
    return views_picture(voice, own, rows, heads, voice.say("parties.positions"))


def _view(
    context: Context,
    who: str,
    sheets: int,
    own: tuple[str | None, ...],
    joint: tuple[str | None, ...],
) -> View:
    voice = context.voice
    parts = tuple(
        _part(context, axis, option, used)
        for axis, option, used in zip(_SHOWN, own, joint, strict=True)
    )
    told = voice.joined(part.name for part, option in zip(parts, own, strict=True) if option)
    return View(
        who,
        voice.many("parties.sheets", sheets),
        parts,
        voice.say("chart.view", party=who, position=told),
    )


def _part(context: Context, axis: Axis, option: str | None, joint: str | None) -> Part:
    voice = context.voice
    if option is None:
        return Part(voice.say("value.none"), None)
    name = voice.head(context.names.option(axis, option))
    same = None if option == "undetermined" or joint is None else option == joint
    options = [one.id for one in getattr(context.rulebook.catalog, KIND_OF_AXIS[axis])]
    if axis not in _ORDERED or option not in options:
        return Part(name, same)
    at = options.index(joint) if joint in options else None
    return Part(name, same, options.index(option), at, len(options))


def spread(context: Context) -> Picture | None:
    """The questions on which the sheets differ: those first that can change the position."""
    voice = context.voice
    told = decisive_facts(context) or ()
    found = [one for one in context.advice.parties.differences if one.kind == "judgement"]
    found.sort(key=lambda one: (_rank(told, one.fact), -_width(context, one)))
    shown = found[:MOST_QUESTIONS]
    rest = len(found) - len(shown)
    return spread_picture(
        voice,
        tuple(_spread(context, one, one.fact in told) for one in shown),
        voice.many("chart.spread.more", rest) if rest else "",
        voice.say("chart.spread.title"),
    )


def _rank(told: tuple[str, ...], fact: str) -> int:
    return told.index(fact) if fact in told else len(told)


def _width(context: Context, one: Difference) -> Fraction:
    """How far the answers lie apart, as a part of the scale; the whole where there is none."""
    scale = _scale(context, one.fact)
    if scale is None:
        return Fraction(1)
    places = [scale.index(given.value) for given in one.given]
    return Fraction(max(places) - min(places), len(scale) - 1)


def _scale(context: Context, fact: str) -> list[Value] | None:
    """The answers that could be given, from one end to the other; null where they have no order."""
    question = context.rulebook.question[fact]
    if not isinstance(question, ScaleQuestion | ChoiceQuestion):
        return None
    domain = question.domain()
    if isinstance(domain, Words) and not domain.ranks:
        return None
    return [domain.decode(code) for code in sorted(domain.codes(), key=domain.rank)]


def _spread(context: Context, one: Difference, decides: bool) -> Spread:
    voice, scale = context.voice, _scale(context, one.fact)
    values = scale or list(dict.fromkeys(given.value for given in one.given))
    return Spread(
        voice.head(context.names.fact(one.fact)),
        voice.say("chart.spread.decides") if decides else "",
        scale is not None,
        tuple(
            Answer(
                context.names.value(one.fact, value),
                tuple(_who(context, one, value)),
                value == one.used,
            )
            for value in values
        ),
    )


def _who(context: Context, one: Difference, value: Value) -> Iterator[str]:
    """The parties that gave this answer; how many of their sheets, where those are not at one."""
    voice = context.voice
    order: tuple[Party | None, ...] = (*PARTIES, None)
    for party in order:
        own = [given for given in one.given if given.party == party]
        some = sum(given.sheets for given in own if given.value == value)
        among = sum(given.sheets for given in own)
        if not some:
            continue
        name = context.names.party(party)
        if among == 1:
            yield name
            continue
        counted = voice.say("differences.of", some=voice.number(some), all=voice.number(among))
        yield voice.say("list.aside", text=name, aside=counted)
