"""The organisations that bear witness: few answers each, run again, and kept once."""

from __future__ import annotations

from pmo_advisor.model.domain import Value
from pmo_advisor.model.packproof import Organization
from pmo_advisor.reasoning.prove.faults import ProofFault
from pmo_advisor.reasoning.prove.runner import Answers, Holds, Item, Runner, shrink


class Witnesses:
    """Witnesses by their number; ``known`` holds the first one that reaches each item."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._numbers: dict[tuple[tuple[str, Value], ...], int] = {}
        self.organizations: list[Organization] = []
        self.known: dict[Item, int] = {}

    def shrunk(self, sheet: Answers, holds: Holds) -> int:
        """The number of the organisation that the sheet shrinks to. Raises ProofFault."""
        fewer = shrink(self._runner.program, sheet, holds)
        if not holds(fewer):
            raise ProofFault(f"{fewer} is no witness")
        return self.keep(fewer)

    def keep(self, sheet: Answers) -> int:
        """The number of an organisation, once both engines have run it again."""
        questions = self._runner.program.rulebook.questions
        answers = {one.id: sheet[one.id] for one in questions if one.id in sheet}
        key = tuple(answers.items())
        if key in self._numbers:
            return self._numbers[key]
        found = self._runner.confirm(answers)
        number = self._numbers[key] = len(self.organizations)
        decision = found.decision
        self.organizations.append(
            Organization(
                answers=answers,
                type=decision.type,
                level=decision.level,
                control=decision.control,
                lifetime=decision.lifetime,
                stage=found.current if decision.stands and found.current >= 0 else None,
            )
        )
        for item in self._runner.items(found):
            self.known.setdefault(item, number)
        return number
