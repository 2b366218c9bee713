"""``pack diff``: what changes is what ``advise`` says before and after, and who did it is tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_advisor.authoring.clients import Clients, Side
from pmo_advisor.authoring.diff import pack_diff
from pmo_advisor.authoring.packdiff import Changed, PackDiff
from pmo_advisor.authoring.versions import Version
from pmo_advisor.logic.program import bind
from pmo_advisor.model.domain import Value
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.sheet import Sheet
from tests import needs
from tests.authoring import tea, telling
from tests.reasoning.sweep.both import columns_of

needs.numpy()

RANGE = {"low", "high"}
Answers = Mapping[str, Value]


def named(rulebook: Rulebook) -> Version:
    return Version("tea", "whole", rulebook)


def taken(rulebook: Rulebook, sheet: Answers) -> dict[str, Value]:
    """What this version takes of a sheet."""
    found: dict[str, Value] = {}
    for fact, value in sheet.items():
        question = rulebook.question.get(fact)
        words = getattr(question.domain(), "words", (value,)) if question else ()  # type: ignore[union-attr]
        if value in words:
            found[fact] = value
    return found


def compared(old: Rulebook, new: Rulebook, sheets: Sequence[Answers]) -> PackDiff:
    sides = [
        Side(columns_of(bind(book), [taken(book, one) for one in sheets]), ())
        for book in (old, new)
    ]
    names = tuple(f"client {number}" for number in range(len(sheets)))
    return pack_diff(named(old), named(new), Clients(names, (sides[0], sides[1])))


def change(found: PackDiff, part: str) -> Changed:
    (client,) = found.advice
    return next(one for one in client.changes if one.part == part)


def blamed(found: PackDiff, part: str) -> set[str]:
    return {found.items[one].id for one in change(found, part).by}


@settings(deadline=None, max_examples=30)
@given(tea.edits(), tea.edits(), st.data())
def test_it_says_for_every_client_what_advise_says_before_and_after(
    first: tuple[str, ...], second: tuple[str, ...], data: st.DataObject
) -> None:
    old, new = tea.version(*first), tea.version(*second)
    sheets = data.draw(st.lists(tea.answers(new), min_size=1, max_size=8))
    found = compared(old, new, sheets)
    told = {client.name: client for client in found.advice}
    for number, answers in enumerate(sheets):
        before, after = (
            telling.advised(bind(book), Sheet(answers=taken(book, answers))) for book in (old, new)
        )
        client = told.get(f"client {number}")
        assert {part for part in before if before[part] != after[part]} == {
            one.part for one in (client.changes if client else ())
        }
        for one in client.changes if client else ():
            cells = {
                key
                for key in {**before[one.part], **after[one.part]}
                if before[one.part].get(key) != after[one.part].get(key)
                or (key in RANGE and one.part in ("people", "transferred", "net_new"))
            }
            assert one.before == {k: v for k, v in before[one.part].items() if k in cells}
            assert one.after == {k: v for k, v in after[one.part].items() if k in cells}


@settings(deadline=None, max_examples=30)
@given(tea.edits(), tea.edits(), st.data())
def test_what_did_it_alone_or_together_undoes_the_change_when_it_is_taken_back(
    first: tuple[str, ...], second: tuple[str, ...], data: st.DataObject
) -> None:
    from pmo_advisor.authoring.hybrid import Versions

    old, new = tea.version(*first), tea.version(*second)
    sheets = data.draw(st.lists(tea.answers(new), min_size=1, max_size=6))
    found, versions = compared(old, new, sheets), Versions(old, new)
    for client in found.advice:
        answers = sheets[int(client.name.split()[1])]
        before = telling.advised(bind(old), Sheet(answers=taken(old, answers)))
        for one in client.changes:
            items = [versions.items[number] for number in one.by]
            tried = [[item] for item in items] if one.how == "alone" else [items]
            for some in tried if one.how != "not_found" else ():
                program = versions.without(versions.whole(some))
                sheet = Sheet(answers=taken(program.rulebook, answers))
                assert telling.advised(program, sheet)[one.part] == before[one.part]


def test_nobody_is_moved_by_words() -> None:
    found = compared(tea.tea(), tea.version("words"), [{"mood": "wake_up"}])
    assert (found.changed, found.items, found.advice) == (0, (), ())


def test_a_weaker_rule_did_it_and_a_warning_that_nobody_draws_did_not() -> None:
    sheet = {"mood": "wake_up", "strength_borne": "any", "cold_hands": 4, "restless": 3}
    found = compared(tea.tea(), tea.version("strength", "warning"), [sheet])
    assert change(found, "tied_with").after == {"ginger": "yes", "camomile": "yes"}
    assert change(found, "tied_with").how == "alone"
    assert blamed(found, "tied_with") == {"black.problem"}


def test_a_rule_that_was_removed_did_it() -> None:
    found = compared(tea.tea(), tea.version("removed"), [{"cold_hands": 4}])
    assert change(found, "type").before == {"": "ginger"}
    assert change(found, "type").after == {"": "undetermined"}
    assert (change(found, "type").how, blamed(found, "type")) == ("alone", {"ginger.symptoms"})
    (item,) = found.items
    assert (item.change, item.alone, item.alone_all) == ("removed", 1, 1)


def test_a_threshold_did_it_and_is_named_not_the_rules_that_read_it() -> None:
    sheet = {"mood": "calm_down", "guests": "no", "cups": 3}
    found = compared(tea.tea(), tea.version("threshold"), [sheet])
    assert blamed(found, "level") == {"two_cups"}
    (item,) = found.items
    assert item.values == ("2", "4")


def test_either_of_two_is_told_where_each_alone_would_undo_it() -> None:
    """A new question and the rule that reads it: without either there is no ginger."""
    found = compared(tea.tea(), tea.version("asked"), [{"sneezing": 4}])
    assert change(found, "type").how == "alone"
    assert blamed(found, "type") == {"sneezing", "ginger.sneezes"}
    question = next(one for one in found.items if one.id == "sneezing")
    assert [found.items[one].id for one in question.with_it] == ["ginger.sneezes"]


def test_two_that_would_each_have_done_it_are_told_together() -> None:
    """Both the older rule for restlessness and a new one now speak for camomile."""
    new = tea.version("condition", "added")
    found = compared(tea.tea(), new, [{"restless": 2, "yawning": 2}])
    assert change(found, "type").after == {"": "camomile"}
    assert change(found, "type").how == "together"
    assert blamed(found, "type") == {"camomile.symptoms", "camomile.yawns"}


def test_who_decides_a_question_can_change_the_joint_sheet(tmp_path) -> None:
    from pmo_advisor.authoring.clients import read_clients

    folder = tmp_path / "clients" / "one"
    folder.mkdir(parents=True)
    for party, mood in (("executive", "wake_up"), ("pmo_lead", "calm_down")):
        text = f"party: {party}\nanswers: {{mood: {mood}, strength_borne: any}}\n"
        (folder / f"{party}.yaml").write_text(text, "utf-8")
    old, new = tea.tea(), tea.version("decided_by")
    found = pack_diff(named(old), named(new), read_clients(folder.parent, old, new))
    assert [one.name for one in found.advice] == ["one"]
    assert change(found, "type").before == {"": "black"}
    assert change(found, "type").after == {"": "camomile"}
    assert blamed(found, "type") == {"mood"}
