"""Whether the server can do its work, for proxies and monitors; nothing else is told."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from pmo_advisor.web.asking import ServiceOf
from pmo_advisor.web.guard import HEALTH

router = APIRouter(include_in_schema=False)


@router.api_route(HEALTH, methods=["GET", "HEAD"])
def health(service: ServiceOf) -> Response:
    """200 where the database answers, 503 where it does not."""
    return Response(status_code=200 if service.store.answers() else 503)
