"""Whose fault it is that a template fails: where it stands in a given folder, its author's."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import TemplateSyntaxError

from pmo_advisor.errors import BadInput, Fault, Place


@contextlib.contextmanager
def blaming(folders: Sequence[Path]) -> Iterator[None]:
    """Raises BadInput with template and line where a template of these folders fails.

    Whatever else fails inside is a fault of ours and passes as it is.
    """
    try:
        yield
    except BadInput:
        raise
    except Exception as error:
        place = _place(error, folders)
        if place is None:
            raise
        problem = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise BadInput([Fault("template_fails", {"problem": problem}, place)]) from error


def _place(error: Exception, folders: Sequence[Path]) -> Place | None:
    """The innermost line of a template in one of the folders on the way to the failure."""
    found = [(one.filename, one.lineno) for one in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError) and error.filename:
        found.append((error.filename, error.lineno))
    for name, line in reversed(found):
        if any(Path(name).is_relative_to(folder) for folder in folders):
            return Place(name, line)
    return None
