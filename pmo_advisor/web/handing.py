"""A workshop as a file: what may be in it, and reading one that somebody brings."""

from __future__ import annotations

import json
import re

from pydantic import ValidationError

from pmo_advisor.consultation.workshop.export import export_safe
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.workshop import Whole

MOST_ROUNDS = 1000
MOST_NAME = 80
"""Letters in the name of a question, as the tables have it."""


class NotAWorkshop(ValueError):
    """A file that is no exported workshop. ``message`` is the text that says so."""

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.message, self.detail = message, detail


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
    if "\\u0000" in told:
        raise NotAWorkshop("screen.later.damaged", "NUL")
    if version > 1:
        raise NotAWorkshop("screen.later.newer")
    try:
        whole = Whole.model_validate_json(told)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        place = ".".join(str(one) for one in first["loc"])
        raise NotAWorkshop("screen.later.damaged", f"{place}: {first['msg']}"[:300]) from None
    _check(rulebook, whole)
    return whole


def _check(rulebook: Rulebook, whole: Whole) -> None:
    """What the tables would refuse: doubles, and answers of nobody."""
    people = {one.id for one in whole.people}
    marks = {(one.person, one.round, one.fact) for one in whole.answers}
    if len(people) < len(whole.people) or len(marks) < len(whole.answers):
        raise NotAWorkshop("screen.later.damaged", "double")
    if any(one.person not in people for one in whole.answers):
        raise NotAWorkshop("screen.later.damaged", "answers.person")
    if whole.workshop.questionnaire not in rulebook.form:
        raise NotAWorkshop("screen.later.unknown_form", whole.workshop.questionnaire)
    if any(len(one.fact) > MOST_NAME or one.round > MOST_ROUNDS for one in whole.answers):
        raise NotAWorkshop("screen.later.damaged", "answers.fact")
    if max((whole.workshop.round, *whole.reopened), default=1) > MOST_ROUNDS:
        raise NotAWorkshop("screen.later.damaged", "workshop.round")
    named = ([one.about for one in whole.notes], [one.about for one in whole.timers])
    for about in (*named, *map(list, whole.reopened.values())):
        if len(set(about)) < len(about) or any(len(one) > MOST_NAME for one in about):
            raise NotAWorkshop("screen.later.damaged", "double")
