"""One person's assessment: live advice, how firm it is, documents, and answer files both ways."""

from __future__ import annotations

from typing import Any, NamedTuple

from fastapi import APIRouter
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pmo_advisor.errors import BadInput
from pmo_advisor.knowledge import intake
from pmo_advisor.knowledge.sheet_writer import sheet_text
from pmo_advisor.knowledge.sheets import parse_sheet
from pmo_advisor.model.sheet import Sheet
from pmo_advisor.model.text import Lang
from pmo_advisor.model.workshop import Workshop
from pmo_advisor.reports.produce import Document, Format, Language
from pmo_advisor.reports.typography import clean
from pmo_advisor.web import bringing, papers, single
from pmo_advisor.web.asked import Asked
from pmo_advisor.web.asking import FormOf, PagesOf, ServiceOf, field
from pmo_advisor.web.doors import NoEntry
from pmo_advisor.web.items import said
from pmo_advisor.web.pages import Pages, language
from pmo_advisor.web.routes.answer import common
from pmo_advisor.web.service import Service

router = APIRouter(include_in_schema=False)
PATIENCE = 1.5
"""Seconds that a page waits for a proof before it says that it is on its way."""


@router.get("/w/{workshop}/advice")
def advice(workshop: str, request: Request, service: ServiceOf, pages: PagesOf) -> Response:
    """The advice so far: a page, or the piece of one that htmx asks for."""
    return _advice(request, service, pages, single.entered(request, service, workshop))


@router.get("/w/{workshop}/firm")
def firmness(workshop: str, request: Request, service: ServiceOf, pages: PagesOf) -> Response:
    """How firm the advice is; while that is being proved, that it is."""
    mine = single.entered(request, service, workshop)
    single.ask_firmness(service, mine, PATIENCE)
    return _advice(request, service, pages, mine)


def _advice(request: Request, service: Service, pages: Pages, mine: Asked) -> Response:
    values = common(service, language(request), mine)
    if "hx-request" in request.headers:
        return Response(pages.part(request, "advice_part", **values), media_type="text/html")
    return pages.page(request, "advice", **values)


@router.get("/w/{workshop}/answers.yaml")
def export(workshop: str, request: Request, service: ServiceOf) -> Response:
    """The answers as a file that every command reads."""
    mine = single.entered(request, service, workshop)
    text = sheet_text(single.sheet(service, mine))
    headers = {"Content-Disposition": 'attachment; filename="answers.yaml"'}
    return Response(text, media_type="application/yaml", headers=headers)


@router.get("/w/{workshop}/files")
def files(workshop: str, request: Request, service: ServiceOf, pages: PagesOf) -> Response:
    """All documents to download, and the answers in and out."""
    mine = single.entered(request, service, workshop)
    told = request.query_params.get("taken", "")
    taken = int(told) if told.isascii() and told.isdecimal() and len(told) < 5 else None
    return _files(request, pages, mine, taken=taken)


class Differing(NamedTuple):
    """A question that the file answers otherwise than it stands here."""

    ask: str
    here: str
    there: str


def _files(
    request: Request,
    pages: Pages,
    mine: Asked,
    status: int = 200,
    **told: Any,
) -> Response:
    values: dict[str, Any] = {
        "taken": None,
        "faults": (),
        "refused": False,
        "differing": (),
        "text": "",
        "name": "",
    }
    return pages.page(
        request,
        "files",
        status=status,
        workshop=mine.workshop,
        papers=_offers(mine.workshop),
        **{**values, **told},
    )


def _offers(
    workshop: Workshop,
) -> list[tuple[Document, list[tuple[Language, list[tuple[str, str]]]]]]:
    """Each document with its links, by language and format."""

    def address(document: Document, lang: Language, kind: Format) -> str:
        return f"/w/{workshop.id}/documents/{document}.{lang}.{kind}"

    return [
        (
            document,
            [
                (
                    lang,
                    [
                        (kind, address(document, lang, kind))
                        for kind in kinds
                        if lang in papers.languages(document, kind)
                    ],
                )
                for lang in papers.spoken(workshop.languages)
            ],
        )
        for document, kinds in papers.OFFERED.items()
    ]


@router.post("/w/{workshop}/files")
def bring_in(
    workshop: str, request: Request, form: FormOf, service: ServiceOf, pages: PagesOf
) -> Response:
    """Take the answers of a file. Where they differ from those given here, ask which count."""
    mine = single.entered(request, service, workshop)
    lang = language(request)
    try:
        text, name = _file(form)
        given = parse_sheet(text, name, service.rulebook)
    except BadInput as error:
        faults = [service.texts.fault(one, lang) for one in error.faults]
        return _files(request, pages, mine, 422, faults=faults, refused=True)
    choice = field(form, "choice", 9)
    differing = _differing(service, lang, mine, given)
    if differing and choice not in ("file", "here"):
        return _files(request, pages, mine, 409, differing=differing, text=text, name=name)
    count = bringing.take(service, mine, given, over=choice == "file")
    return RedirectResponse(f"/w/{workshop}/files?taken={count}", 303)


def _file(form: FormData) -> tuple[str, str]:
    """The text of the file and its name. Raises BadInput."""
    file = form.get("file")
    if isinstance(file, UploadFile):
        name = clean(file.filename or "")[:80] or "?"
        return intake.decode(file.file.read(intake.SHEET_LIMIT + 1), name), name
    # Browsers send line ends of a text field as two characters.
    text = str(form.get("text", "")).replace("\r\n", "\n")
    return text, clean(field(form, "name", 80)) or "?"


def _differing(service: Service, lang: Lang, mine: Asked, given: Sheet) -> list[Differing]:
    questions = service.rulebook.question
    return [
        Differing(
            questions[fact].ask.in_(lang),
            said(service, lang, fact, mine.answers[fact]),
            said(service, lang, fact, given.answers[fact]),
        )
        for fact in bringing.differing(mine, given)
    ]


@router.get("/w/{workshop}/documents/{name}")
def document(
    workshop: str, name: str, request: Request, service: ServiceOf, pages: PagesOf
) -> Response:
    """A document of the assessment, such as ``report.zh.docx``."""
    mine = single.entered(request, service, workshop)
    order = papers.order_named(name)
    if order is None:
        raise NoEntry
    try:
        made = single.own_paper(service, mine, order)
    except ImportError:
        missing = pages.say(language(request), "answer.files.missing")
        return _files(request, pages, mine, 501, faults=[missing])
    return papers.download(made, order)
