"""A laid document as a page of HTML or as Markdown: one template for whatever it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from pmo_advisor.model.brand import Brand
from pmo_advisor.reports.blaming import blaming
from pmo_advisor.reports.blocks import Block, Laid, Section
from pmo_advisor.reports.render import LANG_TAGS, References, closed_up, environment, logo
from pmo_advisor.reports.voice import Texts, Voice


def laid_page(
    laid: Laid,
    texts: Texts,
    brand: Brand,
    format: Literal["html", "md"],  # noqa: A002
    templates: Sequence[Path] = (),
) -> str:
    """The document in its first language. The same input gives the same bytes.

    Raises BadInput where a template of ``templates`` cannot be used.
    """
    lang = laid.langs[0]
    voice = Voice(texts, lang)
    name = " ".join(one.text for one in laid.name)
    with blaming(templates):
        poured = (
            environment(format, lang, tuple(templates))
            .get_template(f"laid.{format}.j2")
            .render(
                laid=laid,
                title=f"{laid.subject} · {name}",
                kinds=_kinds,
                brand=brand,
                logo=logo(brand),
                footer=brand.footer.in_(lang),
                say=voice.say,
                lang_tag=LANG_TAGS[lang],
                refer=References(),
            )
        )
    return closed_up(poured)


def _kinds(section: Section) -> Iterator[tuple[str, Block]]:
    """The blocks of a section, each with the name of its kind."""
    return ((type(one).__name__.lower(), one) for one in section.blocks)
