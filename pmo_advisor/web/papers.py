"""Papers: the documents of an advice as bytes, made one at a time and kept for a while."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from pmo_advisor.model.advice import Advice
from pmo_advisor.model.workshop import Workshop
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


def paper(
    service: Service,
    of: tuple[str, int],
    order: Order,
    advice: Callable[[], Advice],
    edition: Edition | None = None,
) -> bytes:
    """A document. ``of`` is the workshop's id and revision; ``advice`` is asked only if needed.

    Raises ImportError where the part that writes the format is not installed.
    """

    def make() -> bytes:
        packs = service.settings.packs
        templates = [one / "templates" for one in reversed(packs) if (one / "templates").is_dir()]
        material = Material(
            advice(), service.rulebook, service.texts, service.brand, edition, templates
        )
        return produce(order, material)

    return service.papers.get((*of, order, edition), make)


def joint_paper(service: Service, found: Workshop, order: Order) -> bytes:
    """A document of a workshop's joint position, with its proof where that does not take too long.

    Raises ImportError where the part that writes the format is not installed.
    """
    thought = service.thinking.of(service.thinking.whole(found.id))
    thought.finished.wait(PATIENCE)
    of = (f"{found.id}-{thought.state}", found.revision)
    return paper(service, of, order, lambda: thought.standing.advice)


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


def download(made: bytes, order: Order) -> Response:
    """The document as a file to keep; a browser never shows it in our name."""
    name = f"{order.document}.{order.language}.{order.format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(made, media_type=MEDIA[order.format], headers=headers)
