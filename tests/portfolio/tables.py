"""Made-up sheets and files of them, for tests."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pmo_advisor.model.question import PARTIES, TextQuestion
from tests.reasoning.sweep.test_shipped import sheet
from tests.shipped import program


def sheets(count: int, clients: int | None = None, seed: int = 7) -> list[dict[str, Any]]:
    """Rows with every fact as a key. Without ``clients`` each row is an organisation of its own."""
    dice = random.Random(seed)  # noqa: S311  (nothing secret)
    facts = [one.id for one in program().rulebook.questions if not isinstance(one, TextQuestion)]
    rows = []
    for place in range(count):
        one = place if clients is None else dice.randrange(clients)
        answers = sheet(dice)
        rows.append(
            {
                "organization": f"组织 {one // 2}" if clients else f"组织 {one}",
                "unit": f"unit {one % 2}" if clients and one % 3 else "",
                "party": dice.choice((*PARTIES, None)),
                "site": f"site {place}",
                **{fact: answers.get(fact) for fact in facts},
            }
        )
    return rows


def write(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    """The rows as a file of the kind that its name ends with."""
    names = list(rows[0])
    if path.suffix == ".csv":
        with open(path, "w", encoding="utf-8", newline="") as file:
            lines = csv.DictWriter(file, names)
            lines.writeheader()
            lines.writerows(rows)
    elif path.suffix == ".jsonl":
        text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows)
        path.write_text(text, encoding="utf-8")
    elif path.suffix == ".xlsx":
        from openpyxl import Workbook

        book = Workbook(write_only=True)
        page = book.create_sheet()
        page.append(names)
        for one in rows:
            page.append([one[name] for name in names])
        book.save(path)
    else:
        import pyarrow as pa
        import pyarrow.parquet as pq

        # A column with both numbers and "unknown" is text.
        columns = {name: [one[name] for one in rows] for name in names}
        arrays = {
            name: pa.array(
                values
                if not any(isinstance(value, str) for value in values)
                else [None if value is None else str(value) for value in values]
            )
            for name, values in columns.items()
        }
        pq.write_table(pa.table(arrays), path)
    return path
