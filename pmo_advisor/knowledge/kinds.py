"""Which kind of entry stands in which file, and the type that says what it may hold."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.model.catalog import Catalog
from pmo_advisor.model.question import (
    ChoiceQuestion,
    Form,
    Impossible,
    NumberQuestion,
    ScaleQuestion,
    TextQuestion,
    YesNoQuestion,
)
from pmo_advisor.model.rule import STRATA, Derived, Rule, Stratum
from pmo_advisor.model.text import Strict

SUFFIX = ".yaml"

CATALOG: dict[str, type[Strict]] = {
    name: get_args(field.annotation)[0] for name, field in Catalog.model_fields.items()
}
"""The type of each kind of catalogue entry."""

QUESTIONS: dict[str, type[Strict]] = {
    "choice": ChoiceQuestion,
    "scale": ScaleQuestion,
    "yes_no": YesNoQuestion,
    "number": NumberQuestion,
    "text": TextQuestion,
}
"""The type of each kind of question."""

MODELS: dict[str, type[Strict]] = {
    "form": Form,
    "impossible": Impossible,
    "derived": Derived,
    "rule": Rule,
    **CATALOG,
}

Role = Literal["entries", "form", "texts", "template", "other", "misplaced"]


class Shelf(NamedTuple):
    """What a file holds, as its place in the folder tells."""

    role: Role
    kind: str = ""
    stratum: Stratum | None = None
    nearest: str | None = None


def shelf(name: str) -> Shelf:
    """What the file with this name (from the knowledge folder, with slashes) holds."""
    folder, *parts = name.split("/")
    if folder == "templates":
        return Shelf("template")
    if not name.endswith((SUFFIX, ".yml")):
        return Shelf("other")
    if folder == "texts":
        return Shelf("texts") if len(parts) == 1 and name.endswith(SUFFIX) else Shelf("misplaced")
    if not name.endswith(SUFFIX):
        return Shelf("misplaced")
    return _questionnaire(parts) if folder == "questionnaires" else _rules(parts)


def _questionnaire(parts: list[str]) -> Shelf:
    if len(parts) > 1:
        if parts[0] == "questions":
            return Shelf("entries", "question")
        return Shelf("misplaced", nearest=nearest(parts[0], ["questions"]))
    if parts[0] == "impossible.yaml":
        return Shelf("entries", "impossible")
    return Shelf("form", "form")


def _rules(parts: list[str]) -> Shelf:
    folders = ("catalog", "derived", *STRATA)
    if len(parts) < 2 or parts[0] not in folders:
        return Shelf("misplaced", nearest=nearest(parts[0], folders))
    if parts[0] == "derived":
        return Shelf("entries", "derived")
    if parts[0] == "catalog":
        kind = parts[1].removesuffix(SUFFIX)
        if kind in CATALOG:
            return Shelf("entries", kind)
        return Shelf("misplaced", nearest=nearest(kind, CATALOG))
    stratum = next(one for one in STRATA if one == parts[0])
    return Shelf("entries", "rule", stratum)
