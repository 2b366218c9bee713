"""Files that never change under their address: scripts and the style sheet."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import FileResponse, Response

from pmo_advisor.web.asking import PagesOf
from pmo_advisor.web.doors import NoEntry
from pmo_advisor.web.pages import STATIC

router = APIRouter(include_in_schema=False)
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
NAMES = frozenset(one.name for one in STATIC.iterdir() if one.suffix == ".js")


@router.get("/static/{digest}/{name}")
def script(digest: str, name: str) -> Response:  # noqa: ARG001
    """A script of ours; the digest is there for browsers that keep it."""
    if name not in NAMES:
        raise NoEntry
    return FileResponse(STATIC / name, media_type="text/javascript", headers=FOREVER)


@router.get("/style-{digest}.css")
def style(digest: str, pages: PagesOf) -> Response:  # noqa: ARG001
    """The style sheet, in the colours of the brand."""
    return Response(pages.stylesheet, media_type="text/css", headers=FOREVER)


@router.get("/favicon.ico")
def icon() -> Response:
    """None; browsers ask all the same."""
    return Response(status_code=204)
