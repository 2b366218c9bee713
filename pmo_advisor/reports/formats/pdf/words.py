"""Words as a template is given them: in places, by language, in pieces that lines may part."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

from pmo_advisor.model.text import Lang
from pmo_advisor.reports.blocks import Place, Said
from pmo_advisor.reports.typography import ems, wrapped

Data = dict[str, Any]

SHORT_DETAIL = 16
"""Ems up to which a detail in a list stands on the line that it adds to."""

MOST_PHRASE = 18
"""Ems up to which a phrase of a heading is kept on one line."""

LONGEST_NAME = 28
"""Ems of a name that the head and foot of every page have room for."""

LONG_WORD = 24
"""Characters from which a word may be parted anywhere."""

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u2060-\u206f\ud800-\udfff]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_WORD = re.compile(rf"[!-~\u00a1-\u02ff\u0370-\u052f]{{{LONG_WORD},}}")
_RANGE = re.compile(r"\d[\d,]*–\d[\d,]*")
_PIECE = re.compile(rf"({_RANGE.pattern}|[A-Za-z]+’[A-Za-z]+)")
_HAN = re.compile("[\u2e80-\u2fff\u3005\u3007\u3400-\u9fff]")
_PHRASE = re.compile("([^，。；：？！]*)([，。；：？！]*)")
_MAY_BREAK = "\u200b"


def bare(text: str) -> str:
    """Text for a place that shows no type, such as a title in the file's properties."""
    return _UNSEEN.sub(" ", text)


def plain(text: str) -> str:
    """Text that fits a line: no control characters, and no word too long to break."""
    return _WORD.sub(lambda found: _parted(found.group()), _CONTROL.sub(" ", text))


def shortened(text: str) -> str:
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
