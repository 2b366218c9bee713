"""A workshop as a file: what may be in it, and reading one that somebody brings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from pydantic import ValidationError

from pmo_advisor.consultation.workshop.export import export_safe
from pmo_advisor.errors import Fault
from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.knowledge.shown import shown
from pmo_advisor.knowledge.texts import Texts
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.text import Lang
from pmo_advisor.model.workshop import Whole
from pmo_advisor.web.invalid import MOST_FAULTS, faults_in

MOST_ROUNDS = 1000
MOST_NAME = 80
"""Letters in the name of a question, as the tables have it."""


class NotAWorkshop(ValueError):
    """A file that is no exported workshop. ``message`` is the text that says so.

    ``faults`` are what is wrong within one that might have been, each at its place in the file.
    """

    def __init__(self, message: str, faults: Sequence[tuple[str, Fault]] = ()) -> None:
        super().__init__(message)
        self.message, self.faults = message, tuple(faults)[:MOST_FAULTS]

    def in_words(self, texts: Texts, lang: Lang) -> list[tuple[str, str]]:
        """The faults, each with its place, in the reader's language."""
        return [(where, texts.fault(one, lang)) for where, one in self.faults]


def handed_on(rulebook: Rulebook, whole: Whole) -> str:
    """The file. Answers of a round that has not been revealed are not in it."""
    workshop = whole.workshop
    closed = whole
    if workshop.kind == "workshop" and workshop.step in ("prepare", "answer"):
        answers = tuple(one for one in whole.answers if one.round < workshop.round)
        closed = whole.model_copy(update={"answers": answers})
    safe = export_safe(rulebook, closed)
    return json.dumps(safe.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"


def file_name(name: str, workshop: str) -> str:
    """A name for the file that every system takes."""
    plain = re.sub(r"[^\w-]+", "-", name).strip("-")[:60]
    return f"{plain or 'workshop'}-{workshop[:6]}.json"


def read_workshop(rulebook: Rulebook, data: bytes) -> Whole:
    """An exported workshop. Raises NotAWorkshop."""
    try:
        raw = json.loads(data.decode("utf-8-sig"))
        told = json.dumps(raw)
    except (ValueError, RecursionError):
        raise NotAWorkshop("screen.later.not_json") from None
    version = raw.get("schema_version") if isinstance(raw, dict) else None
    if not isinstance(version, int) or "workshop" not in raw:
        raise NotAWorkshop("screen.later.not_ours")
    if version > 1:
        raise NotAWorkshop("screen.later.newer")
    if "\\u0000" in told:
        raise NotAWorkshop("screen.later.damaged", [("", _fault("zero"))])
    try:
        whole = Whole.model_validate_json(told)
    except ValidationError as wrong:
        raise NotAWorkshop("screen.later.damaged", faults_in(wrong)) from None
    form, forms = whole.workshop.questionnaire, list(rulebook.form)
    if form not in forms:
        named = {"form": shown(form), "allowed": forms}
        fault = Fault("web.api.fault.no_form", named, None, nearest(form, forms))
        raise NotAWorkshop("screen.later.unknown_form", [("workshop.questionnaire", fault)])
    faults = list(_faults(whole))
    if faults:
        raise NotAWorkshop("screen.later.damaged", faults)
    return whole


def _fault(name: str, **values: object) -> Fault:
    return Fault(f"web.api.fault.{name}", values)


def _faults(whole: Whole) -> Iterator[tuple[str, Fault]]:
    """What the tables would refuse: doubles, answers of nobody, what is too long or too high."""
    for where, rounds in (
        ("workshop.round", [whole.workshop.round]),
        ("reopened", list(whole.reopened)),
        ("answers.round", [one.round for one in whole.answers]),
    ):
        if max(rounds, default=1) > MOST_ROUNDS:
            yield where, _fault("high", limit=MOST_ROUNDS)
    people = [one.id for one in whole.people]
    if not {one.person for one in whole.answers} <= set(people):
        yield "answers.person", _fault("nobody")
    given = [(one.person, one.round, one.fact) for one in whole.answers]
    yield from _doubles("people.id", people)
    yield from _doubles("answers", given)
    yield from _names("answers.fact", [fact for _, _, fact in given])
    for where, about in (
        ("notes.about", [one.about for one in whole.notes]),
        ("timers.about", [one.about for one in whole.timers]),
        *((f"reopened.{round_}", facts) for round_, facts in whole.reopened.items()),
    ):
        yield from _doubles(where, about)
        yield from _names(where, about)


def _doubles(where: str, named: Sequence[object]) -> Iterator[tuple[str, Fault]]:
    if len(set(named)) < len(named):
        yield where, _fault("double")


def _names(where: str, named: Sequence[str]) -> Iterator[tuple[str, Fault]]:
    if any(len(one) > MOST_NAME for one in named):
        yield where, _fault("long", limit=MOST_NAME)
