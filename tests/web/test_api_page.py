"""The pages on the API do not lie: what they say to try is tried, with curl, in both languages."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pmo_advisor.web.refusals import STATUS
from tests import needs
from tests.shipped import ROOT
from tests.web.conftest import HOME_KEY, Running

PAGES = [ROOT / "docs" / name for name in ("api.md", "api.zh.md")]
_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ROW = re.compile(r"^\| (\d{3}) \| `(\w+)` \|", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_the_page_says_to_try_works(running: Running, page: Path) -> None:
    needs.program("curl")
    known = {"HOME_KEY": HOME_KEY}

    def tried(command: str) -> Any:
        line = command.replace("http://127.0.0.1:8765", running.address)
        done = subprocess.run(
            ["/bin/sh", "-eu", "-c", line],
            env={"PATH": os.environ["PATH"], **known},
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(done.stdout)

    prepare, begin, join, answer = _BLOCK.findall(page.read_text(encoding="utf-8"))
    made = tried(prepare)
    known["WORKSHOP"], known["SCREEN_KEY"] = made["workshop"]["id"], made["keys"]["screen"]
    known["PARTY_KEY"] = made["keys"]["parties"][0]["key"]
    assert tried(begin)["step"] == "answer"
    known["TOKEN"] = tried(join)["token"]
    assert tried(answer)["revision"] == 1


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_page_tells_every_refusal(page: Path) -> None:
    told = {error: int(status) for status, error in _ROW.findall(page.read_text(encoding="utf-8"))}
    assert told == {error: status for error, status in STATUS.items() if error != "address"}
