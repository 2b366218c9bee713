"""What is asked: questionnaires with their questions, in both languages."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from pmo_advisor.model.question import Kind, Party
from pmo_advisor.model.text import Text
from pmo_advisor.web.api.keys import Anybody
from pmo_advisor.web.api.problems import problems
from pmo_advisor.web.api.shapes import Told
from pmo_advisor.web.asking import ServiceOf
from pmo_advisor.web.doors import NoEntry

router = APIRouter(prefix="/api/questionnaires", tags=["questionnaires"])


class QuestionnaireInfo(Told):
    """A questionnaire."""

    id: str
    title: Text
    intro: Text
    minutes: int
    """How long it takes."""


class Choice(Told):
    """An answer of a choice question; `rank` gives its place where the choices are ordered."""

    id: str
    label: Text
    rank: int | None


class QuestionInfo(Told):
    """One question, and what it takes. Any question takes `unknown`, too."""

    id: str
    kind: Kind
    name: Text
    ask: Text
    why: Text
    define: Text | None
    asked_of: tuple[Party, ...]
    choices: tuple[Choice, ...] = ()
    """Of a choice question."""
    steps: tuple[Text, ...] = ()
    """Of a scale, from 0 upwards."""
    unit: Text | None = None
    """Of a number, as are `min` and `max`."""
    min: int | None = None
    max: int | None = None
    max_length: int | None = None
    """Of a text."""


class Section(Told):
    """A run of questions under one heading."""

    title: Text
    questions: tuple[str, ...]


class Questionnaire(QuestionnaireInfo):
    """A questionnaire with its questions, in the order in which they are asked."""

    sections: tuple[Section, ...]
    questions: tuple[QuestionInfo, ...]


@router.get("", responses=problems())
def list_questionnaires(caller: Anybody, service: ServiceOf) -> list[QuestionnaireInfo]:  # noqa: ARG001
    """All questionnaires. Any key will do."""
    return [QuestionnaireInfo.model_validate(one) for one in service.rulebook.form.values()]


@router.get("/{name}", responses=problems())
def show_questionnaire(
    caller: Anybody,  # noqa: ARG001
    service: ServiceOf,
    name: Annotated[str, Path(max_length=40)],
) -> Questionnaire:
    """One questionnaire with its questions. Any key will do."""
    form = service.rulebook.form.get(name)
    if form is None:
        raise NoEntry
    questions = (service.rulebook.question[one] for one in form.question_ids())
    return Questionnaire(
        **QuestionnaireInfo.model_validate(form).model_dump(),
        sections=tuple(Section.model_validate(one) for one in form.sections),
        questions=tuple(QuestionInfo.model_validate(one) for one in questions),
    )
