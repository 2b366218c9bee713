"""Sheets: one respondent's answers, read with every fault at once.

A sheet is YAML or JSON. A key without a value counts as left out: the question was not asked.
``unknown`` means asked, and not known.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.knowledge import intake, yaml_reader
from pmo_advisor.knowledge.answers import NotAnAnswer, answer
from pmo_advisor.knowledge.document import Document
from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.knowledge.sheet_writer import write_sheet
from pmo_advisor.knowledge.shown import shown
from pmo_advisor.knowledge.validating import validated
from pmo_advisor.model.domain import Value
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.sheet import SCHEMA_VERSION, UNKNOWN, Sheet

__all__ = [
    "Taken",
    "parse_sheet",
    "read_sheet",
    "read_sheet_under",
    "read_sheets",
    "sheet_digest",
    "write_sheet",
]

MAX_NODES = 20_000
MAX_ANSWERS = 1_000
ANSWERS, NOTES = "answers", "notes"

Source = Path | Literal["-"]


def read_sheets(sources: Sequence[Source], rulebook: Rulebook) -> tuple[Sheet, ...]:
    """The sheets in their order. Raises BadInput with the faults of all of them."""
    sheets: list[Sheet] = []
    faults: list[Fault] = []
    if sum(str(one) == intake.STDIN for one in sources) > 1:
        faults.append(Fault("stdin_twice", {}, Place(intake.STDIN_NAME)))
        raise BadInput(faults)
    for source in sources:
        try:
            sheets.append(read_sheet(source, rulebook))
        except BadInput as error:
            faults.extend(error.faults)
    if faults:
        raise BadInput(faults)
    return tuple(sheets)


def read_sheet(source: Source, rulebook: Rulebook) -> Sheet:
    """The sheet in a file, or on standard input for ``-``. Raises BadInput with all its faults."""
    text, name = _content(source)
    return parse_sheet(text, name, rulebook)


class Taken(NamedTuple):
    """A sheet as far as one questionnaire takes it, and the answers that it does not take."""

    sheet: Sheet
    not_taken: dict[str, Any]


def read_sheet_under(path: Path, rulebooks: Sequence[Rulebook]) -> tuple[Taken, ...]:
    """The sheet in a file as each of several versions of the knowledge takes it.

    A question or an answer that one of them does not know is no fault. Raises BadInput for
    whatever else is wrong.
    """
    document = _document(*_content(path))
    return tuple(_taken(document, one) for one in rulebooks)


def _taken(document: Document, rulebook: Rulebook) -> Taken:
    answers, _ = _answers(document, rulebook)
    given = document.value.get(ANSWERS)
    given = given if isinstance(given, dict) else {}
    whole = {**_head(document.value), ANSWERS: answers}
    faults = [*_shape(document), *_version(document)]
    try:
        sheet = validated(Sheet, Document(document.file, whole, document.values, document.keys))
    except BadInput as error:
        raise BadInput(_in_order([*faults, *error.faults])) from None
    if faults:
        raise BadInput(_in_order(faults))
    left = {fact: one for fact, one in given.items() if one not in (None, "", UNKNOWN)}
    return Taken(sheet, {fact: one for fact, one in left.items() if fact not in answers})


def _shape(document: Document) -> list[Fault]:
    """What is wrong with the answers as a whole, whatever the questionnaire."""
    given = document.value.get(ANSWERS)
    if given is not None and not isinstance(given, dict):
        return [Fault("need_mapping", {"value": shown(given)}, document.place((ANSWERS,)))]
    if given is not None and len(given) > MAX_ANSWERS:
        values = {"limit": str(MAX_ANSWERS)}
        return [Fault("answers_too_many", values, document.place((ANSWERS,)))]
    return []


def _content(source: Source) -> tuple[str, str]:
    """The text of a source and its name."""
    if str(source) == intake.STDIN:
        data, name = intake.read_stdin(intake.SHEET_LIMIT), intake.STDIN_NAME
    else:
        path = Path(source)
        data, name = intake.read_bytes(path, intake.SHEET_LIMIT), intake.shown(path)
    return intake.decode(data, name), name


def _document(text: str, name: str) -> Document:
    if len(text) > intake.SHEET_LIMIT:
        values = {"limit": intake.megabytes(intake.SHEET_LIMIT)}
        raise BadInput([Fault("file_too_large", values, Place(name))])
    document = yaml_reader.read_text(text, name, max_nodes=MAX_NODES)
    if not isinstance(document.value, dict):
        raise BadInput([Fault("sheet_not_mapping", {}, document.place())])
    return document


def parse_sheet(text: str, name: str, rulebook: Rulebook) -> Sheet:
    """The sheet in a text; ``name`` is said in its faults. Raises BadInput with all of them."""
    document = _document(text, name)
    answers, faults = _answers(document, rulebook)
    faults.extend(_notes(document, rulebook))
    faults.extend(_questionnaire(document, rulebook))
    faults.extend(_version(document))
    whole = {**_head(document.value), ANSWERS: answers, NOTES: _given(document.value.get(NOTES))}
    try:
        sheet = validated(Sheet, Document(name, whole, document.values, document.keys))
    except BadInput as error:
        faults.extend(error.faults)
        raise BadInput(_in_order(faults)) from None
    if faults:
        raise BadInput(_in_order(faults))
    return sheet


def _head(given: dict[str, Any]) -> dict[str, Any]:
    """Everything but answers, notes and version, without the keys of ours that are left empty."""
    apart = (ANSWERS, NOTES, "schema_version")
    return {
        key: value
        for key, value in given.items()
        if key not in apart and (value is not None or key not in Sheet.model_fields)
    }


def _given(notes: Any) -> dict[str, Any]:
    if not isinstance(notes, dict):
        return {}
    return {fact: note for fact, note in notes.items() if note is not None}


def sheet_digest(sheet: Sheet) -> str:
    """Twelve hexadecimal digits that change with anything in the sheet but its layout."""
    plain = sheet.model_dump(mode="json")
    data = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(data.encode()).hexdigest()[:12]


def _answers(document: Document, rulebook: Rulebook) -> tuple[dict[str, Value], list[Fault]]:
    given = document.value.get(ANSWERS)
    wrong = _shape(document)
    if given is None or wrong:
        return {}, wrong
    answers: dict[str, Value] = {}
    faults: list[Fault] = []
    for fact, value in given.items():
        question = rulebook.question.get(fact)
        if question is None:
            place = document.place((ANSWERS, fact), key=True)
            faults.append(_unknown_fact(fact, place, rulebook))
        elif value not in (None, ""):
            try:
                answers[fact] = answer(question, value)
            except NotAnAnswer as error:
                place = document.place((ANSWERS, fact))
                name = {"question": question.name, "fact": fact}
                faults.append(Fault(error.message, {**name, **error.values}, place, error.hint))
    return answers, faults


def _notes(document: Document, rulebook: Rulebook) -> Iterator[Fault]:
    notes = document.value.get(NOTES)
    if notes is None:
        return
    if not isinstance(notes, dict):
        yield Fault("need_mapping", {"value": shown(notes)}, document.place((NOTES,)))
        return
    for fact in list(notes)[:MAX_ANSWERS]:
        if fact not in rulebook.question:
            yield _unknown_fact(fact, document.place((NOTES, fact), key=True), rulebook)


def _unknown_fact(fact: str, place: Place, rulebook: Rulebook) -> Fault:
    return Fault("sheet_fact", {"fact": shown(fact)}, place, nearest(fact, rulebook.question))


def _questionnaire(document: Document, rulebook: Rulebook) -> Iterator[Fault]:
    name: Any = document.value.get("questionnaire")
    if isinstance(name, str) and name not in rulebook.form:
        values = {"name": shown(name), "allowed": list(rulebook.form)}
        hint = nearest(name, rulebook.form)
        yield Fault("form_unknown", values, document.place(("questionnaire",)), hint)


def _version(document: Document) -> Iterator[Fault]:
    version: Any = document.value.get("schema_version")
    if version is None:
        return
    if version != SCHEMA_VERSION or isinstance(version, bool):
        values = {"value": shown(version), "known": str(SCHEMA_VERSION)}
        yield Fault("sheet_version", values, document.place(("schema_version",)))


def _in_order(faults: list[Fault]) -> list[Fault]:
    """Faults in the order in which a reader meets them."""
    return sorted(faults, key=lambda one: (one.place.line or 0) if one.place else 0)
