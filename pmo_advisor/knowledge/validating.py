"""Plain data into the types of the model; what pydantic finds becomes faults with our words.

Data is validated in its strict JSON form: lists may fill tuples and text may fill dates, but no
word becomes a number and no truth value becomes 1.
"""

from __future__ import annotations

import json
from typing import TypeVar

from pydantic import ValidationError

from pmo_advisor.errors import BadInput
from pmo_advisor.knowledge.document import Document, KeyPath
from pmo_advisor.model.text import Strict

M = TypeVar("M", bound=Strict)


def validated(model: type[M], document: Document, path: KeyPath = ()) -> M:
    """What stands at ``path`` as a ``model``. Raises BadInput with every fault in it."""
    value = document.at(path)
    try:
        return model.model_validate_json(json.dumps(value), strict=True)
    except ValidationError as error:
        # A sheet without faults needs no words for them.
        from pmo_advisor.knowledge.refusals import faults_of

        raise BadInput(faults_of(error, model, value, document, path)) from None
