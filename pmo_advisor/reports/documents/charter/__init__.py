"""The charter: a draft that the three parties edit and sign."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from pmo_advisor.model.advice import Advice
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.text import Lang
from pmo_advisor.model.workshop import Minutes
from pmo_advisor.reports.blocks import Block, Laid, Section
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.charter.closing import review, signatures, to_fill
from pmo_advisor.reports.documents.charter.draft import OPENING, Builder, Draft
from pmo_advisor.reports.documents.charter.means import (
    first_days,
    meetings,
    people,
    people_said,
    services,
    value,
)
from pmo_advisor.reports.documents.charter.powers import (
    authority,
    boundaries,
    decision_rights,
    reporting_line,
)
from pmo_advisor.reports.documents.charter.standing import (
    SPONSOR,
    mandate,
    out_of_scope,
    position,
    purpose,
    scope,
)
from pmo_advisor.reports.documents.charter.without import (
    agreed,
    answer_first,
    gates,
    interim,
    look_again,
    undecided,
)
from pmo_advisor.reports.opening import date, opened, organization
from pmo_advisor.reports.voice import Texts

Parts = tuple[tuple[str, Builder], ...]

_END: Parts = (("signatures", signatures), ("to_fill", to_fill))

OF_A_TYPE: Parts = (
    ("mandate", mandate),
    ("purpose", purpose),
    ("scope", scope),
    ("out_of_scope", out_of_scope),
    ("decision_rights", decision_rights),
    ("boundaries", boundaries),
    ("authority", authority),
    ("reporting_line", reporting_line),
    ("services", services),
    ("people", people),
    ("first_days", first_days),
    ("value", value),
    ("meetings", meetings),
    ("review", review),
    *_END,
)
"""The sections of a charter, in order."""

NOT_YET: Parts = (
    ("agreed", agreed),
    ("gates", gates),
    ("interim", interim),
    ("look_again", look_again),
    *_END,
)
"""The sections of an interim arrangement, where no PMO is set up now."""

UNDETERMINED: Parts = (("answer_first", answer_first), ("undecided", undecided), *_END)
"""The sections where the answers do not tell the type."""


def charter(
    advice: Advice,
    rulebook: Rulebook,
    texts: Texts,
    lang: Lang,
    minutes: Minutes | None = None,
) -> Laid:
    """The draft charter in one language.

    Where no PMO is set up now it is an interim arrangement, and where the answers do not tell the
    type it says what must be answered first. What was not asked or is not known stands as a mark,
    and all marks are listed in the last section.
    """
    draft = Draft(opened(advice, rulebook, texts, lang, minutes))
    form = _form(draft.context)
    parts = {"type": OF_A_TYPE, "not_yet": NOT_YET, "undetermined": UNDETERMINED}[form]
    opening = _opening(draft, form)
    return Laid(
        kind="charter",
        langs=(lang,),
        name=draft.lay.say(f"charter.name.{form}"),
        subject=draft.context.subject,
        organization=organization(draft.context),
        date=draft.lay.text(date(draft.context)),
        opening=opening,
        sections=tuple(draft.written(parts)),
        contents=draft.lay.say("doc.contents"),
    )


def _form(context: Context) -> str:
    if context.advice.position.not_yet is not None:
        return "not_yet"
    return "type" if context.settled_on_type else "undetermined"


def _opening(draft: Draft, form: str) -> Section:
    """What the document is, what to settle before signing, and its terms at a glance."""
    say = draft.voice.say
    kind = draft.context.names.type(draft.context.advice.position.type)
    title = say(f"charter.title.{form}", unit=draft.unit(), type=kind)
    blocks = (*_status(draft, form), *_before_signing(draft), *_terms(draft, form))
    name = draft.lay.say(f"charter.name.{form}")
    return Section(OPENING, name, draft.lay.text(title), blocks)


def _status(draft: Draft, form: str) -> Iterator[Block]:
    day = date(draft.context)
    origin = draft.voice.say("charter.dated" if day else "charter.undated", date=day)
    told = draft.voice.say(f"charter.status.{form}", origin=origin)
    yield from draft.lay.paragraph(told, style="aside")


def _before_signing(draft: Draft) -> Iterator[Block]:
    """What the parties should know before they sign."""
    context, voice = draft.context, draft.voice
    told: list[str] = []
    rivals = context.rivals() if context.settled_on_type else ()
    if rivals:
        form = "tied" if context.advice.position.tied_with else "near"
        others = voice.joined(context.names.type(one) for one in rivals)
        told.append(voice.say(f"charter.{form}", other=others))
    if any(one.kind == "impossible" for one in context.advice.provenance.notices):
        told.append(voice.say("charter.impossible"))
    missing = context.advice.parties.missing
    if missing and context.advice.parties.present:
        told.append(voice.say("charter.unheard", parties=draft.parties(missing)))
    yield from draft.lay.paragraph(voice.sentences(told), style="notice")


def _terms(draft: Draft, form: str) -> Iterator[Block]:
    """The terms at a glance."""
    if form != "type":
        return
    told = draft.context.advice.position
    option = draft.context.names.option
    parts = [position(draft)]
    if told.control:
        parts.append(option("control", told.control))
    if told.lifetime:
        parts.append(option("lifetime", told.lifetime))
    said = reduce(lambda one, two: draft.voice.say("list.pair", first=one, second=two), parts)
    yield from draft.lay.facts(
        row
        for row in (
            draft.row("position", draft.voice.head(said)),
            draft.row("sponsor", draft.answer(SPONSOR)),
            draft.row("people", people_said(draft)),
            draft.row("review_date", draft.day("review_date")),
        )
    )
