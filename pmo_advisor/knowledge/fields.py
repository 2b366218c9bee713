"""What the types of the model allow at a place: which keys, and which words."""

from __future__ import annotations

import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from pmo_advisor.knowledge.document import KeyPath


def type_at(model: type[BaseModel], path: KeyPath) -> Any:
    """The type that is expected at ``path`` within a ``model``, or None."""
    found: Any = model
    for step in path:
        found = _inside(found, step)
    return _bare(found)


def allowed_keys(model: type[BaseModel], path: KeyPath) -> list[str]:
    """The keys that a mapping at ``path`` may have."""
    found = type_at(model, path)
    if isinstance(found, type) and issubclass(found, BaseModel):
        return list(found.model_fields)
    inner = get_args(found)
    if get_origin(found) is dict and get_origin(inner[0]) is Literal:
        return list(get_args(inner[0]))
    return []


def allowed_words(model: type[BaseModel], path: KeyPath) -> list[Any]:
    """The words (or numbers) of which one must stand at ``path``."""
    found = type_at(model, path)
    return list(get_args(found)) if get_origin(found) is Literal else []


def _inside(found: Any, step: str | int) -> Any:
    found = _bare(found)
    if isinstance(found, type) and issubclass(found, BaseModel):
        field = found.model_fields.get(str(step))
        return field.annotation if field else None
    origin, inner = get_origin(found), get_args(found)
    if origin is dict and len(inner) == 2:
        return inner[1]
    if origin is tuple and inner:
        fixed = isinstance(step, int) and inner[-1] is not Ellipsis and step < len(inner)
        return inner[step] if fixed and isinstance(step, int) else inner[0]
    return None


def _bare(found: Any) -> Any:
    """The type without its annotations and without the None that makes it optional."""
    while True:
        if get_origin(found) is Annotated:
            found = get_args(found)[0]
        elif get_origin(found) in (Union, types.UnionType):
            members = [one for one in get_args(found) if one is not type(None)]
            if len(members) != 1:
                return found
            found = members[0]
        else:
            return found
