"""Solving: one worker, a fixed seed, a deterministic time limit, and never a guess."""

from __future__ import annotations

from dataclasses import dataclass

from ortools.sat.python import cp_model

from pmo_advisor.reasoning.prove.circuit import Circuit
from pmo_advisor.reasoning.prove.faults import OutOfTime, ProofFault

SEED = 20230
EACH = 30.0


@dataclass(frozen=True, slots=True)
class Limits:
    """``each`` is the deterministic time of one question to the solver, in its own units.

    A unit is roughly a second, but it counts work, not time: the same on every machine.
    """

    each: float = EACH


def solve(
    circuit: Circuit, limits: Limits, *, presolve: bool = False, guided: bool = False
) -> list[int] | None:
    """The values of the best solution; None where there is none at all.

    ``guided`` makes as many as it can of the circuit's preferred literals true, one by one.
    Raises OutOfTime where the limit is reached first, with the best bound of the goal, if any.
    """
    solver = cp_model.CpSolver()
    settings = solver.parameters
    settings.num_workers = 1
    settings.random_seed = SEED
    settings.max_deterministic_time = limits.each
    settings.linearization_level = 0
    settings.symmetry_level = 0
    settings.cp_model_presolve = presolve
    settings.log_to_response = False
    if guided:
        settings.search_branching = cp_model.FIXED_SEARCH
    status = solver.solve(circuit.model)
    if status == cp_model.OPTIMAL:
        return list(solver.response_proto.solution)
    if status == cp_model.INFEASIBLE:
        return None
    if status == cp_model.MODEL_INVALID:
        raise ProofFault(circuit.model.validate())
    goal = circuit.model.has_objective()
    raise OutOfTime(int(solver.best_objective_bound) if goal else None)
