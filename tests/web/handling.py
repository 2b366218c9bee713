"""What somebody does with a phone in hand, in a real browser and in whatever language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import NumberQuestion, TextQuestion
from tests.shipped import program

OPEN = ".question:not([hidden])"
"""The question that is shown."""


def says(page: Any, how: str) -> None:
    """Wait until the page says how the answers stand."""
    page.wait_for_selector(f'#state[data-is="{how}"]')


def answer_all(page: Any, answers: Mapping[str, Value], most: int = 100) -> None:
    """Answer one question after the other, what is not among the answers by "don't know"."""
    for _ in range(most):
        if "/answer/" not in page.url:
            return
        fact = page.url.rsplit("/", 1)[1]
        give(page, fact, answers.get(fact, "unknown"))
        page.locator(f"{OPEN} button.main").click()
        page.wait_for_url(lambda url, left=fact: not url.endswith(f"/{left}"))


def give(page: Any, fact: str, value: Value) -> None:
    """Choose or type the answer to the question that is shown."""
    if isinstance(program().rulebook.question[fact], NumberQuestion | TextQuestion):
        if value == "unknown":
            page.locator(f'{OPEN} input[name="unknown"]').check()
        else:
            page.locator(f"{OPEN} .typed").fill(str(value))
        return
    said = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    page.locator(f'{OPEN} input[value="{said}"]').check()
