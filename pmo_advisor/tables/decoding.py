"""From rows of a table to columns of codes: facts, who answered, and what else stands there.

A row in which anything cannot be an answer is left out, with all that is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pmo_advisor.errors import Fault, Place
from pmo_advisor.model.columns import UNKNOWN, Codes, Columns, code_type
from pmo_advisor.model.domain import YES_NO, Domain, Numbers, Words
from pmo_advisor.model.question import PARTIES, Question, TextQuestion
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.sheet import UNKNOWN as SAID_UNKNOWN
from pmo_advisor.tables.reading import Broken, Read

ORGANIZATION, UNIT, PARTY = "organization", "unit", "party"
KEYS = (ORGANIZATION, UNIT, PARTY)
LONGEST_NAME = 200
NO_PARTY = -1
_FAULTY = -3
_EXACT = 1e15
"""Below it a fraction's whole part is exact."""
WHOLE = r"^[+＋\-－]?[0-9０-９]{1,15}([.．][0０]*)?$"
"""A whole number as text. Full-width digits count as digits, as Chinese keyboards type them."""

Why = Callable[[Question | None, object], Fault]
"""Why a value cannot be an answer to a question, or to whose sheet it is (None); without place."""


class Rejected(NamedTuple):
    """One thing that is wrong with a row. Its place has the file, row (``line``) and column."""

    fault: Fault
    value: str


class Decoded(NamedTuple):
    """The good rows of a batch. ``party`` is a place in ``PARTIES``, -1 for none; ``organization``
    and ``unit`` are empty where none is named; ``rest`` are the columns that are no facts.
    ``rejected`` counts the rows left out and can be gone through once.
    """

    file: str
    rows: NDArray[np.int64]
    columns: Columns
    party: NDArray[np.int8]
    organization: pa.StringArray
    unit: pa.StringArray
    rest: pa.RecordBatch
    rejected_rows: int
    rejected: Iterator[Rejected]


