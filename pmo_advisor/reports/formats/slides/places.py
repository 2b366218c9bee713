"""Which layouts and placeholders a deck's template has, by name, and what each of them holds."""

from __future__ import annotations

from typing import NamedTuple


class Spot(NamedTuple):
    """A placeholder.

    Where none bears our name, the first of ``kinds`` (types of placeholders, as the file writes
    them) that the layout has is taken, so that templates in any language work. ``says`` is the id
    of the text, without ``report.``, that tells what it holds. A deck can do without those that
    are not ``needed``.
    """

    name: str
    kinds: tuple[str, ...]
    needed: bool
    says: str


class Layout(NamedTuple):
    """A slide layout. Where none bears our name, one of ``kinds`` (types of layouts) is taken."""

    name: str
    kinds: tuple[str, ...]
    spots: tuple[Spot, ...]
    says: str


_MARKS = (
    Spot("footer", ("ftr",), False, "deck.place.footer"),
    Spot("number", ("sldNum",), False, "deck.place.number"),
    Spot("logo", (), False, "deck.place.logo"),
)
_TITLE = Spot("title", ("title", "ctrTitle"), True, "deck.place.title")
_MESSAGE = Spot("message", ("body", "subTitle"), False, "deck.place.message")
_OBJECTS = ("obj", "chart", "tbl", "pic", "dgm", "body")

PLACES: tuple[Layout, ...] = (
    Layout(
        "pmo title",
        ("title", "ctrTitle"),
        (
            Spot("title", ("ctrTitle", "title"), True, "deck.place.answer"),
            Spot("message", ("subTitle", "body"), True, "deck.place.wanted"),
            Spot("kicker", (), False, "deck.place.kicker"),
            *_MARKS,
        ),
        "deck.layout.title",
    ),
    Layout(
        "pmo picture",
        ("obj", "chart", "titleOnly"),
        (
            _TITLE,
            Spot("picture", _OBJECTS, False, "deck.place.picture"),
            _MESSAGE,
            *_MARKS,
        ),
        "deck.layout.picture",
    ),
    Layout(
        "pmo table",
        ("tbl", "obj", "titleOnly"),
        (
            _TITLE,
            Spot("picture", ("tbl", *_OBJECTS), False, "deck.place.table"),
            _MESSAGE,
            *_MARKS,
        ),
        "deck.layout.table",
    ),
)
"""What a template is searched for, in the order in which it is searched."""
