"""Documents: the view poured into the template of a format."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Literal, get_args

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from pmo_advisor.model.advice import Advice
from pmo_advisor.model.brand import Brand
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.text import Lang
from pmo_advisor.model.workshop import Minutes
from pmo_advisor.reports import escape
from pmo_advisor.reports.blaming import blaming
from pmo_advisor.reports.typography import (
    THIN_SPACE,
    columns,
    kept_whole,
    quoted,
    spaced,
    wrapped,
)
from pmo_advisor.reports.voice import Texts, Voice

Format = Literal["text", "md", "html", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)

MOST_ENVIRONMENTS = 16
"""Formats and languages, for the packs of two clients."""

LANG_TAGS: dict[Lang, str] = {"zh": "zh-CN", "en": "en-GB"}

TEXT_WIDTH = 80
"""Columns of a terminal that the text format keeps to."""


def render(
    advice: Advice,
    rulebook: Rulebook,
    texts: Texts,
    lang: Lang,
    format: Format,  # noqa: A002
    templates: Sequence[Path] = (),
    brand: Brand | None = None,
    minutes: Minutes | None = None,
) -> str:
    """The advice as one document. The same input gives the same bytes.

    ``templates`` are folders whose templates stand in for the shipped ones of the same name.
    ``brand`` is needed by what has colours, which is HTML. Raises BadInput where one of those
    templates fails.
    """
    if format == "json":
        return advice.model_dump_json(indent=2, ensure_ascii=False) + "\n"
    made = environment(format, lang, tuple(templates))
    voice = Voice(texts, lang)
    shown = _shown(format)(advice, rulebook, texts, lang, minutes)
    with blaming(templates):
        poured = made.get_template(f"report.{format}.j2").render(
            view=shown,
            brand=brand,
            logo=logo(brand),
            footer=brand.footer.in_(lang) if brand else "",
            say=voice.say,
            clauses=voice.clauses,
            lang_tag=LANG_TAGS[lang],
            refer=References(),
        )
    return closed_up(poured)


def closed_up(poured: str) -> str:
    """A poured document without the empty lines that its template leaves."""
    return re.sub(r"\n{3,}", "\n\n", poured).strip() + "\n"


View = Callable[[Advice, Rulebook, Texts, Lang, Minutes | None], object]


def _shown(format: Format) -> View:  # noqa: A002
    """What the format shows. A terminal must answer at once, so only documents make all of it."""
    if format == "text":
        from pmo_advisor.reports.brief import brief

        return brief
    from pmo_advisor.reports.view import view

    return view


def shipped_templates() -> Path:
    """The folder of the shipped templates, installed or in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_data" / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def logo(brand: Brand | None) -> str:
    """The brand's logo as an address that holds it whole, or nothing."""
    if brand is None or not brand.logo:
        return ""
    kind = "svg+xml" if brand.logo_kind == "svg" else brand.logo_kind
    return f"data:image/{kind};base64,{base64.b64encode(brand.logo).decode('ascii')}"


class References:
    """Counts how often each note is referred to, so that a note can link back to every place."""

    def __init__(self) -> None:
        self._counts: Counter[int] = Counter()

    def __call__(self, number: int) -> int:
        """The place of one more reference to a note, from 1."""
        self._counts[number] += 1
        return self._counts[number]

    def times(self, number: int) -> int:
        """How often a note has been referred to so far."""
        return self._counts[number]


@lru_cache(maxsize=MOST_ENVIRONMENTS)
def environment(
    format: Format,  # noqa: A002
    lang: Lang,
    templates: tuple[Path, ...],
) -> ImmutableSandboxedEnvironment:
    """Templates may come from strangers: sandboxed, strict, everything printed is escaped.

    Kept, since to compile the templates takes longer than to pour into them; a template that was
    changed on disk is compiled anew.
    """
    folders = [str(folder) for folder in (*templates, shipped_templates())]
    made = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        autoescape=format != "text",
        finalize=_finalizer(format, lang),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["code"] = code
    made.filters["phrases"] = phrases
    made.filters["hang"] = partial(hang, lang=lang)
    return made


def _finalizer(format: Format, lang: Lang) -> Callable[[object], object]:  # noqa: A002
    space = " " if format == "text" else THIN_SPACE

    def finalize(value: object) -> object:
        if not isinstance(value, str) or isinstance(value, Markup):
            return value
        text = spaced(value, space) if lang == "zh" else quoted(value)
        if format == "md":
            return Markup(escape.markdown(text))  # noqa: S704
        return kept_whole(text) if format == "html" else text

    return finalize


def phrases(text: str) -> list[str]:
    """A heading in the pieces between which a line had best be broken."""
    return re.split(r"(?<=[：，；])", text)


def code(text: str) -> Markup:
    """``text`` as a code span of Markdown."""
    return Markup("`{}`".format(text.replace("`", "")))  # noqa: S704


def hang(text: str, first: str = "", indent: int = 0, lang: Lang = "en") -> str:
    """``text`` in lines of a terminal, the first after ``first``, the others indented as far."""
    if lang == "zh":
        text = spaced(text, " ")
    room = TEXT_WIDTH - indent
    lines = wrapped(text, room)
    start = first + " " * max(0, indent - int(columns(first)))
    return f"\n{' ' * indent}".join((start + (lines[0] if lines else ""), *lines[1:]))