class Decoder:
    """Decodes batches of one rulebook."""

    def __init__(self, rulebook: Rulebook, why: Why) -> None:
        self._questions = rulebook.question
        self._domains = {
            one.id: one.domain() for one in rulebook.questions if not isinstance(one, TextQuestion)
        }
        self._why = lru_cache(maxsize=4096)(
            lambda fact, value: why(rulebook.question.get(fact), value)
        )

    @property
    def text(self) -> frozenset[str]:
        """The columns whose cells are read as text."""
        return frozenset((*self._questions, *KEYS))

    def rest(self, schema: pa.Schema) -> pa.Schema:
        """The columns that are neither facts nor keys."""
        return pa.schema([one for one in schema if one.name not in self.text])

    def facts(self, schema: pa.Schema) -> tuple[str, ...]:
        """The columns that are facts, free text included."""
        return tuple(one for one in schema.names if one in self._questions)

    def decode(self, read: Read) -> Decoded:
        """The good rows as columns, and what is wrong with the others."""
        batch = read.batch
        names = [one for one in batch.schema.names if one in self.text]
        given = {name: _plain(batch.column(name)) for name in names}
        columns = {
            fact: _codes(given[fact], domain)
            for fact, domain in self._domains.items()
            if fact in given
        }
        bad = {fact: codes == _FAULTY for fact, codes in columns.items()}
        for fact, column in given.items():
            question = self._questions.get(fact)
            if isinstance(question, TextQuestion):
                bad[fact] = _longer(column, question.max_length)
        party = np.full(batch.num_rows, NO_PARTY, dtype=np.int8)
        if PARTY in given:
            party = _through(given[PARTY], lambda cells: _places(cells, PARTIES))
            bad[PARTY] = party == _FAULTY
        called = {}
        for key in (ORGANIZATION, UNIT):
            if key in given:
                called[key] = pc.fill_null(_text(given[key]), "")
                bad[key] = _longer(called[key], LONGEST_NAME)
            else:
                called[key] = pa.array([""] * batch.num_rows, pa.string())
        good = np.ones(batch.num_rows, dtype=np.bool_)
        for one in bad.values():
            good &= ~one
        rest = batch.select(self.rest(batch.schema).names)
        rejected_rows = len({one.fault.place for one in read.broken}) + int((~good).sum())
        keep = _kept(good)
        return Decoded(
            file=read.file,
            rows=keep(read.rows),
            columns={fact: keep(codes) for fact, codes in columns.items()},
            party=keep(party),
            organization=keep(called[ORGANIZATION]),
            unit=keep(called[UNIT]),
            rest=keep(rest),
            rejected_rows=rejected_rows,
            rejected=self._rejected(read, bad, given),
        )

    def _rejected(
        self, read: Read, bad: dict[str, NDArray[np.bool_]], given: dict[str, pa.Array]
    ) -> Iterator[Rejected]:
        """All that is wrong, row by row; made only when asked for."""
        columns = [one for one in read.batch.schema.names if one in bad and bad[one].any()]
        places = [np.flatnonzero(bad[one]) for one in columns]
        which = np.repeat(np.arange(len(columns)), [len(one) for one in places])
        found = np.concatenate(places) if places else np.zeros(0, dtype=np.int64)
        broken = iter(read.broken)
        waiting = next(broken, None)
        for at in np.lexsort((which, found)):
            row, column = int(read.rows[found[at]]), columns[which[at]]
            while waiting is not None and _line(waiting) < row:
                yield Rejected(*waiting)
                waiting = next(broken, None)
            value = given[column][int(found[at])].as_py()
            fault = self._fault(column, value)
            place = Place(read.file, row, key=column)
            yield Rejected(Fault(fault.message, fault.values, place, fault.hint), str(value))
        if waiting is not None:
            yield Rejected(*waiting)
        yield from (Rejected(*one) for one in broken)

    def _fault(self, column: str, value: object) -> Fault:
        if column in self._questions:
            return self._why(column, value if isinstance(value, str | int) else str(value))
        if column == PARTY:
            return self._why(column, str(value))
        return Fault("table.cell_long", {"length": len(str(value)), "limit": LONGEST_NAME})


def _kept(good: NDArray[np.bool_]) -> Callable[[Any], Any]:
    """Takes the good rows of an array or a batch; nothing is copied where all are good."""
    if good.all():
        return lambda one: one
    mask = pa.array(good)
    return lambda one: one[good] if isinstance(one, np.ndarray) else one.filter(mask)


def _line(one: Broken) -> int:
    return (one.fault.place.line or 0) if one.fault.place else 0


def _plain(column: pa.Array) -> pa.Array:
    """A column of text, whole numbers or truth values; text is trimmed, and null where empty.

    Text is dictionary-encoded, so that what follows is done once for each different cell.
    """
    kind = column.type
    if pa.types.is_integer(kind) or pa.types.is_boolean(kind):
        return column
    if pa.types.is_floating(kind):
        column = pc.if_else(pc.is_nan(column), None, column)
        if _all_whole(column):
            return column.cast(pa.int64())
    if not pa.types.is_dictionary(kind):
        column = _written(column).dictionary_encode()
    trimmed = pc.utf8_trim_whitespace(_written(column.dictionary))
    said = pc.if_else(pc.equal(trimmed, ""), None, trimmed)
    return pa.DictionaryArray.from_arrays(column.indices, said)


def _all_whole(column: pa.Array) -> bool:
    """Whether all the fractions of a column are whole numbers."""
    whole = pc.and_(pc.equal(column, pc.floor(column)), pc.less(pc.abs(column), _EXACT))
    return bool(pc.all(whole).as_py() is not False)


def _written(column: pa.Array) -> pa.Array:
    try:
        return column.cast(pa.string())
    except pa.ArrowException:
        return pa.array([None if one is None else str(one) for one in column.to_pylist()])


