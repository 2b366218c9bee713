"""The first slide: the answer in one sentence, with the people it takes and the decision wanted."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.model.advice import NotYet
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.deck.speaking import not_known, unnoted
from pmo_advisor.reports.sections.lead import lead_lines
from pmo_advisor.reports.sections.page_one import decision_row
from pmo_advisor.reports.sections.paths import paths
from pmo_advisor.reports.sections.people import people_lines
from pmo_advisor.reports.sections.settledness import settled_title
from pmo_advisor.reports.slides import Slide, Told


def answer(context: Context) -> Slide:
    """Where the PMO should stand, or what comes before that can be said."""
    row = decision_row(context)
    wanted = Told(row.lines[0].text, row.label)
    return Slide(
        id="answer",
        title=_title(context),
        message=(*_facts(context), wanted),
        picture=None,
        notes=(*_why(context), *not_known(context)),
    )


def _title(context: Context) -> str:
    position, names, voice = context.advice.position, context.names, context.voice
    if position.not_yet:
        form = "existing" if context.pmo_exists() else "new"
        return voice.say(f"deck.answer.not_yet.{form}")
    if not context.settled_on_type:
        return voice.say("deck.answer.undetermined")
    if position.level and position.control and position.lifetime:
        sentence = voice.say(
            "deck.answer.type",
            type=names.type(position.type),
            level=names.option("level", position.level),
            control=names.option("control", position.control),
            lifetime=names.option("lifetime", position.lifetime),
        )
    else:
        sentence = voice.say("deck.answer.bare", type=voice.one_of_kind(names.type(position.type)))
    rivals = context.rivals()
    if rivals:
        form = "tied" if position.tied_with else "near"
        others = voice.joined(names.type(one) for one in rivals)
        sentence += voice.say(f"deck.answer.{form}", other=others)
    return sentence


def _facts(context: Context) -> Iterator[Told]:
    position, voice = context.advice.position, context.voice
    if position.not_yet:
        yield from _instead(context, position.not_yet)
        return
    firmness = context.advice.firmness
    if firmness and context.settled_on_type and not firmness.settled.axis("type").settled:
        yield Told(settled_title(context, firmness.settled), voice.say("firm.topic"))
    for line in people_lines(context)[:1]:
        yield Told(line.text, voice.say("page.people"))
    if position.target_type and context.settled_on_type:
        target = context.names.type(position.target_type)
        yield Told(voice.say("page.target", target=target), voice.say("axis.target"))


def _instead(context: Context, why: NotYet) -> Iterator[Told]:
    voice = context.voice
    if why.gates:
        gates = voice.clauses(voice.head(one.title) for one in why.gates)
        yield Told(gates, voice.say("page.gates"))
    yield Told(voice.of(why.interim), voice.say("page.interim"))


def _why(context: Context) -> Iterator[str]:
    """The problem and the parties, then each conclusion with what carried it."""
    voice = context.voice
    yield from (one.text for one in lead_lines(context))
    if not context.settled_on_type:
        return
    for path in paths(unnoted(context)):
        named = voice.say("list.named", name=path.axis, value=path.conclusion)
        reasons = voice.clauses(one.text for one in path.lines)
        yield voice.say("deck.note.carried", conclusion=named, reasons=reasons)
    yield voice.say("doc.footer")
