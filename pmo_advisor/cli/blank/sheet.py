"""The blank sheet: YAML to fill in, each question written above its place as a comment."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.cli.blank.form import Blank
from pmo_advisor.cli.layout import pad, width, wrap
from pmo_advisor.model.question import Question
from pmo_advisor.model.sheet import SCHEMA_VERSION

_COMMENT = "# "


def sheet(blank: Blank) -> str:
    """The sheet as YAML text; it loads as it stands, with no answer given."""
    return "\n".join(_lines(blank)) + "\n"


def _lines(blank: Blank) -> Iterator[str]:
    words = blank.words
    yield _comment(words.of(blank.form.title))
    yield "#"
    yield _comment(words.of(blank.form.intro))
    yield "#"
    yield _comment(words.say("cli.questions.how"))
    yield ""
    yield f"schema_version: {SCHEMA_VERSION}"
    yield f"questionnaire: {blank.form.id}"
    yield f'knowledge: "{blank.rulebook.fingerprint}"'
    for name in ("organization", "unit", "respondent"):
        yield _beside(f"{name}:", words.say(f"cli.questions.{name}"))
    if blank.party:
        yield f"party: {blank.party}"
    else:
        yield _beside("party:", words.say("cli.questions.party"))
    yield _beside("date:", words.say("cli.questions.date"))
    yield ""
    yield "answers:"
    for title, questions in blank.sections():
        yield ""
        yield _comment(title, "  ## ")
        for number, question in questions:
            yield ""
            yield from _question(blank, number, question)
            yield f"  {question.id}:"


def _question(blank: Blank, number: int, question: Question) -> Iterator[str]:
    words = blank.words
    yield _comment(f"{number}. {words.of(question.ask)}", "  # ")
    for more in (blank.applies(question), words.of(question.define) if question.define else ""):
        if more:
            yield _comment(more, "  #    ")
    answers = blank.answers(question)
    room = max((int(width(value)) for value, _ in answers), default=0)
    for value, label in answers:
        start = f"  #      {pad(value, room)}   "
        yield wrap(label, first=start, rest="  #" + " " * (len(start) - 3))
    if free := blank.free(question):
        yield _comment(free, "  #      ")


def _comment(text: str, start: str = _COMMENT) -> str:
    """The text as comment lines. ``start`` begins the first; the others begin as wide."""
    mark = start[: start.index("#") + 1]
    return wrap(text, first=start, rest=pad(mark, len(start)))


def _beside(key: str, said: str) -> str:
    return f"{pad(key, 14)} # {said}"
