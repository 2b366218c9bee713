"""Papers: the documents of an advice as bytes, made one at a time and kept for a while."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from pmo_advisor.model.advice import Advice
from pmo_advisor.model.text import Lang
from pmo_advisor.model.workshop import Minutes, Workshop
from pmo_advisor.reports.edition import Edition
from pmo_advisor.reports.produce import (
    BILINGUAL,
    CARRIED,
    DOCUMENTS,
    LANGUAGES,
    Document,
    Format,
    Language,
    Material,
    Order,
    produce,
)
from pmo_advisor.web.service import Service
from pmo_advisor.web.views.moved import settled_by

MEDIA: dict[Format, str] = {
    "text": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "png": "image/png",
}
PATIENCE = 30.0
"""Seconds that a document waits for the proof, before it is made without."""

OFFERED: dict[Document, tuple[Format, ...]] = {
    document: tuple(one for one in CARRIED[document] if one not in ("text", "md", "json"))
    for document in DOCUMENTS
}
"""What a page offers to download, each document in its formats."""


def joint_paper(
    service: Service, workshop: Workshop, order: Order, edition: Edition | None = None
) -> bytes:
    """A document of a workshop: the joint position, and what the workshop settled.

    Raises ImportError where the part that writes the format is not installed.
    """
    whole = service.thinking.whole(workshop.id)
    thought = service.thinking.of(whole)
    thought.finished.wait(PATIENCE)
    return paper(
        service,
        (f"{workshop.id}-{thought.state}", whole.workshop.revision),
        order,
        lambda: thought.standing.advice,
        edition,
        lambda: settled_by(service, whole, thought.standing),
    )


def paper(
    service: Service,
    of: tuple[str, int],
    order: Order,
    advice: Callable[[], Advice],
    edition: Edition | None = None,
    minutes: Callable[[], Minutes | None] = lambda: None,
) -> bytes:
    """A document. ``of`` is the workshop's id and revision.

    ``advice`` and ``minutes`` are asked only if needed.

    Raises ImportError where the part that writes the format is not installed.
    """

    def make() -> bytes:
        packs = service.settings.packs
        templates = [one / "templates" for one in reversed(packs) if (one / "templates").is_dir()]
        material = Material(
            advice(),
            service.rulebook,
            service.texts,
            service.brand,
            edition,
            templates,
            minutes(),
        )
        return produce(order, material)

    return service.papers.get((*of, order, edition), make)


def order_named(name: str) -> Order | None:
    """The order for a file such as ``report.zh.docx``; None where there is no such document."""
    document, _, rest = name.partition(".")
    language, _, kind = rest.partition(".")
    return next((one for one in orders() if one == (document, kind, language)), None)


def orders() -> tuple[Order, ...]:
    """Every document there is, in every format and language."""
    return tuple(
        Order(document, kind, language)
        for document in DOCUMENTS
        for kind in CARRIED[document]
        if kind not in ("text", "json")
        for language in languages(document, kind)
    )


def languages(document: Document, kind: Format) -> tuple[Language, ...]:
    """The languages of a document in a format; the report has a bilingual edition."""
    both = document == "report" and kind in BILINGUAL
    return tuple(one for one in LANGUAGES if one != "zh-en" or both)


def spoken(prepared: tuple[Lang, ...]) -> tuple[Language, ...]:
    """The languages in which documents are offered; both at once only where both are prepared."""
    return tuple(
        one for one in LANGUAGES if one in prepared or (one == "zh-en" and len(prepared) > 1)
    )


def download(made: bytes, order: Order, edition: Edition | None = None) -> Response:
    """The document as a file to keep; a browser never shows it in our name."""
    told = f"{order.document}-internal" if edition == "internal" else order.document
    name = f"{told}.{order.language}.{order.format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(made, media_type=MEDIA[order.format], headers=headers)
