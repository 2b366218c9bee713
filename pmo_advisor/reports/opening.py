"""How every document opens: whose advice it is, of which day, and the first page."""

from __future__ import annotations

from pmo_advisor.model.advice import Advice
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.text import Lang
from pmo_advisor.model.workshop import Minutes
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.names import Names
from pmo_advisor.reports.notes import Notes
from pmo_advisor.reports.sections.no_type import not_yet_page, undetermined_page
from pmo_advisor.reports.sections.page_one import PageOne, page_one
from pmo_advisor.reports.typography import clean
from pmo_advisor.reports.voice import Texts, Voice


def opened(
    advice: Advice,
    rulebook: Rulebook,
    texts: Texts,
    lang: Lang,
    minutes: Minutes | None = None,
) -> Context:
    """The advice, ready to be read in one language."""
    voice = Voice(texts, lang)
    names = Names(rulebook, voice)
    made = advice.provenance
    subject = clean(made.unit) or clean(made.organization) or voice.say("unnamed")
    notes = Notes(rulebook, made.answers, names)
    return Context(advice, rulebook, voice, names, notes, subject, minutes)


def organization(context: Context) -> str:
    """The organisation, where it is not the assessed unit itself."""
    name = clean(context.advice.provenance.organization)
    return name if name != context.subject else ""


def date(context: Context) -> str:
    """The sheets' latest date in words, or nothing where none is given."""
    made = context.advice.provenance
    return context.voice.date(made.date) if made.date else ""


def first_page(context: Context) -> PageOne:
    """The first page: of a suggested type, of "not yet", or of what is still undetermined."""
    position = context.advice.position
    if position.not_yet is not None:
        return not_yet_page(context, position.not_yet)
    if position.type == "undetermined":
        return undetermined_page(context)
    return page_one(context)
