"""A new workshop, or an assessment by one person, from a page or from another system."""

from __future__ import annotations

from pmo_advisor.model.text import Lang
from pmo_advisor.model.workshop import Kind, Workshop
from pmo_advisor.store import doors, whole
from pmo_advisor.store.doors import Opened
from pmo_advisor.web.service import Service


def prepare(
    service: Service,
    *,
    kind: Kind,
    name: str,
    organization: str,
    questionnaire: str,
    named: bool,
    languages: tuple[Lang, ...],
) -> tuple[Opened, str]:
    """The workshop with its keys, and the token of whoever answers alone, else empty."""
    made = Workshop(
        id=doors.new_id(),
        kind=kind,
        name=name,
        organization=organization,
        questionnaire=questionnaire,
        named=named,
        languages=languages,
        created=doors.now(),
        step="prepare" if kind == "workshop" else "answer",
        round=1,
        revision=0,
    )
    with service.store.write() as connection:
        opened = doors.create(connection, made)
        return opened, whole.alone(connection, made)
