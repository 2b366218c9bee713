"""In one word, what a screen shows."""

from __future__ import annotations

from pmo_advisor.model.workshop import Workshop
from pmo_advisor.web.service import Service


def state(service: Service, workshop: Workshop) -> str:
    """A word that differs as soon as another page would be shown; it says nothing of answers."""
    if workshop.step in ("prepare", "answer"):
        return f"{workshop.step}-{workshop.round}"
    proof = service.thinking.state(workshop.id)
    return f"{workshop.step}-{workshop.round}-{workshop.revision}-{proof}"
