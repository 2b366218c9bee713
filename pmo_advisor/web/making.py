"""A new workshop, or an assessment by one person, from a page or from another system."""

from __future__ import annotations

from pmo_advisor.model.text import Lang
from pmo_advisor.model.workshop import Kind, Workshop
from pmo_advisor.store import doors, whole
from pmo_advisor.store.doors import Opened
from pmo_advisor.web.service import Service


class Already(Exception):
    """The workshop is there: the button was pressed twice."""

    def __init__(self, workshop: str) -> None:
        super().__init__(workshop)
        self.workshop = workshop


def enter_again(service: Service, workshop: str) -> tuple[Opened, str] | None:
    """New keys for a workshop that was just made; None once somebody has come or answered."""
    with service.store.change(workshop) as connection:
        found = whole.export(connection, workshop)
        alone = found.workshop.kind == "single"
        if found.answers or (found.people and not alone):
            return None
        return doors.renew(connection, found.workshop), whole.alone(connection, found.workshop)


def prepare(
    service: Service,
    *,
    kind: Kind,
    name: str,
    organization: str,
    questionnaire: str,
    named: bool,
    languages: tuple[Lang, ...],
    once: str = "",
) -> tuple[Opened, str]:
    """The workshop with its keys, and the token of whoever answers alone, else empty.

    ``once`` marks the page that asks: pressed twice, it makes one workshop. Raises Already.
    """
    told = (kind, name, organization, questionnaire, str(named), *languages)
    made = Workshop(
        id=doors.id_of(once, *told) if once else doors.new_id(),
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
        opened = doors.create_once(connection, made)
        if opened is None:
            raise Already(made.id)
        return opened, whole.alone(connection, made)
