"""A deck before its format: slides of one message and one picture each, in one language."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pmo_advisor.model.text import Lang
from pmo_advisor.reports.charts.native import NativeChart
from pmo_advisor.reports.parts import Line

MOST_SLIDES = 10


class Told(NamedTuple):
    """A sentence; ``label`` opens it where it is not empty."""

    text: str
    label: str = ""


class SlideTable(NamedTuple):
    """A table whose first column names the row.

    ``shares`` are the widths of the columns as parts of the whole, ``figures`` the columns of
    numbers. ``more[n - 1]`` says that n rows are left out, where there is no room for them.
    """

    in_words: str
    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    shares: tuple[int, ...]
    more: tuple[str, ...]
    figures: tuple[int, ...] = ()


class Step(NamedTuple):
    """One step of a flow: its name and what that means, a first line, a quiet one, and points.

    ``sign`` stands above the step (where the organisation is). ``more`` is as in ``SlideTable``.
    """

    name: str
    means: str
    place: Literal["behind", "here", "ahead"]
    sign: str
    first: str
    second: str
    points: tuple[Line, ...]
    more: tuple[str, ...]


class Flow(NamedTuple):
    """Steps from left to right."""

    in_words: str
    steps: tuple[Step, ...]


SlidePicture = NativeChart | SlideTable | Flow


class Slide(NamedTuple):
    """One slide. The title is its conclusion; ``notes`` are the speaker's, a paragraph each.

    Only the first slide has no picture, and more than one sentence as its message.
    """

    id: str
    title: str
    message: tuple[Told, ...]
    picture: SlidePicture | None
    notes: tuple[str, ...]


class Deck(NamedTuple):
    """A whole deck. ``kind`` is the document's name, ``subject`` the assessed unit.

    ``organization`` and ``date`` may be empty.
    """

    lang: Lang
    kind: str
    subject: str
    organization: str
    date: str
    slides: tuple[Slide, ...]
