"""A whole Word document: the template opened, filled, composed, and packed."""

from __future__ import annotations

import io
from collections.abc import Set

from pmo_advisor.errors import Fault
from pmo_advisor.model.brand import Brand
from pmo_advisor.reports.blocks import Laid, Place
from pmo_advisor.reports.formats.package import fixed
from pmo_advisor.reports.formats.word.composing import composed, sections
from pmo_advisor.reports.formats.word.faces import listed
from pmo_advisor.reports.formats.word.filling import (
    LONGEST_PROPERTY,
    Offer,
    filled,
    template_faults,
)
from pmo_advisor.reports.formats.word.runs import TAGS as LANGUAGES
from pmo_advisor.reports.formats.word.start import start
from pmo_advisor.reports.formats.word.tags import CONTENTS, LOGO, REST, SCALARS, tag_name, tags_of
from pmo_advisor.reports.formats.word.xml import legal

_BESIDE = " · "
"""Between what stands in one line in two languages."""


def written(laid: Laid, brand: Brand) -> bytes:
    """The document as DOCX. Raises BadInput where the brand's template cannot be used."""
    file = f"{laid.kind}.docx"
    data = brand.templates.get(file) or start(laid.kind, brand)
    offer = _offer(laid, brand)
    document = filled(data, file, offer)
    composed(document, laid, brand, offer.known)
    listed(document, brand)
    properties = document.core_properties
    properties.title = offer.lines["title"][:LONGEST_PROPERTY]
    properties.language = ", ".join(LANGUAGES[one] for one in laid.langs)
    made = io.BytesIO()
    document.save(made)
    return fixed(made.getvalue())


def check(kind: str, data: bytes, file: str) -> list[Fault]:
    """What is wrong with the tags of a template for this kind of document."""
    lines = {one: "" for one in SCALARS if one != LOGO}
    return template_faults(data, file, Offer(lines, frozenset(), _known(kind)))


def _known(kind: str) -> Set[str]:
    return frozenset(one.name for one in tags_of(kind) if one.block)


def _offer(laid: Laid, brand: Brand) -> Offer:
    subject = legal(laid.subject)
    organization = legal(laid.organization)
    opening = laid.opening.title if laid.opening else ()
    told = {
        "organization": organization,
        "subject": subject,
        "date": _line(laid.date),
        "name": _line(laid.name),
        "title": _line(opening or laid.name),
        "footer": _BESIDE.join(dict.fromkeys(brand.footer.in_(one) for one in laid.langs)),
    }
    there = {tag_name(one.id) for one in sections(laid)} | {CONTENTS, REST}
    blocks = there | ({LOGO} if brand.logo else set())
    return Offer({name: legal(text) for name, text in told.items()}, blocks, _known(laid.kind))


def _line(place: Place) -> str:
    """A place in one line."""
    made = ""
    before = None
    for said in place:
        made += (_BESIDE if before not in (None, said.lang) else "") + said.text
        before = said.lang
    return made
