"""How speed is measured: tasks in turn, and figures held against bounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Task = Callable[[], object]


@dataclass(frozen=True)
class Target:
    """A figure that is held against a bound, and how far it is from it."""

    says: str
    figure: float
    bound: float
    unit: str = ""

    least: bool = False
    """Whether the figure must reach the bound, instead of staying within it."""

    @property
    def met(self) -> bool:
        return self.figure >= self.bound if self.least else self.figure <= self.bound

    def __str__(self) -> str:
        verdict, word = "met" if self.met else "MISSED", "at least " if self.least else ""
        figure, bound = f"{self.figure:,.1f}{self.unit}", f"{word}{self.bound:,g}{self.unit}"
        return f"{verdict:<7}{self.says}: {figure} of {bound}"


def alternately(tasks: Mapping[str, Task], rounds: int) -> dict[str, float]:
    """The median time of each task in milliseconds, measured in turn after one unmeasured run."""
    for task in tasks.values():
        task()
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            start = perf_counter()
            task()
            times[name].append(1000 * (perf_counter() - start))
    return {name: median(found) for name, found in times.items()}
