"""A document as the plain data that its Typst template is given."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from pmo_advisor.model.brand import Brand
from pmo_advisor.model.text import LANGS, Lang
from pmo_advisor.reports.blocks import (
    Block,
    Bullets,
    Endnotes,
    Facts,
    Figure,
    Grid,
    Laid,
    Paragraph,
    Place,
    Said,
    Section,
    Subhead,
)
from pmo_advisor.reports.charts.svg import faces, standalone
from pmo_advisor.reports.formats.faces import SHIPPED_FAMILIES
from pmo_advisor.reports.formats.pdf.columns import columns, wide
from pmo_advisor.reports.typography import ems, kept_whole

Data = dict[str, Any]

MACHINE_FAMILIES = ("Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "Source Han Sans SC")
"""Where a character that our faces do not have is looked for first, so that it looks Chinese."""

SHORT_DETAIL = 16
"""Ems up to which a detail stands on the line that it adds to."""

LONG_ROW = 500
"""Ems in a cell from which its row may be parted between two pages."""

LONG_WORD = 24
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_WORD = re.compile(rf"[!-~\u00a1-\u02ff\u0370-\u052f]{{{LONG_WORD},}}")
_ENGLISH = re.compile(r"([A-Za-z]+’[A-Za-z]+)")
_MAY_BREAK = "\u200b"


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
        "langs": laid.langs,
        "title": plain(f"{title} · {laid.subject}" if laid.subject else title),
        "name": place(laid.name),
        "subject": plain(laid.subject),
        "organization": plain(laid.organization),
        "date": place(laid.date),
        "contents": place(laid.contents),
        "room": min(max(topics, default=0) * 0.9, 14),
        "opening": _section(laid.opening, brand) if laid.opening else None,
        "sections": sections,
    }
    footer = plain(brand.footer.in_(laid.langs[0]))
    return given(brand, document=told, footer=footer)


def plain(text: str) -> str:
    """Text that fits a line: no control characters, and no word too long to break."""
    return _WORD.sub(lambda found: _parted(found.group()), _CONTROL.sub(" ", text))


def _parted(word: str) -> str:
    pieces = (word[at : at + LONG_WORD // 2] for at in range(0, len(word), LONG_WORD // 2))
    return _MAY_BREAK.join(pieces)


def place(said: Place) -> list[Data]:
    """A place as its voices: neighbours in one language are one."""
    return [
        {"lang": lang, "runs": [_run(one) for one in several]}
        for lang, several in groupby(said, lambda one: one.lang)
    ]


def _run(said: Said) -> Data:
    return {
        "text": plain(said.text),
        "parts": _parts(said),
        "bold": said.bold,
        "mark": said.mark,
        "word": plain(said.mark_word),
        "notes": said.notes,
        "detail": kept_whole(plain(said.detail)),
        "aside": 0 < ems(said.detail) <= SHORT_DETAIL,
    }


def _parts(said: Said) -> list[tuple[Lang | None, str]]:
    """The text; in Chinese, English words with an apostrophe apart, which is narrow in English."""
    text = kept_whole(plain(said.text))
    if said.lang == "en":
        return [(None, text)]
    pieces = enumerate(_ENGLISH.split(text))
    return [("en" if at % 2 else None, piece) for at, piece in pieces if piece]


def _section(section: Section, brand: Brand) -> Data:
    return {
        "id": section.id,
        "topic": place(section.topic),
        "title": place(section.title),
        "blocks": [_block(one, brand) for one in section.blocks],
    }


def _block(block: Block, brand: Brand) -> Data:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "said": place(block.said), "style": block.style}
        case Subhead():
            return {"kind": "subhead", "said": place(block.said), "level": block.level}
        case Bullets():
            return _bullets(block)
        case Facts():
            return _facts(block)
        case Grid():
            return _grid(block)
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
        "room": max(map(ems, words), default=0) * 0.8 + 1.6,
    }


def _facts(facts: Facts) -> Data:
    rows = [
        {"id": row.id, "label": place(row.label), "lines": [place(line) for line in row.lines]}
        for row in facts.rows
    ]
    labels = max((wide(row.label) for row in facts.rows), default=0)
    room = min(max(labels * 0.9, 5), 11)
    return {"kind": "facts", "rows": rows, "brief": facts.brief, "room": room}


def _grid(grid: Grid) -> Data:
    return {
        "kind": "grid",
        "caption": place(grid.caption),
        "head": [place(one) for one in grid.head],
        "rows": [
            {
                "cells": [place(cell) for cell in row],
                "breakable": any(_length(cell) > LONG_ROW for cell in row),
            }
            for row in grid.rows
        ],
        "columns": [one._asdict() for one in columns(grid)],
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
        {
            "number": note.number,
            "said": [place(one) for one in note.said],
            "breakable": sum(_length(one) for one in note.said) > LONG_ROW,
        }
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
    return {"format": {"jpeg": "jpg"}.get(brand.logo_kind, brand.logo_kind), "data": list(brand.logo)}
