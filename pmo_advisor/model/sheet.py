"""A sheet: one respondent's answers."""

from datetime import date as Date
from typing import Literal

from pydantic import Field

from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import Party
from pmo_advisor.model.text import Strict

SCHEMA_VERSION: Literal[1] = 1
UNKNOWN = "unknown"
"""What a sheet says where the respondent was asked and does not know."""


class Sheet(Strict):
    """Answers as they stand in a file; a fact that was not asked is simply absent.

    ``answers`` may hold ``unknown``: asked, and not known. ``notes`` carry a quote or evidence
    for an answer; ``entered_by`` names who filled the sheet for the respondent.
    """

    schema_version: Literal[1] = SCHEMA_VERSION
    organization: str = Field(default="", max_length=200)
    unit: str = Field(default="", max_length=200)
    respondent: str = Field(default="", max_length=200)
    party: Party | None = None
    date: Date | None = None
    questionnaire: str = Field(default="quick", max_length=40)
    knowledge: str = Field(default="", max_length=80)
    answers: dict[str, Value] = Field(default_factory=dict)
    notes: dict[str, str] = Field(default_factory=dict)
    entered_by: str = Field(default="", max_length=200)
