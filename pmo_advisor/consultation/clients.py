"""Many clients from table files: joint sheets as columns, a row for each organisation and unit."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.knowledge.answers import NotAnAnswer, answer
from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.knowledge.shown import shown
from pmo_advisor.model.question import PARTIES, Question
from pmo_advisor.model.rulebook import Rulebook

if TYPE_CHECKING:
    from pmo_advisor.model.columns import Columns
    from pmo_advisor.tables.decoding import Rejected
    from pmo_advisor.tables.kinds import Kind, Source
    from pmo_advisor.tables.reading import Table


NAMED = ("organization", "unit", "party", "parent")
"""The columns that have a meaning and are no facts."""
_SHORT = 6
_IN_A_TABLE = {"answer_number": "table.number"}
"""Faults that are told otherwise of a cell than of a sheet, which knows quotes and decimals."""


class Clients(NamedTuple):
    """All clients of some files, in the order in which they first appear.

    ``columns`` are the joint sheets, a row for each client. ``sheets`` counts the sheets of each
    client; ``given`` are the sheets themselves, those of one client together, and ``starts`` says
    where each client's begin; ``party`` is the place of each sheet's party, -1 for none. ``where``
    is the file and row of each client's first sheet. ``rest`` are the first sheet's columns that
    are no facts (an Arrow table). ``rejected`` are the rows left out, ``notes`` what to say of
    columns that are perhaps misspelt and of sheets that name nobody.
    """

    columns: Columns
    rows: int
    organization: tuple[str, ...]
    unit: tuple[str, ...]
    where: tuple[tuple[str, int], ...]
    sheets: Any
    given: Columns
    starts: Any
    party: Any
    rest: Any
    rejected: tuple[Rejected, ...]
    notes: tuple[Fault, ...]


def read_clients(
    rulebook: Rulebook, sources: Sequence[Source], kind: Kind | None = None
) -> Clients:
    """The clients of these files, all in memory. Where no file has a column of organisations, the
    unit alone says whose a sheet is. Raises BadInput where a file cannot be read.
    """
    from pmo_advisor.parties.columns import joint_columns
    from pmo_advisor.tables.decoding import ORGANIZATION, UNIT, Decoder
    from pmo_advisor.tables.gathered import together
    from pmo_advisor.tables.reading import Options, opened

    decoder = Decoder(rulebook, why)
    with contextlib.ExitStack() as stack:
        tables = opened(sources, Options(kind, text=decoder.text), stack)
        notes = checked(rulebook, tables)
        rejected: list[Rejected] = []
        parts = []
        for table in tables:
            for read in table.read():
                part = decoder.decode(read)
                rejected.extend(part.rejected)
                parts.append(part)
    names = {name for one in tables for name in one.schema.names}
    by_unit = UNIT in names and ORGANIZATION not in names
    whole = together(parts, by_unit=by_unit)
    joint = joint_columns(rulebook, whole.columns, whole.starts, whole.party)
    return Clients(
        columns=joint,
        rows=len(whole.starts),
        organization=whole.organization,
        unit=whole.unit,
        where=whole.where,
        sheets=whole.sizes,
        given=whole.columns,
        starts=whole.starts,
        party=whole.party,
        rest=whole.rest,
        rejected=tuple(rejected),
        notes=(*notes, *said_of_alone(whole.alone, by_unit=by_unit)),
    )


def said_of_alone(count: int, *, by_unit: bool = False) -> tuple[Fault, ...]:
    """A note on the sheets that do not say whose they are, if there are any."""
    if not count:
        return ()
    return (Fault("table.no_unit" if by_unit else "table.no_organization", {"count": count}),)


def why(question: Question | None, value: object) -> Fault:
    """Why the value cannot be an answer to the question, as for a sheet; or no party (None)."""
    if question is None:
        values: dict[str, object] = {"value": shown(value), "allowed": list(PARTIES)}
        return Fault("table.party", values, None, nearest(str(value), PARTIES))
    try:
        answer(question, _number(value))
    except NotAnAnswer as error:
        name = {"question": question.name, "fact": question.id}
        message = _IN_A_TABLE.get(error.message, error.message)
        return Fault(message, {**name, **error.values}, None, error.hint)
    name = {"question": question.name, "fact": question.id}
    return Fault("table.no_answer", {**name, "value": shown(value)})


def _number(value: object) -> object:
    """Text that the table takes for a whole number as the number, so that its fault is that of a
    number.
    """
    from pmo_advisor.tables.decoding import WHOLE

    if isinstance(value, str) and re.fullmatch(WHOLE, value):
        return int(unicodedata.normalize("NFKC", value).partition(".")[0])
    return value


def checked(rulebook: Rulebook, tables: Sequence[Table]) -> tuple[Fault, ...]:
    """Notes on columns that are perhaps facts misspelt. Raises BadInput where no fact is given."""
    names = dict.fromkeys(name for one in tables for name in one.schema.names)
    return checked_names(rulebook, list(names), tables[0].name if tables else "-")


def _alike(name: str) -> float:
    """How similar a known name must be. Short names resemble each other by chance."""
    return 0.75 if len(name) <= _SHORT else 0.6


def checked_names(rulebook: Rulebook, names: Sequence[str], file: str) -> tuple[Fault, ...]:
    """The same, of the names of the columns."""
    known = (*rulebook.question, *NAMED)
    if not any(one in rulebook.question for one in names):
        hint = next((found for one in names if (found := nearest(one, rulebook.question))), None)
        raise BadInput([Fault("table.no_fact", {"columns": list(names)[:8]}, Place(file), hint)])
    return tuple(
        Fault("table.column_unknown", {"column": one}, Place(file), hint)
        for one in names
        if one not in known and (hint := nearest(one, known, _alike(one))) is not None
    )
