"""Which position rules change something: on some sheet, the position without it is another one."""

from __future__ import annotations

from pmo_advisor.logic.bound import Truth
from pmo_advisor.model.packproof import CHANGED, Changed
from pmo_advisor.model.rule import AXES, Rule
from pmo_advisor.reasoning.position import Decision, decide
from pmo_advisor.reasoning.prove.answers import any_sheet
from pmo_advisor.reasoning.prove.circuit import Circuit, Lit
from pmo_advisor.reasoning.prove.conclusions import runners_up
from pmo_advisor.reasoning.prove.faults import OutOfTime, ProofFault
from pmo_advisor.reasoning.prove.frame import frame
from pmo_advisor.reasoning.prove.limits import Limits, solve
from pmo_advisor.reasoning.prove.runner import Answers, Position, Runner
from pmo_advisor.reasoning.prove.search import Sheet
from pmo_advisor.reasoning.prove.verdict import Verdict, verdict
from pmo_advisor.reasoning.prove.worlds import World


class Strikeout:
    """Position rules, each struck out by itself, over all sheets."""

    def __init__(self, runner: Runner, limits: Limits, sheets: list[Sheet]) -> None:
        self._runner = runner
        self._limits = limits
        self._sheets = list(sheets)
        self._rules = {one.id: one for one in runner.program.rulebook.rules_of("position")}
        self.found: dict[str, Sheet] = {}
        self.open: list[str] = []

    def run(self) -> None:
        """Look for a difference that each rule makes: first on the sheets there are.

        A rule that is neither found nor left open then never makes any.
        """
        for sheet in self._sheets:
            self._cross_off(sheet)
        shape = frame(self._runner.program)
        for name in self._rules:
            if name in self.found:
                continue
            world = World(shape, Circuit(), any_sheet(shape))
            try:
                made = self._solve(world, self._rules[name])
            except OutOfTime:
                self.open.append(name)
                continue
            if made is not None:
                self._cross_off(made)
                if name not in self.found:
                    raise ProofFault(f"{name} changes nothing on {made}")

    def _solve(self, world: World, rule: Rule) -> Sheet | None:
        """A sheet on which the verdict is another one without the rule."""
        apart = self._apart(world, verdict(world), verdict(world, rule.id), rule)
        world.circuit.require(*apart)
        values = solve(world.circuit, self._limits)
        return None if values is None else world.sheet(values)

    def _cross_off(self, sheet: Sheet) -> None:
        position = self._runner.position(sheet)
        if position is None:
            return
        for name, rule in self._rules.items():
            if name not in self.found and self._changes(rule, position):
                self.found[name] = sheet

    def changes(self, rule: str, answers: Answers) -> tuple[Changed, ...]:
        """In what the position of a sheet differs without the rule."""
        position = self._runner.position(answers)
        return () if position is None else self._changes(self._rules[rule], position)

    def _changes(self, rule: Rule, position: Position) -> tuple[Changed, ...]:
        idle = Truth.FIRES if rule.then.requires is not None else Truth.REFUTED
        says = position.outcomes[rule.id]
        if says is idle or (rule.then.requires is None and says is not Truth.FIRES):
            return ()
        without = decide(self._runner.program.rulebook, {**position.outcomes, rule.id: idle})
        return tuple(one for one in CHANGED if _told(position.decision, one) != _told(without, one))

    def _apart(self, world: World, first: Verdict, second: Verdict, rule: Rule) -> list[Lit]:
        """The ways in which two verdicts of one world can differ."""
        circuit = world.circuit
        pairs = [
            (lit, second.axes[axis][one]) for axis in AXES for one, lit in first.axes[axis].items()
        ]
        runners = runners_up(world, first), runners_up(world, second)
        pairs += [(runners[0][one], runners[1][one]) for one in runners[0]]
        ways = [circuit.all_(two) for one, other in pairs for two in ((one, -other), (-one, other))]
        return ways if rule.then.requires is None else [*ways, *self._gate_apart(world, rule)]

    def _gate_apart(self, world: World, rule: Rule) -> list[Lit]:
        """Where a gate alone keeps its type from standing, or from standing without reserve."""
        circuit, program = world.circuit, self._runner.program
        kind = rule.then.requires.type if rule.then.requires else ""
        forms = {
            one.id: world.truth(program.conditions["position"][one.id])
            for one in self._rules.values()
            if one.then.requires is not None and one.then.requires.type == kind
        }
        own = forms.pop(rule.id)
        rest = list(forms.values())
        alone = circuit.all_([own.refuted, *(-one.refuted for one in rest)])
        is_open = circuit.all_([-own.met, -own.refuted, *(one.met for one in rest)])
        return [alone, is_open]


def _told(decision: Decision, what: Changed) -> object:
    return getattr(decision, what)
