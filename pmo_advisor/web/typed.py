"""What the facilitator types into forms: text in several lines, whole numbers, days, lists."""

from __future__ import annotations

from datetime import date as Date

from starlette.datastructures import FormData

from pmo_advisor.reports.typography import clean


def paragraphs(form: FormData, name: str) -> str:
    """A field as text in lines, however long it is."""
    return tidy(str(form.get(name, "")))


def tidy(text: str) -> str:
    """A stranger's text in lines, without control characters."""
    told = text.replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(clean(line) for line in told.split("\n")).strip()


def each_line(form: FormData, name: str) -> tuple[str, ...]:
    """A field with one thing in each line; empty ones fall out."""
    told = paragraphs(form, name).split("\n")
    return tuple(one.strip() for one in told if one.strip())


def whole_number(form: FormData, name: str) -> int | None:
    """A field as a whole number that is not negative; None where it is none."""
    told = str(form.get(name, "")).strip()
    return int(told) if told.isascii() and told.isdecimal() and len(told) <= 9 else None


def day(form: FormData, name: str) -> Date | None:
    """A field as a day; None where it is none."""
    try:
        return Date.fromisoformat(str(form.get(name, "")).strip())
    except ValueError:
        return None
