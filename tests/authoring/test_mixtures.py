"""Between two versions: with nothing taken back it is the newer one, with everything the older."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_advisor.authoring.facets import PARTS, Spelling, differs
from pmo_advisor.authoring.hybrid import Versions
from pmo_advisor.authoring.items import Item
from pmo_advisor.logic.program import bind
from pmo_advisor.model.rulebook import Rulebook
from tests import needs
from tests.authoring import tea, telling

needs.numpy()


def alike(
    mixture: frozenset[Item], versions: Versions, same: Rulebook, data: st.DataObject
) -> None:
    sheets = data.draw(st.lists(tea.answers(same), min_size=1, max_size=10))
    spelling = Spelling()
    found = telling.swept_facets(versions.without(mixture), sheets, spelling)
    meant = telling.swept_facets(bind(same), sheets, spelling)
    assert [part for part in PARTS if differs(found, meant, part).any()] == []


@settings(deadline=None, max_examples=40)
@given(tea.edits(), tea.edits(), st.data())
def test_with_all_differences_taken_back_it_concludes_as_the_older_version(
    first: tuple[str, ...], second: tuple[str, ...], data: st.DataObject
) -> None:
    old, new = tea.version(*first), tea.version(*second)
    versions = Versions(old, new)
    alike(frozenset(versions.items), versions, old, data)
    alike(frozenset(), versions, new, data)


@settings(deadline=None, max_examples=40)
@given(tea.edits(), tea.edits(), st.data())
def test_any_differences_can_be_taken_back_with_what_hangs_on_them(
    first: tuple[str, ...], second: tuple[str, ...], data: st.DataObject
) -> None:
    versions = Versions(tea.version(*first), tea.version(*second))
    some = data.draw(st.sets(st.sampled_from(versions.items))) if versions.items else set()
    whole = versions.whole(some)
    assert some <= whole
    assert versions.whole(whole) == whole
    alike(whole, versions, versions.without(whole).rulebook, data)


def test_words_sources_and_examples_are_no_difference() -> None:
    assert Versions(tea.tea(), tea.version("words")).items == ()


def test_every_other_change_is_a_difference() -> None:
    for one in tea.EDITS:
        found = Versions(tea.tea(), tea.version(one)).items
        assert bool(found) == (one != "words"), one


def test_a_threshold_names_what_it_bounds() -> None:
    (item,) = Versions(tea.tea(), tea.version("threshold")).items
    assert (item.shelf, item.id, item.change) == ("thresholds", "two_cups", "changed")
    assert set(item.named_by) == {"party_size", "level.cup"}


def test_a_rule_that_reads_a_new_question_goes_with_it() -> None:
    versions = Versions(tea.tea(), tea.version("asked"))
    question = next(one for one in versions.items if one.shelf == "questions")
    assert {one.id for one in versions.whole({question})} == {"sneezing", "ginger.sneezes"}
    rule = next(one for one in versions.items if one.shelf == "position")
    assert versions.whole({rule}) == {rule}


def test_the_order_of_types_is_a_difference_because_ties_hang_on_it() -> None:
    (item,) = Versions(tea.tea(), tea.version("order")).items
    assert (item.shelf, item.change) == ("types", "moved")
