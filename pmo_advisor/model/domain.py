"""What a fact can be: a closed list of words, or a range of whole numbers.

Inside the reasoning every value is a whole number, its *code*: the place of a word in its list,
or the number itself. Codes are never negative, so one negative number can stand for "does not
apply", and the three readings of the rulebook share one plain encoding.
"""

from __future__ import annotations

from typing import NamedTuple

Value = str | int
NOT_APPLICABLE = -1
"""The code of a fact whose question does not apply. An unknown fact has no code at all."""


class Words(NamedTuple):
    """A closed list of words, such as a question's choices.

    ``ranks`` gives each word its place on an ordered scale, or is empty where no order is meant.
    """

    words: tuple[str, ...]
    ranks: tuple[int, ...] = ()

    def encode(self, value: Value) -> int:
        """The code of ``value``. Raises ValueError for a word that is not in the list."""
        if not isinstance(value, str):
            raise ValueError(value)
        return self.words.index(value)

    def decode(self, code: int) -> Value:
        return self.words[code]

    def rank(self, code: int) -> int:
        return self.ranks[code] if self.ranks else code

    def codes(self) -> range:
        return range(len(self.words))


class Numbers(NamedTuple):
    """Whole numbers from ``low`` to ``high``, both included."""

    low: int
    high: int

    def encode(self, value: Value) -> int:
        """The number itself. Raises ValueError outside the range or for anything but an int."""
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError(value)
        if not self.low <= value <= self.high:
            raise ValueError(value)
        return value

    def decode(self, code: int) -> Value:
        return code

    def rank(self, code: int) -> int:
        return code

    def codes(self) -> range:
        return range(self.low, self.high + 1)


Domain = Words | Numbers
SCALE = Numbers(0, 4)
YES_NO = Words(("no", "yes"), (0, 1))
