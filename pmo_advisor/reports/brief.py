"""The brief view of a terminal: the first page and the paths of thought, and nothing else made."""

from __future__ import annotations

from typing import NamedTuple

from pmo_advisor.model.advice import Advice
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.text import Lang
from pmo_advisor.model.workshop import Minutes
from pmo_advisor.reports.opening import date, first_page, opened, organization
from pmo_advisor.reports.sections.decided import DecidedView, decided
from pmo_advisor.reports.sections.page_one import PageOne
from pmo_advisor.reports.sections.paths import Path, paths
from pmo_advisor.reports.voice import Texts


class Brief(NamedTuple):
    """What is read at once."""

    organization: str
    date: str
    page_one: PageOne
    decided: DecidedView | None
    paths: tuple[Path, ...]


def brief(
    advice: Advice,
    rulebook: Rulebook,
    texts: Texts,
    lang: Lang,
    minutes: Minutes | None = None,
) -> Brief:
    """The advice in brief, as a reader of ``lang`` sees it."""
    context = opened(advice, rulebook, texts, lang, minutes)
    page, told = first_page(context), decided(context)
    return Brief(organization(context), date(context), page, told, paths(context))
