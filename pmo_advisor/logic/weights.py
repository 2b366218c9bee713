"""What evidence weighs. These numbers are part of the meaning of a rule, not thresholds.

For each option and ground only the strongest fired rule for it and the strongest against it
count, and the problem counts double. So writing more rules for a type buys it nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from pmo_advisor.model.rule import Ground, Strength

POINTS: Mapping[Strength, int] = {"strong": 3, "moderate": 2, "slight": 1}
FACTOR: Mapping[Ground, int] = {
    "problem": 2,
    "symptoms": 1,
    "beneficiary": 1,
    "structure": 1,
    "mandate": 1,
    "change": 1,
}
SECONDARY = (2, 3)
"""A runner-up with at least this share of the leader's evidence is a secondary type."""