def _through(column: pa.Array, coded: Callable[[pa.Array], Codes]) -> Codes:
    """Codes by those of the different cells where a column is dictionary-encoded."""
    if not pa.types.is_dictionary(column.type):
        return coded(column)
    codes: Codes = coded(pa.concat_arrays([column.dictionary, pa.nulls(1, pa.string())]))
    places = pc.fill_null(column.indices.cast(pa.int64()), len(column.dictionary))
    found: Codes = codes[places.to_numpy(zero_copy_only=False)]
    return found


def _text(column: pa.Array) -> pa.Array:
    """A column from ``_plain`` as text."""
    if pa.types.is_dictionary(column.type):
        return column.dictionary_decode()
    return column.cast(pa.string())


def _codes(column: pa.Array, domain: Domain) -> Codes:
    """The codes of a column: ``UNKNOWN`` for null and ``unknown``, ``_FAULTY`` for no answer."""

    def coded(cells: pa.Array) -> Codes:
        if isinstance(domain, Numbers):
            return _numbers(cells, domain)
        return _places(cells, _words(domain), unknown=True, sizes=len(domain.words))

    return _through(column, coded).astype(code_type(domain), copy=False)


def _words(domain: Words) -> tuple[str, ...]:
    """The words of a domain by code; those of yes and no once more as truth values are written."""
    return (*domain.words, "false", "true", "FALSE", "TRUE") if domain == YES_NO else domain.words


def _places(
    column: pa.Array, words: tuple[str, ...], *, unknown: bool = False, sizes: int | None = None
) -> Codes:
    """The place of each word; words past ``sizes`` begin again at 0."""
    size = sizes or len(words)
    missing = UNKNOWN if unknown else NO_PARTY
    if not pa.types.is_string(column.type):
        column = column.cast(pa.string())
    found = pc.index_in(column, pa.array((*words, SAID_UNKNOWN)))
    places = pc.fill_null(found, -1).to_numpy(zero_copy_only=False)
    nulls = column.is_null().to_numpy(zero_copy_only=False)
    coded = np.where(places < 0, _FAULTY, places % size)
    coded[places == len(words)] = missing
    coded[nulls] = missing
    return coded.astype(np.int32 if size > 100 else np.int8)


def _numbers(column: pa.Array, domain: Numbers) -> NDArray[np.int64]:
    if pa.types.is_boolean(column.type):
        column = column.cast(pa.string())
    if pa.types.is_string(column.type):
        said = pc.fill_null(pc.equal(column, SAID_UNKNOWN), True)
        whole = pc.fill_null(pc.match_substring_regex(column, WHOLE), False)
        digits = pc.utf8_normalize(pc.if_else(whole, column, None), form="NFKC")
        numbers = pc.replace_substring_regex(digits, r"^\+|\.0*$", "").cast(pa.int64())
        unknown = said.to_numpy(zero_copy_only=False)
    else:
        numbers = column if column.type != pa.uint64() else _bounded(column)
        unknown = column.is_null().to_numpy(zero_copy_only=False)
    values = pc.fill_null(numbers.cast(pa.int64()), -1).to_numpy(zero_copy_only=False)
    inside = (values >= domain.low) & (values <= domain.high)
    return np.where(unknown, UNKNOWN, np.where(inside, values, _FAULTY))


def _bounded(column: pa.Array) -> pa.Array:
    return pc.min_element_wise(column, pa.scalar(2**62, pa.uint64()), skip_nulls=False)


def _longer(column: pa.Array, limit: int) -> NDArray[np.bool_]:
    return _flags(pc.fill_null(pc.greater(pc.utf8_length(_text(column)), limit), False))


def _flags(column: pa.Array) -> NDArray[np.bool_]:
    flags: NDArray[np.bool_] = column.to_numpy(zero_copy_only=False)
    return flags
