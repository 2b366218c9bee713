"""Two documents that differ only in their language, laid into one."""

from __future__ import annotations

from typing import TypeVar

from pmo_advisor.reports.blocks import (
    Block,
    Bullets,
    Endnote,
    Endnotes,
    Fact,
    Facts,
    Figure,
    Grid,
    Laid,
    Paragraph,
    Place,
    Section,
    Subhead,
)

T = TypeVar("T")


def bilingual(first: Laid, second: Laid) -> Laid:
    """Both languages in every place, ``first`` before ``second``.

    Raises ValueError where the two are not built alike, which is a fault of ours.
    """
    return first._replace(
        langs=first.langs + second.langs,
        name=first.name + second.name,
        date=first.date + second.date,
        contents=first.contents + second.contents,
        opening=_section(first.opening, second.opening)
        if first.opening and second.opening
        else None,
        sections=tuple(map(_section, *_alike(first.sections, second.sections))),
    )


def _alike(first: tuple[T, ...], second: tuple[T, ...]) -> tuple[tuple[T, ...], tuple[T, ...]]:
    if len(first) != len(second):
        raise ValueError(f"{len(first)} parts beside {len(second)}")
    return first, second


def _places(first: tuple[Place, ...], second: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple(one + other for one, other in zip(first, second, strict=True))


def _section(first: Section, second: Section) -> Section:
    if first.id != second.id:
        raise ValueError(f"{first.id} beside {second.id}")
    return Section(
        first.id,
        first.topic + second.topic,
        first.title + second.title,
        tuple(map(_block, *_alike(first.blocks, second.blocks))),
    )


def _block(first: Block, second: Block) -> Block:
    match first, second:
        case Paragraph(), Paragraph():
            return first._replace(said=first.said + second.said)
        case Subhead(), Subhead():
            return first._replace(said=first.said + second.said)
        case Bullets(), Bullets():
            return first._replace(items=_places(first.items, second.items))
        case Facts(), Facts():
            return first._replace(rows=tuple(map(_fact, *_alike(first.rows, second.rows))))
        case Grid(), Grid():
            return first._replace(
                caption=first.caption + second.caption,
                head=_places(first.head, second.head),
                rows=tuple(map(_places, *_alike(first.rows, second.rows))),
            )
        case Figure(), Figure():
            return first._replace(
                pictures=first.pictures + second.pictures, caption=first.caption + second.caption
            )
        case Endnotes(), Endnotes():
            return Endnotes(tuple(map(_note, *_alike(first.notes, second.notes))))
    raise ValueError(f"{type(first).__name__} beside {type(second).__name__}")


def _fact(first: Fact, second: Fact) -> Fact:
    return first._replace(
        label=first.label + second.label, lines=_places(first.lines, second.lines)
    )


def _note(first: Endnote, second: Endnote) -> Endnote:
    return first._replace(said=_places(first.said, second.said))
