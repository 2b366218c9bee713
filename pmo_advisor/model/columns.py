"""Columns: for each fact one array of codes, a row for each organisation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pmo_advisor.model.domain import Domain, Numbers

UNKNOWN = -2
"""What a column says where a fact is unknown; ``NOT_APPLICABLE`` is -1, and codes begin at 0."""

Codes = NDArray[np.signedinteger[Any]]
"""A column: shape (rows,), of the narrowest type that holds its domain."""

Columns = Mapping[str, Codes]
"""Columns by fact. A fact without a column is unknown everywhere."""

_TYPES = (np.int8, np.int16, np.int32, np.int64)


def code_type(domain: Domain) -> type[np.signedinteger[Any]]:
    """The narrowest type for the codes of a domain; narrow columns are what makes tests fast."""
    highest = domain.high if isinstance(domain, Numbers) else len(domain.words) - 1
    return next(one for one in _TYPES if highest <= np.iinfo(one).max)


def all_unknown(domain: Domain, rows: int) -> Codes:
    """A column in which nothing is known."""
    return np.full(rows, UNKNOWN, dtype=code_type(domain))
