"""The tags of each kind of Word template: what stands between double braces, and what it gives."""

from __future__ import annotations

from typing import NamedTuple


class Tag(NamedTuple):
    """A tag. A ``block`` fills a paragraph of its own; the others stand within a line.

    ``says`` is the id of the text that tells what it gives, without the leading ``report.``.
    """

    name: str
    block: bool
    says: str


LOGO, CONTENTS, REST = "logo", "contents", "all"
"""The brand's picture; the table of contents; every section that has no tag of its own."""

SCALARS = ("organization", "subject", "date", "name", "title", "footer", LOGO)

_REPORT = (
    "page_one",
    CONTENTS,
    "decided",
    "why",
    "firm",
    "staffing",
    "roadmap",
    "capability",
    "services",
    "boundaries",
    "verdict",
    "value",
    "warnings",
    "parties",
    "other_words",
    "unknown",
    "sources",
    "provenance",
    "appendix",
    "internal",
    REST,
)
_CHARTER = (
    "opening",
    CONTENTS,
    "mandate",
    "purpose",
    "scope",
    "out_of_scope",
    "decision_rights",
    "boundaries",
    "authority",
    "reporting_line",
    "services",
    "people",
    "first_days",
    "value",
    "meetings",
    "review",
    "agreed",
    "gates",
    "interim",
    "look_again",
    "answer_first",
    "undecided",
    "signatures",
    "to_fill",
    REST,
)


def tag_name(section: str) -> str:
    """A section's id as a tag."""
    return section.replace("-", "_")


def _tags(*blocks: str) -> tuple[Tag, ...]:
    lines = tuple(Tag(one, False, f"word.tag.{one}") for one in SCALARS)
    return lines + tuple(Tag(one, True, f"word.tag.{one}") for one in blocks)


TAGS: dict[str, tuple[Tag, ...]] = {
    "report": _tags(*_REPORT),
    "charter": _tags(*_CHARTER),
    "roles": _tags("opening", CONTENTS, REST),
}
"""The tags by kind of document, in reading order. Roles differ from one advice to the next."""

_OTHER = _tags("opening", CONTENTS, REST)


def tags_of(kind: str) -> tuple[Tag, ...]:
    """The tags of a kind of document; the general ones where a brand has no template for it."""
    return TAGS.get(kind, _OTHER)
