"""A document as the plain data that its Typst template is given."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
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
    Said,
    Section,
    Subhead,
)
from pmo_advisor.reports.charts.svg import faces, standalone
from pmo_advisor.reports.documents.one_page import OnePage
from pmo_advisor.reports.formats.faces import SHIPPED_FAMILIES
from pmo_advisor.reports.formats.pdf.columns import columns, wide
from pmo_advisor.reports.typography import ems, wrapped

Data = dict[str, Any]

MACHINE_FAMILIES = ("Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "Source Han Sans SC")
"""Where a character that our faces do not have is looked for first, so that it looks Chinese."""

SHORT_DETAIL = 16
"""Ems up to which a detail in a list stands on the line that it adds to."""

LONG_ROW = 500
"""Ems in a cell from which its row may be parted between two pages."""

MOST_PHRASE = 18
"""Ems up to which a phrase of a heading is kept on one line."""

TO_FILL = 2
"""Empty cells from which a row is there to be filled in by hand, and so is higher."""

LONGEST_NAME = 28
LONG_WORD = 24
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u2060-\u206f\ud800-\udfff]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_WORD = re.compile(rf"[!-~\u00a1-\u02ff\u0370-\u052f]{{{LONG_WORD},}}")
_RANGE = re.compile(r"\d[\d,]*–\d[\d,]*")
_PIECE = re.compile(rf"({_RANGE.pattern}|[A-Za-z]+’[A-Za-z]+)")
_HAN = re.compile("[\u2e80-\u2fff\u3005\u3007\u3400-\u9fff]")
_PHRASE = re.compile("([^，。；：？！]*)([，。；：？！]*)")
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
        "kind": laid.kind,
        "langs": laid.langs,
        "title": _UNSEEN.sub(" ", f"{title} · {laid.subject}" if laid.subject else title),
        "name": place(laid.name),
        "subject": _short(plain(laid.subject)),
        "organization": _short(plain(laid.organization)),
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
        "meta": _UNSEEN.sub(" ", title),
        "name": place(page.name),
        "organization": _short(plain(page.organization)),
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


def plain(text: str) -> str:
    """Text that fits a line: no control characters, and no word too long to break."""
    return _WORD.sub(lambda found: _parted(found.group()), _CONTROL.sub(" ", text))


def _short(text: str) -> str:
    """As much of a name as fits the head and foot of every page."""
    return text if ems(text) <= LONGEST_NAME else wrapped(text, LONGEST_NAME, ems)[0] + "…"


def _parted(word: str) -> str:
    pieces = (word[at : at + LONG_WORD // 2] for at in range(0, len(word), LONG_WORD // 2))
    return _MAY_BREAK.join(pieces)


def place(said: Place) -> list[Data]:
    """A place as its voices: neighbours in one language are one."""
    return [_voice(lang, tuple(runs)) for lang, runs in groupby(said, lambda one: one.lang)]


def _voice(lang: Lang, runs: Place) -> Data:
    told = "".join(plain(one.text) for one in runs)
    following = (*runs[1:], None)
    return {
        "lang": lang,
        "runs": [_run(one, after) for one, after in zip(runs, following, strict=True)],
        "phrases": _phrases(told, lang),
    }


def _phrases(text: str, lang: Lang) -> list[Data]:
    """A heading phrase by phrase; a Chinese one that is not too long is kept whole."""
    if lang != "zh":
        return [{"parts": _parts(text, lang), "whole": False, "stop": ""}]
    return [
        {"parts": _parts(phrase, lang), "whole": ems(phrase) <= MOST_PHRASE, "stop": stop}
        for phrase, stop in _PHRASE.findall(plain(text))
        if phrase or stop
    ]


def _run(said: Said, after: Said | None) -> Data:
    opens = said.bold and after is not None and not after.bold
    text = said.text.rstrip() if opens else said.text
    return {
        "text": plain(text),
        "parts": _parts(text, said.lang),
        "bold": said.bold,
        "mark": said.mark,
        "word": plain(said.mark_word),
        "notes": said.notes,
        "detail": _parts(said.detail, said.lang),
        "brief": ems(said.detail) <= SHORT_DETAIL,
        "opens": opens,
    }


def _parts(text: str, lang: Lang) -> list[Data]:
    """The text in pieces: ranges of numbers, which no line may part, and the rest.

    In Chinese, English words with an apostrophe are English, where the apostrophe is narrow.
    """
    pieces = _PIECE.split(plain(text))
    parts: list[Data] = []
    for at, piece in enumerate(pieces):
        if not piece:
            continue
        range_, apart = bool(_RANGE.fullmatch(piece)), at % 2 == 1
        before, after = pieces[at - 1][-1:] if at else "", pieces[at + 1][:1] if apart else ""
        parts.append(
            {
                "text": piece,
                "lang": "en" if apart and not range_ and lang == "zh" else None,
                "whole": range_,
                "gap_before": range_ and bool(_HAN.match(before)),
                "gap_after": range_ and bool(_HAN.match(after)),
            }
        )
    return parts


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
