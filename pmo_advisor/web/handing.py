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
from pmo_advisor.web.drafts import LONGEST_NAME, MOST_PEOPLE
from pmo_advisor.web.invalid import MOST_FAULTS, faults_in

MOST_ROUNDS = 1000
MOST_CHANGES = 1_000_000_000
MOST_FIELDS = 1000
"""Names in one object of the file; ours have twenty."""
MOST_NAME = 80
"""Letters in the name of a question, as the tables have it."""
LONGEST_ANSWER = 8_000
HIGHEST_ANSWER = 2**53 - 1
"""Up to here every reader of JSON takes a number as it is written."""

_NULL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""A null character as JSON writes it, not the letters that look like it."""


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
        raw = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_object)
        told = json.dumps(raw)
    except (ValueError, RecursionError):
        raise NotAWorkshop("screen.later.not_json") from None
    version = raw.get("schema_version") if isinstance(raw, dict) else None
    if type(version) is not int or version < 1 or "workshop" not in raw:
        raise NotAWorkshop("screen.later.not_ours")
    if version > 1:
        raise NotAWorkshop("screen.later.newer")
    if _NULL.search(told):
        raise NotAWorkshop("screen.later.damaged", [("", _fault("zero"))])
    try:
        whole = Whole.model_validate_json(told, strict=True)
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


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object of JSON. Raises ValueError for one of more names than any of ours could have."""
    if len(pairs) > MOST_FIELDS:
        raise ValueError("too many names")
    return dict(pairs)


def _fault(name: str, **values: object) -> Fault:
    return Fault(f"web.api.fault.{name}", values)


def _faults(whole: Whole) -> Iterator[tuple[str, Fault]]:
    """What the tables would refuse: doubles, answers of nobody, what is too long or too high."""
    yield from _out_of_range(whole)
    yield from _of_wrong_length(whole)
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


def _out_of_range(whole: Whole) -> Iterator[tuple[str, Fault]]:
    answers, decision, last = whole.answers, whole.decision, whole.workshop.round
    numbers = [one.value for one in answers if isinstance(one.value, int)]
    for where, found, lowest, highest in (
        ("workshop.round", [last], 1, MOST_ROUNDS),
        ("workshop.revision", [whole.workshop.revision], 0, MOST_CHANGES),
        ("reopened", list(whole.reopened), 2, last),
        ("answers.round", [one.round for one in answers], 1, last),
        ("answers.revision", [one.revision for one in answers], 0, MOST_CHANGES),
        ("answers.value", numbers, -HIGHEST_ANSWER, HIGHEST_ANSWER),
        ("notes.revision", [one.revision for one in whole.notes], 0, MOST_CHANGES),
        ("decision.revision", [decision.revision] if decision else [], 0, MOST_CHANGES),
    ):
        if found and min(found) < lowest:
            yield where, _fault("low", limit=lowest)
        elif found and max(found) > highest:
            yield where, _fault("high", limit=highest)


def _of_wrong_length(whole: Whole) -> Iterator[tuple[str, Fault]]:
    if not whole.workshop.name:
        yield "workshop.name", _fault("short")
    there = whole.decision.attendance if whole.decision else ()
    if len(there) > MOST_PEOPLE:
        yield "decision.attendance", _fault("many", limit=MOST_PEOPLE)
    words = [one.value for one in whole.answers if isinstance(one.value, str)]
    yield from _names("decision.attendance", there, LONGEST_NAME)
    yield from _names("answers.value", words, LONGEST_ANSWER)


def _doubles(where: str, named: Sequence[object]) -> Iterator[tuple[str, Fault]]:
    if len(set(named)) < len(named):
        yield where, _fault("double")


def _names(
    where: str, named: Sequence[str], longest: int = MOST_NAME
) -> Iterator[tuple[str, Fault]]:
    if any(len(one) > longest for one in named):
        yield where, _fault("long", limit=longest)
