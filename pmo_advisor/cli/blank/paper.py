"""The blank questionnaire as Markdown: to print, with boxes to tick."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmo_advisor.cli.blank.form import Blank
from pmo_advisor.cli.options import PARTIES
from pmo_advisor.model.question import Question
from pmo_advisor.reports.typography import spaced

BOX = "☐"
_LINE = "\\_" * 24
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")


def paper(blank: Blank) -> str:
    """The form as Markdown."""
    return "\n".join(_lines(blank)) + "\n"


def _lines(blank: Blank) -> Iterator[str]:
    words = blank.words
    yield f"# {_plain(words.of(blank.form.title))}"
    yield ""
    yield _plain(words.of(blank.form.intro))
    yield ""
    for name in ("organization", "unit", "respondent", "date"):
        yield f"- {_plain(words.say(f'cli.questions.{name}'))} {_LINE}"
    parties = [words.say(f"cli.party.{one}") for one in (blank.party, *PARTIES) if one]
    if blank.party:
        yield f"- {_plain(words.say('cli.questions.party_is', party=parties[0]))}"
    else:
        yield ""
        yield from (f"- {BOX} {_plain(one)}" for one in parties)
    for title, questions in blank.sections():
        yield ""
        yield f"## {_plain(title)}"
        for number, question in questions:
            yield ""
            yield from _question(blank, number, question)


def _question(blank: Blank, number: int, question: Question) -> Iterator[str]:
    words = blank.words
    yield f"### {number}. {_plain(words.of(question.ask))}"
    yield ""
    if when := blank.applies(question):
        yield f"*{_plain(when)}*"
        yield ""
    if question.define:
        yield _plain(words.of(question.define))
        yield ""
    answers = [(value, label) for value, label in blank.answers(question)]
    numbered = question.kind == "scale"
    for value, label in answers:
        yield f"- {BOX} {f'{value}　' if numbered else ''}{_plain(label)}"
    if free := blank.free(question):
        yield f"- {_plain(free)} {_LINE}"
    yield f"- {BOX} {_plain(words.say('cli.ask.key.unknown'))}"


def _plain(text: str) -> str:
    """The text for Markdown, in which none of its signs means anything."""
    return _SPECIAL.sub(r"\\\1", spaced(" ".join(text.split()), " "))
