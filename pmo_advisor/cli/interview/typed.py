"""What a typed line means: a key of the interview, or an answer."""

from __future__ import annotations

import re
import unicodedata
from datetime import date as Date
from enum import StrEnum
from typing import NoReturn

from pmo_advisor.cli.options import PARTIES
from pmo_advisor.cli.words import Words
from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import (
    ChoiceQuestion,
    NumberQuestion,
    Question,
    ScaleQuestion,
    TextQuestion,
    YesNoQuestion,
)

LONGEST = 200
_QUOTED = re.compile(r"[\"“](.*)[\"”]")
_NUMBER = re.compile(r"-?\d+|-?\d{1,3}(?:[,_'’\s]\d{3})+")
_DATE = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")
_DIGITS_AT_MOST = 15


class Key(StrEnum):
    """The keys of the interview."""

    UNKNOWN = "d"
    SKIP = "s"
    BACK = "b"
    WHY = "?"
    QUIT = "q"
    ENTER = ""


class Refused(Exception):
    """A line that is no answer to this question: a text id and what fills it."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values


def plain(line: str) -> str:
    """The line with full-width letters, digits and signs made plain."""
    return unicodedata.normalize("NFKC", line).replace("\ufeff", "").strip()


def key_of(line: str, words: Words) -> Key | None:
    """The key that was typed, by its letter or by its word; None for an answer."""
    said = plain(line).casefold()
    for key in Key:
        if said == key.value:
            return key
    also = words.say("cli.ask.also_unknown").casefold().split("/")
    return Key.UNKNOWN if said in also else None


def answer(question: Question, line: str, words: Words) -> Value:
    """The answer that the line gives. Raises Refused."""
    match question:
        case ChoiceQuestion():
            ids = [one.id for one in question.choices]
            said = plain(line)
            return said if said in ids else ids[_one_of(said, 1, len(ids)) - 1]
        case ScaleQuestion():
            return _one_of(plain(line), 0, 4)
        case YesNoQuestion():
            return _yes_or_no(plain(line), words)
        case NumberQuestion():
            return _number(plain(line), question, words)
        case TextQuestion():
            return _text(line, question.max_length)


def about(field: str, line: str) -> Value | Date:
    """What the line says about the sheet itself. Raises Refused."""
    if field == "party":
        said = plain(line)
        return said if said in PARTIES else PARTIES[_one_of(said, 1, len(PARTIES)) - 1]
    if field == "date":
        return _date(plain(line))
    return _text(line, LONGEST)


def _date(said: str) -> Date:
    parts = _DATE.fullmatch(said)
    try:
        if parts:
            return Date(*(int(one) for one in parts.groups()))
    except ValueError:
        pass
    raise Refused("cli.ask.refused.date")


def _one_of(said: str, low: int, high: int) -> int:
    if not said.isdecimal() or len(said) > _DIGITS_AT_MOST or not low <= int(said) <= high:
        raise Refused("cli.ask.refused.choice", low=low, high=high)
    return int(said)


def _yes_or_no(said: str, words: Words) -> str:
    for value, number in (("yes", "1"), ("no", "2")):
        also = words.say(f"cli.ask.also_{value}").split("/")
        if said.casefold() in (number, value, value[0], *also):
            return value
    raise Refused("cli.ask.refused.yes_no")


def _number(said: str, question: NumberQuestion, words: Words) -> int:
    for unit in (question.unit.zh, question.unit.en):
        said = said.removesuffix(plain(unit)).strip()

    def refuse(message: str) -> NoReturn:
        bounds = {"low": f"{question.min:,}", "high": f"{question.max:,}"}
        raise Refused(message, unit=words.of(question.unit), **bounds)

    if not _NUMBER.fullmatch(said):
        refuse("cli.ask.refused.number")
    digits = re.sub(r"[^\d-]", "", said)
    if len(digits) > _DIGITS_AT_MOST or not question.min <= int(digits) <= question.max:
        refuse("cli.ask.refused.bounds")
    return int(digits)


def _text(line: str, longest: int) -> str:
    kept = "".join(" " if unicodedata.category(one) == "Cc" else one for one in line).strip()
    quoted = _QUOTED.fullmatch(kept)
    kept = (quoted.group(1) if quoted else kept).replace("\ufeff", "").strip()
    if "\ufffd" in kept or any("\ud800" <= one <= "\udfff" for one in kept):
        raise Refused("cli.ask.refused.encoding")
    if not kept:
        raise Refused("cli.ask.refused.empty")
    if len(kept) > longest:
        raise Refused("cli.ask.refused.long", limit=longest, length=len(kept))
    return kept
