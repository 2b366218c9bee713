"""What commands fetch from the knowledge room: the rulebook, and a form by its name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pmo_advisor.cli.faults import refuse
from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.model.question import Form
from pmo_advisor.model.rulebook import Rulebook


def rulebook_of(packs: Sequence[Path]) -> Rulebook:
    """The shipped knowledge with these packs over it. Raises BadInput with all their faults."""
    from pmo_advisor.knowledge.library import load

    return load(tuple(packs))


def form_named(rulebook: Rulebook, name: str) -> Form:
    """The questionnaire of that id. Raises BadInput."""
    if name not in rulebook.form:
        refuse(
            "cli.usage.choice",
            hint=nearest(name, rulebook.form),
            option="--questionnaire",
            value=name,
            allowed=list(rulebook.form),
        )
    return rulebook.form[name]
