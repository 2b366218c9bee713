"""SWEEP and the evaluator conclude the same on any rulebook and any sheets."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import needs, soak
from tests.reasoning.prove import small
from tests.reasoning.sweep import books, both

SAMPLES = max(60, soak.count(5000))


@soak.long("random rulebooks, several sheets each: SWEEP concludes as the evaluator does", SAMPLES)
@settings(max_examples=SAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_rulebook_is_read_alike(data: st.DataObject) -> None:
    needs.numpy()
    program = data.draw(books.programs())
    sheets = data.draw(st.lists(small.sheets(program), min_size=1, max_size=12))
    for sheet, found in zip(sheets, both.swept(program, sheets), strict=True):
        assert found == both.plainly(program, sheet)
