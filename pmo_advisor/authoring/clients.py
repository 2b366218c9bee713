"""The clients over whom two versions of the knowledge are compared, as each version reads them.

In a folder each sub-folder is a client with its sheets, and so is each file; a table has a row for
each sheet. What a version does not ask, or does not take as an answer, it does not know.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from pmo_advisor.consultation.clients import checked, why
from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.knowledge.intake import missing
from pmo_advisor.knowledge.sheets import Taken, read_sheet_under
from pmo_advisor.model.columns import Codes, Columns, all_unknown
from pmo_advisor.model.question import PARTIES, TextQuestion
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.parties.columns import NO_PARTY, joint_columns

SHEET_ENDINGS = (".yaml", ".yml", ".json")
MOST_CLIENTS = 1_000_000
MOST_VALUES = 5
STREAM = "-"


class NotTaken(NamedTuple):
    """Answers to one question that a version does not take, with some of what was answered."""

    fact: str
    answers: int
    values: tuple[str, ...]


class Side(NamedTuple):
    """The joint sheets as one version reads them, a row for each client."""

    columns: Columns
    not_taken: tuple[NotTaken, ...]


class Clients(NamedTuple):
    """Clients by name, in a fixed order; ``left_out`` are rows of a table that could not be read,
    ``notes`` what is to be said of a table's columns.
    """

    names: tuple[str, ...]
    sides: tuple[Side, Side]
    left_out: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()


def read_clients(source: Path, before: Rulebook, after: Rulebook) -> Clients:
    """The clients in a folder, a sheet or a table (``-`` for standard input).

    Raises BadInput with all faults where a sheet or the table cannot be read, or nobody is there.
    """
    if str(source) != STREAM and not os.path.lexists(source):
        raise BadInput([replace(missing(source), message="diff.clients_missing")])
    # Where both ask the same, one reading serves both.
    versions = (before,) if before.questions == after.questions else (before, after)
    if str(source) != STREAM and (source.is_dir() or source.suffix.lower() in SHEET_ENDINGS):
        clients, nobody = _from_sheets(source, versions), "diff.no_clients"
    else:
        clients, nobody = _from_table(source, versions), "diff.no_rows"
    if not clients.names:
        raise BadInput([Fault(nobody, {}, Place(str(source))), *clients.left_out])
    return clients


# --- sheets -------------------------------------------------------------------------------------


def _from_sheets(source: Path, versions: Sequence[Rulebook]) -> Clients:
    names: list[str] = []
    starts: list[int] = []
    taken: list[tuple[Taken, ...]] = []
    faults: list[Fault] = []
    for name, files in _listed(source):
        names.append(name)
        starts.append(len(taken))
        for file in files:
            try:
                taken.append(read_sheet_under(file, versions))
            except BadInput as error:
                faults.extend(error.faults)
    if faults:
        raise BadInput(faults)
    sides = [
        _side(rulebook, [one[place] for one in taken], starts)
        for place, rulebook in enumerate(versions)
    ]
    return Clients(tuple(names), (sides[0], sides[-1]))


def _listed(source: Path) -> Iterator[tuple[str, list[Path]]]:
    """Each client with the files of its sheets. Links are not followed."""
    if not source.is_dir():
        yield source.stem, [source]
        return
    for number, entry in enumerate(_inside(source)):
        if number >= MOST_CLIENTS:
            values = {"limit": MOST_CLIENTS}
            raise BadInput([Fault("diff.clients_many", values, Place(str(source)))])
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            files = [Path(one.path) for one in _inside(path) if _is_sheet(one)]
            if files:
                yield entry.name, files
        elif _is_sheet(entry):
            yield path.stem, [path]


def _inside(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            entries = [one for one in found if not one.name.startswith(".")]
    except OSError as error:
        detail = error.strerror or str(error)
        place = Place(str(folder))
        raise BadInput([Fault("folder_unreadable", {"detail": detail}, place)]) from None
    return sorted(entries, key=lambda one: one.name)


def _is_sheet(entry: os.DirEntry[str]) -> bool:
    return entry.name.lower().endswith(SHEET_ENDINGS) and entry.is_file(follow_symlinks=False)


def _side(rulebook: Rulebook, taken: Sequence[Taken], starts: Sequence[int]) -> Side:
    rows = len(taken)
    columns: dict[str, Codes] = {}
    for question in rulebook.questions:
        if isinstance(question, TextQuestion):
            continue
        domain, codes = question.domain(), None
        for row, one in enumerate(taken):
            value = one.sheet.answers.get(question.id, UNKNOWN)
            if value != UNKNOWN:
                codes = all_unknown(domain, rows) if codes is None else codes
                codes[row] = domain.encode(value)
        if codes is not None:
            columns[question.id] = codes
    party = [PARTIES.index(one.sheet.party) if one.sheet.party else NO_PARTY for one in taken]
    joint = joint_columns(
        rulebook, columns, np.array(starts, dtype=np.int64), np.array(party, dtype=np.int8)
    )
    pairs = ((fact, value) for one in taken for fact, value in one.not_taken.items())
    return Side(joint, _counted(pairs))


# --- tables -------------------------------------------------------------------------------------


def _from_table(source: Path, versions: Sequence[Rulebook]) -> Clients:
    from pmo_advisor.tables.blanking import answers_in, decoded_with_blanks
    from pmo_advisor.tables.decoding import Decoder
    from pmo_advisor.tables.gathered import together
    from pmo_advisor.tables.reading import Options, opened

    decoders = [Decoder(one, why) for one in versions]
    facts = dict.fromkeys(fact for one in versions for fact in one.question)
    parts: list[list[Any]] = [[] for _ in versions]
    pairs: list[list[tuple[str, Any]]] = [[] for _ in versions]
    left_out: list[Fault] = []
    text = frozenset[str]().union(*(one.text for one in decoders))
    with contextlib.ExitStack() as stack:
        tables = opened(["-" if str(source) == STREAM else source], Options(text=text), stack)
        notes = _notes(versions, tables)
        for read in (read for table in tables for read in table.read()):
            for place, decoder in enumerate(decoders):
                found = decoded_with_blanks(decoder, versions[place], read)
                parts[place].append(found.decoded)
                pairs[place].extend((_column(one.fault), one.value) for one in found.not_taken)
                others = [one for one in facts if one not in versions[place].question]
                for fact in others:
                    pairs[place].extend((fact, one) for one in answers_in(found.decoded, fact))
                if not place:
                    left_out.extend(one.fault for one in found.rejected)
    sides = []
    names: tuple[str, ...] = ()
    for place, rulebook in enumerate(versions):
        whole = together(parts[place])
        joint = joint_columns(rulebook, whole.columns, whole.starts, whole.party)
        sides.append(Side(joint, _counted(pairs[place])))
        named = zip(whole.organization, whole.unit, whole.where, strict=True)
        names = tuple(_name(*one) for one in named)
    return Clients(names, (sides[0], sides[-1]), tuple(left_out), notes)


def _notes(versions: Sequence[Rulebook], tables: Sequence[Any]) -> tuple[Fault, ...]:
    """What is said of columns that neither version knows. Raises BadInput where both know none."""
    told: list[set[str]] = []
    found: list[tuple[Fault, ...]] = []
    refused: list[BadInput] = []
    for one in versions:
        try:
            notes = checked(one, tables)
        except BadInput as error:
            refused.append(error)
            continue
        found.append(notes)
        told.append({str(note.values["column"]) for note in notes})
    if len(refused) == len(versions):
        raise refused[-1]
    both = set.intersection(*told)
    known = {name for one in versions for name in one.question}
    return tuple(note for note in found[-1] if note.values["column"] in both - known)


def _column(fault: Fault) -> str:
    return (fault.place.key or "") if fault.place else ""


def _name(organization: str, unit: str, where: tuple[str, int]) -> str:
    if not organization and not unit:
        file, row = where
        return f"{file}:{row}"
    return " / ".join(one for one in (organization, unit) if one)


def _counted(pairs: Iterable[tuple[str, Any]]) -> tuple[NotTaken, ...]:
    by_fact: dict[str, list[str]] = {}
    for fact, value in pairs:
        by_fact.setdefault(fact, []).append(str(value))
    return tuple(
        NotTaken(fact, len(values), tuple(sorted(set(values))[:MOST_VALUES]))
        for fact, values in sorted(by_fact.items())
    )
