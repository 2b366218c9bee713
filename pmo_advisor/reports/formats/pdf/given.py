"""A document as the plain data that its Typst template is given."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pmo_advisor.model.brand import Brand
from pmo_advisor.model.text import LANGS, Lang
from pmo_advisor.reports.blocks import (
    Bullets,
    Endnotes,
    Facts,
    Figure,
    Grid,
    Laid,
    Paragraph,
    Place,
    Section,
    Subhead,
)
from pmo_advisor.reports.charts.svg import faces, standalone
from pmo_advisor.reports.documents.one_page import OnePage
from pmo_advisor.reports.formats.faces import SHIPPED_FAMILIES
from pmo_advisor.reports.formats.pdf.columns import columns, wide
from pmo_advisor.reports.formats.pdf.words import (
    SHORT_DETAIL,
    Data,
    bare,
    place,
    plain,
    shortened,
)
from pmo_advisor.reports.typography import ems

MACHINE_FAMILIES = ("Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "Source Han Sans SC")
"""Where a character that our faces do not have is looked for first, so that it looks Chinese."""

LONG_ROW = 500
"""Ems in a cell from which its row may be parted between two pages."""

TO_FILL = 2
"""Empty cells from which a row is there to be filled in by hand, and so is higher."""


def given(brand: Brand, **more: Any) -> Data:
    """The look of a brand, and whatever else a template needs."""
    families = {lang: _families(brand, lang) for lang in LANGS}
    return {"colors": brand.colors, "faces": families, "logo": _logo(brand), **more}


def document(laid: Laid, brand: Brand) -> Data:
    """The whole document. The footer is said in its first language."""
    sections = [_section(one, brand) for one in laid.sections]
    title = " ".join(one.text for one in laid.name)
    topics = [wide(one.topic) for one in laid.sections]
    told = {
        "kind": laid.kind,
        "langs": laid.langs,
        "title": bare(f"{title} · {laid.subject}" if laid.subject else title),
        "name": place(laid.name),
        "subject": shortened(plain(laid.subject)),
        "organization": shortened(plain(laid.organization)),
        "date": place(laid.date),
        "contents": place(laid.contents),
        "room": min(max(topics, default=0) * 0.9, 14),
        "opening": _section(laid.opening, brand) if laid.opening else None,
        "sections": sections,
    }
    footer = plain(brand.footer.in_(laid.langs[0]))
    return given(brand, document=told, footer=footer, numbers=_numbers(laid))


def one_page(page: OnePage, brand: Brand) -> Data:
    """The page for a wall or a chat."""
    title = " ".join(one.text for one in page.title)
    told = {
        "lang": page.lang,
        "meta": bare(title),
        "name": place(page.name),
        "organization": shortened(plain(page.organization)),
        "date": place(page.date),
        "title": place(page.title),
        "why": [place(one) for one in page.why],
        "heeds": [place(one) for one in page.heeds],
        "people": place(page.people),
        "fit": _figure(page.fit, brand) if page.fit else None,
        "stage": place(page.stage),
        "stages": _figure(page.stages, brand) if page.stages else None,
        "rows": _facts(page.rows),
    }
    return given(brand, page=told, footer=plain(brand.footer.in_(page.lang)))


def _numbers(laid: Laid) -> list[int]:
    """The notes that the document has, which a number may link to."""
    blocks = (block for section in laid.sections for block in section.blocks)
    return [note.number for one in blocks if isinstance(one, Endnotes) for note in one.notes]


def _section(section: Section, brand: Brand) -> Data:
    """A section; its tables with the same head have the same columns."""
    alike: dict[tuple[Place, ...], list[Grid]] = {}
    for one in section.blocks:
        if isinstance(one, Grid):
            alike.setdefault(one.head, []).append(one)
    return {
        "id": section.id,
        "topic": place(section.topic),
        "title": place(section.title),
        "blocks": [
            _grid(one, alike[one.head]) if isinstance(one, Grid) else _block(one, brand)
            for one in section.blocks
        ],
    }


def _block(block: Paragraph | Subhead | Bullets | Facts | Figure | Endnotes, brand: Brand) -> Data:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "said": place(block.said), "style": block.style}
        case Subhead():
            return {"kind": "subhead", "said": place(block.said), "level": block.level}
        case Bullets():
            return _bullets(block)
        case Facts():
            return _facts(block)
        case Figure():
            return _figure(block, brand)
        case Endnotes():
            return _endnotes(block)


def _bullets(bullets: Bullets) -> Data:
    words = [one.mark_word for item in bullets.items for one in item if one.mark]
    return {
        "kind": "bullets",
        "items": [place(one) for one in bullets.items],
        "numbered": bullets.numbered,
        "marked": bool(words),
        "airy": any(ems(one.detail) > SHORT_DETAIL for item in bullets.items for one in item),
        "room": max(map(ems, words), default=0) * 0.8 + 1.6,
    }


def _facts(facts: Facts) -> Data:
    rows = [
        {
            "id": row.id,
            "label": place(row.label),
            "lines": [place(line) for line in row.lines],
            "airy": any(one.detail for line in row.lines for one in line),
        }
        for row in facts.rows
    ]
    labels = max((wide(row.label) for row in facts.rows), default=0)
    room = min(max(labels * 0.9, 5), 11)
    return {"kind": "facts", "rows": rows, "brief": facts.brief, "room": room}


def _grid(grid: Grid, alike: Iterable[Grid]) -> Data:
    return {
        "kind": "grid",
        "caption": place(grid.caption),
        "head": [place(one) for one in grid.head],
        "rows": [
            {
                "cells": [place(cell) for cell in row],
                "blank": sum(_length(cell) == 0 for cell in row) >= TO_FILL,
                "breakable": any(_length(cell) > LONG_ROW for cell in row),
            }
            for row in grid.rows
        ],
        "columns": [one._asdict() for one in columns(grid, alike)],
        "figures": grid.figures,
        "short": grid.short,
    }


def _figure(figure: Figure, brand: Brand) -> Data:
    drawn = [
        {
            "lang": lang,
            "svg": standalone(picture, brand, lang),
            "alt": plain(f"{picture.title} {picture.description}"),
        }
        for lang, picture in figure.pictures
    ]
    return {"kind": "figure", "pictures": drawn, "caption": place(figure.caption)}


def _endnotes(endnotes: Endnotes) -> Data:
    notes = [
        {"number": note.number, "said": [place(one) for one in note.said]}
        for note in endnotes.notes
    ]
    return {"kind": "endnotes", "notes": notes}


def _length(said: Place) -> float:
    return sum(ems(one.text + one.detail) for one in said)


def _families(brand: Brand, lang: Lang) -> list[str]:
    """The brand's faces, then those that come with the program, then what machines have."""
    return list(dict.fromkeys((*faces(brand, lang), *SHIPPED_FAMILIES, *MACHINE_FAMILIES)))


def _logo(brand: Brand) -> Data | None:
    if not brand.logo:
        return None
    if brand.logo_kind == "svg":
        return {"format": "svg", "data": brand.logo.decode("utf-8", errors="replace")}
    return {
        "format": {"jpeg": "jpg"}.get(brand.logo_kind, brand.logo_kind),
        "data": list(brand.logo),
    }
