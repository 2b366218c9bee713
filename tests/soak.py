"""How often the long tests repeat."""

from __future__ import annotations

import os


def count(full: int) -> int:
    """``full`` under PMO_SOAK=1 (``make soak``), else a hundredth of it."""
    return full if os.environ.get("PMO_SOAK") == "1" else max(1, full // 100)
