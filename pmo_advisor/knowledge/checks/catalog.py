"""The catalogue: entries that name one another, and the facts they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.errors import Fault
from pmo_advisor.knowledge.checks.consequences import named
from pmo_advisor.knowledge.checks.names import not_among, repeated, unknown_name
from pmo_advisor.knowledge.document import KeyPath
from pmo_advisor.knowledge.entries import Entry
from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.knowledge.stock import Stock
from pmo_advisor.model.catalog import (
    Capability,
    Control,
    Neighbor,
    Role,
    Service,
    Share,
    Stage,
    Type,
    Vocabulary,
)
from pmo_advisor.model.domain import Domain, Words
from pmo_advisor.model.question import Question, ScaleQuestion, YesNoQuestion


def services(stock: Stock) -> Iterator[Fault]:
    """A service belongs to a line of a type and to a stage."""
    lines = [line.id for _, kind in stock.of("types", Type) for line in kind.lines]
    stages = [stage.number for _, stage in stock.of("stages", Stage)]
    for entry, service in stock.of("services", Service):
        if service.line is not None and stock.whole("types"):
            where: KeyPath = ("line",)
            line = service.line
            yield from not_among(stock, entry, where, "service_line", line, lines, "types")
        if stock.whole("stages") and service.stage not in stages:
            values = {"value": service.stage, "allowed": stages}
            yield entry.fault("stage_unknown", ("stage",), values=values)


def control(stock: Stock) -> Iterator[Fault]:
    """A decision right holds for types that there are."""
    for entry, degree in stock.of("control", Control):
        for number, right in enumerate(degree.rights):
            for path, name in named(right.types, ("rights", number, "types")):
                yield from unknown_name(stock, entry, path, "type_unknown", name, "types")


def roles(stock: Stock) -> Iterator[Fault]:
    """A role's skills are capabilities, what it carries are services; its grade is a grade."""
    for entry, role in stock.of("roles", Role):
        yield from unknown_name(stock, entry, ("grade",), "grade_unknown", role.grade, "grades")
        for number, skill in enumerate(role.skills):
            path: KeyPath = ("skills", number, "capability")
            name = skill.capability
            yield from unknown_name(stock, entry, path, "capability_unknown", name, "capabilities")
        for number, name in enumerate(role.carries):
            path = ("carries", number)
            yield from unknown_name(stock, entry, path, "service_unknown", name, "services")


def stages(stock: Stock) -> Iterator[Fault]:
    """Stages have each their number, and ranges that run upwards."""
    numbers: list[tuple[Entry, int]] = []
    for entry, stage in stock.of("stages", Stage):
        if stage.number in [number for _, number in numbers]:
            yield entry.fault("stage_twice", ("number",), value=stage.number)
        numbers.append((entry, stage.number))
        for key in ("months", "people"):
            pair = getattr(stage, key)
            if pair is not None and not 0 <= pair[0] <= pair[1]:
                yield entry.fault("range_reversed", (key,), low=pair[0], high=pair[1])
        if stage.people is not None and stage.share is not None:
            yield entry.fault("stage_people_and_share", ("share",))


def facts(stock: Stock) -> Iterator[Fault]:
    """Capabilities rest on a scale, neighbours on a yes or no."""
    for entry, capability in stock.of("capabilities", Capability):
        yield from _fact(stock, entry, capability.fact, ScaleQuestion, "fact_needs_scale")
    for entry, neighbor in stock.of("neighbors", Neighbor):
        if neighbor.fact is not None:
            yield from _fact(stock, entry, neighbor.fact, YesNoQuestion, "fact_needs_yes_no")


def _fact(
    stock: Stock, entry: Entry, fact: str, kind: type[Question], message: str
) -> Iterator[Fault]:
    question = stock.rulebook.question.get(fact)
    if question is None and not stock.excused(fact, "question"):
        hint = nearest(fact, stock.rulebook.question)
        yield entry.fault("fact_unknown", ("fact",), hint=hint, fact=fact)
    elif question is not None and not isinstance(question, kind):
        yield entry.fault(message, ("fact",), fact=fact)


def neighbors(stock: Stock) -> Iterator[Fault]:
    """A boundary is drawn once for each type."""
    for entry, neighbor in stock.of("neighbors", Neighbor):
        spots = [
            spot
            for number, boundary in enumerate(neighbor.boundaries)
            for spot in named(boundary.types, ("boundaries", number, "types"))
        ]
        for path, name in spots:
            yield from unknown_name(stock, entry, path, "type_unknown", name, "types")
        yield from repeated(entry, "boundary_twice", spots)


_TERM_NAMES = (
    ("types", "types", "type_unknown"),
    ("control", "control", "control_unknown"),
    ("level", "levels", "level_unknown"),
    ("lifetime", "lifetimes", "lifetime_unknown"),
)


def vocabularies(stock: Stock) -> Iterator[Fault]:
    """Another school's word fits positions that there are."""
    for entry, vocabulary in stock.of("vocabularies", Vocabulary):
        for number, term in enumerate(vocabulary.terms):
            for key, kind, message in _TERM_NAMES:
                extra = ("not_yet", "undetermined") if kind == "types" else ()
                known = [*stock.ids(kind), *extra]
                for path, name in named(getattr(term, key), ("terms", number, key)):
                    yield from not_among(stock, entry, path, message, name, known, kind)


def population(stock: Stock) -> Iterator[Fault]:
    """Assumed shares are those of answers that can be given."""
    for entry, share in stock.of("population", Share):
        domain = stock.domains.get(share.id)
        if share.id not in stock.rulebook.question or domain is None:
            if not stock.excused(share.id, "question"):
                hint = nearest(share.id, stock.rulebook.question)
                yield entry.fault("fact_unknown", ("id",), hint=hint, fact=share.id)
            continue
        for name, parts in share.parts.items():
            if parts < 0:
                yield entry.fault("number_too_small", ("parts", name), limit=0, value=parts)
            if not _is_answer(domain, name):
                words = list(domain.words) if isinstance(domain, Words) else []
                hint = nearest(name, words)
                path: KeyPath = ("parts", name)
                values = {"fact": share.id, "value": name}
                yield entry.fault("answer_unknown", path, key=True, hint=hint, values=values)
        if sum(share.parts.values()) < 1:
            yield entry.fault("parts_empty", ("parts",))


def _is_answer(domain: Domain, name: str) -> bool:
    if isinstance(domain, Words):
        return name in domain.words
    return name.isascii() and name.isdigit() and domain.low <= int(name[:18]) <= domain.high


CHECKS = (services, control, roles, stages, facts, neighbors, vocabularies, population)
