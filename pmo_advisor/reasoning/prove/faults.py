"""What can go wrong in a proof. None of these is ever the fault of a user's answers."""

from __future__ import annotations


class ProofFault(RuntimeError):
    """A witness did not stand when the evaluator ran it again: a fault of the program."""


class NotModelled(RuntimeError):
    """A condition or method that decides a position cannot be modelled exactly."""


class OutOfTime(RuntimeError):
    """The deterministic time limit was reached. ``bound`` is what is certain by then, if any."""

    def __init__(self, bound: int | None = None) -> None:
        super().__init__(bound)
        self.bound = bound
