"""What may be told: nothing that rests on fewer sheets than a limit, or that gives it away.

Units with enough sheets may be told one by one. The others, small ones, are only counted, and only
where that tells of none of them: see docs/decisions/0016.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pmo_advisor.model.portfolio import Cell, Split


class Telling:
    """Counts units by what is concluded for them. ``smallest`` is the fewest sheets told."""

    def __init__(self, sheets: Sequence[int], smallest: int) -> None:
        self._sheets = tuple(sheets)
        self._smallest = smallest
        everyone = range(len(self._sheets))
        self.open = tuple(one for one in everyone if self._sheets[one] >= smallest)
        """The units that may be told one by one."""
        self.small = tuple(one for one in everyone if self._sheets[one] < smallest)

    def split(self, of: Callable[[int], str], options: Sequence[str]) -> Split:
        """All units by option; every unit has one of the options."""
        counted = dict.fromkeys(options, 0)
        for one in self.open:
            counted[of(one)] += 1
        told = self._told(
            {option: [o for o in self.small if of(o) == option] for option in counted}
        )
        for option, members in told.items():
            counted[option] += len(members)
        untold = len(self.small) - sum(map(len, told.values()))
        cells = (Cell(option=option, units=units) for option, units in counted.items())
        return Split(cells=tuple(cells), untold=untold)

    def where(
        self, holds: Callable[[int], bool], among: Callable[[int], bool] | None = None
    ) -> tuple[int, ...]:
        """The units that something holds for, as far as they may be counted.

        Small units are left out wherever those it holds for, or those it does not, are too few.
        ``among`` narrows to units that may be counted by themselves already.
        """
        small = [one for one in self.small if among is None or among(one)]
        yes = [one for one in small if holds(one)]
        no = [one for one in small if not holds(one)]
        inside = [one for one in self.open if (among is None or among(one)) and holds(one)]
        if self._enough(yes) and self._enough(no):
            inside += yes
        return tuple(sorted(inside))

    def _enough(self, units: Sequence[int]) -> bool:
        return sum(self._sheets[one] for one in units) >= self._smallest

    def _told(self, cells: dict[str, list[int]]) -> dict[str, list[int]]:
        """The cells of small units that can be counted without telling of any one of them."""
        filled = {option: units for option, units in cells.items() if units}
        if len(filled) < 2:
            return {}  # What all of them share would be told of each of them.
        told = {option: units for option, units in filled.items() if self._enough(units)}
        if len(told) == len(filled):
            return told
        # Empty cells are hidden with the small ones: an empty one must not tell where they are.
        while len(cells) - len(told) < 2 and told:
            told.pop(min(told, key=lambda option: (len(told[option]), option)))
        return told
