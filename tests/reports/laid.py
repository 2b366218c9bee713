"""What a laid document says, as its reader meets it."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.reports.blocks import (
    Block,
    Bullets,
    Facts,
    Grid,
    Laid,
    Paragraph,
    Place,
    Section,
    Subhead,
)


def sections(laid: Laid) -> tuple[Section, ...]:
    """All sections, the opening first."""
    return (laid.opening, *laid.sections) if laid.opening else laid.sections


def section(laid: Laid, name: str) -> Section:
    """The section with this id."""
    return next(one for one in sections(laid) if one.id == name)


def words(place: Place) -> str:
    """The words of one place, its quieter second line too."""
    return " ".join(part for one in place for part in (one.text, one.detail) if part)


def places(block: Block) -> Iterator[Place]:
    """Every place of a block."""
    match block:
        case Paragraph() | Subhead():
            yield block.said
        case Bullets():
            yield from block.items
        case Facts():
            for row in block.rows:
                yield row.label
                yield from row.lines
        case Grid():
            yield block.caption
            yield from block.head
            for cells in block.rows:
                yield from cells


def said(part: Section) -> str:
    """All words of a section, a line for each place."""
    return "\n".join(
        words(one) for one in (part.topic, part.title, *(p for b in part.blocks for p in places(b)))
    )


def text(laid: Laid) -> str:
    """All words of a document."""
    return "\n".join(said(one) for one in sections(laid))


def grid(part: Section, name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a section's table, as words; nothing where there is no such table."""
    found = (one for one in part.blocks if isinstance(one, Grid) and one.id == name)
    return tuple(tuple(words(cell) for cell in row) for one in found for row in one.rows)


def fact(part: Section, name: str) -> tuple[str, ...]:
    """The lines of a labelled row; nothing where there is no such row."""
    rows = (row for block in part.blocks if isinstance(block, Facts) for row in block.rows)
    return tuple(words(line) for row in rows if row.id == name for line in row.lines)
