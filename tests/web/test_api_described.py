"""The API does what its description says, whatever it is sent: schemathesis tries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi import checks

from pmo_advisor.web import app, single, thinking
from pmo_advisor.web.limits import Limit
from tests import soak
from tests.web.api_world import World, described

load_all_checks()
DESCRIPTION = described()
CALLS = {
    one["operationId"]: (path, method)
    for path, methods in DESCRIPTION["paths"].items()
    for method, one in methods.items()
}
EACH = max(3, soak.count(100))
Kind = Literal["sensible", "made up", "spoilt"]
"""A request that can be done; one of the form described; one that has not that form."""

UNDONE = [checks.positive_data_acceptance]
"""A request may have the right form and name a question that there is not."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with pytest.MonkeyPatch.context() as patch:
        # A proof takes seconds and thousands of workshops are made here; others look at proofs.
        for room in (thinking, single):
            patch.setattr(room, "provable", lambda: False)
        patch.setattr(app, "Limit", lambda _times, _seconds: Limit(10**9, 1))
        made = World(tmp_path_factory.mktemp("api"))
        yield made
        made.running.stop()


@pytest.fixture(scope="module")
def schema() -> Any:
    return schemathesis.openapi.from_dict(DESCRIPTION)


def _try(world: World, schema: Any, call: str, times: int, kind: Kind) -> Counter[int]:
    """Make the call so often; gives how often each status was answered."""
    path, method = CALLS[call]
    operation = schema[path][method.upper()]
    seen: Counter[int] = Counter()
    mode = GenerationMode.NEGATIVE if kind == "spoilt" else GenerationMode.POSITIVE

    @settings(
        max_examples=times,
        deadline=None,
        derandomize=not soak.FULL,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def once(case: Any) -> None:
        room = world.for_call(call)
        if kind == "sensible":
            values = world.values(call, room)
            case.path_parameters = {one: values[one] for one in case.path_parameters}
            case.query = {one: values[one] for one in case.query}
            case.body = world.body(call) or case.body
        elif "workshop" in case.path_parameters and not _is_spoilt(case, ParameterLocation.PATH):
            case.path_parameters = {**case.path_parameters, "workshop": room.id}
        scheme = next(iter(operation.definition.raw["security"][0]))
        answer = case.call_and_validate(
            base_url=world.running.address,
            headers={"Authorization": f"Bearer {room.keys[scheme]}"},
            excluded_checks=UNDONE,
        )
        seen[answer.status_code] += 1

    once()
    return seen


def _is_spoilt(case: Any, part: ParameterLocation) -> bool:
    held = case.meta.components.get(part)
    return held is not None and held.mode is GenerationMode.NEGATIVE


@pytest.mark.parametrize("call", CALLS)
def test_every_call_is_done_and_answers_as_described(call: str, world: World, schema: Any) -> None:
    seen = _try(world, schema, call, 2, "sensible")
    assert {one for one in seen if not 200 <= one < 300} == set()


@soak.long("requests made up for each call of the API", 2 * EACH)
def test_whatever_is_sent_every_call_answers_as_described(world: World, schema: Any) -> None:
    kinds: tuple[Kind, ...] = ("made up", "spoilt")
    for call in CALLS:
        for kind in kinds:
            seen = _try(world, schema, call, EACH, kind)
            assert not [one for one in seen if one >= 500], call
