"""Speed, as ratios measured in one run: `make bench`.

Milliseconds differ from machine to machine; a ratio of two things measured in turn, on the same
machine and in the same minute, hardly does. So every figure stands beside what it is compared
with, and the two are measured alternately. Exits 1 where a target is missed.
"""

from __future__ import annotations

import compileall
import os
import random
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Mapping
from itertools import cycle
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from pmo_advisor.consultation.advise import advise
from pmo_advisor.consultation.firm import provable
from pmo_advisor.knowledge import library, sheets
from pmo_advisor.logic.program import Program, bind
from pmo_advisor.model.rule import STRATA, Stratum
from pmo_advisor.model.sheet import Sheet
from pmo_advisor.model.text import Text
from pmo_advisor.parties.joint import joint_answers
from pmo_advisor.reasoning.engine import ENGINES, Engine, EngineMissing, choose
from tests.reasoning import worlds
from tools.bench_files import files
from tools.bench_many import many
from tools.timing import Target, Task, alternately

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
LONGEST = EXAMPLES / "three-parties"
ADVISE_TARGET_MS = 20.0
PROCESS_TARGET = 3.0
FIRMNESS_TARGET_S = 1.0
PACK_TARGET_S = 60.0
DOCUMENTS_TARGET_S = 5.0
DOCUMENTS_TARGET_MB = 300.0
IMPORTS = "import click, pydantic, yaml, jinja2"
FIRMNESS = Text(zh="尚未证明", en="not proved")


def engines(program: Program) -> dict[str, Engine]:
    """The engines that can be used here, by name."""
    found: dict[str, Engine] = {}
    for name in ENGINES:
        try:
            found[name] = choose(program, name)
        except EngineMissing:
            print(f"{name}: cannot be used here, left out")
    return found


# --- one advice, in process ---------------------------------------------------------------------


def examples(program: Program) -> list[list[Sheet]]:
    """The sheets of every example organisation."""
    return [
        [sheets.read_sheet(path, program.rulebook) for path in sorted(folder.glob("*.yaml"))]
        for folder in sorted(EXAMPLES.iterdir())
        if folder.is_dir()
    ]


def advices(program: Program, times: int = 6) -> list[Target]:
    """One advice with its explanation, on one example after the other."""
    given = examples(program)
    used = engines(program)
    rounds = times * len(given)

    def on_next(engine: Engine) -> Task:
        for one in given:
            advise(program, one, engine, FIRMNESS)
        following = cycle(given)
        return lambda: advise(program, next(following), engine, FIRMNESS)

    found = alternately({name: on_next(engine) for name, engine in used.items()}, rounds)
    rules, questions = len(program.rulebook.rule), len(program.rulebook.questions)
    print(f"One advice with its explanation, in process: {rules} rules, {questions} questions,")
    print(f"median of {rounds} over {len(given)} examples")
    compare(found)
    print()
    name = next(iter(found))
    return [Target(f"one advice on {name}", found[name], ADVISE_TARGET_MS, " ms")]


# --- the whole process --------------------------------------------------------------------------


def process(rounds: int = 21) -> list[Target]:
    """`pmo-advisor advise` in text, beside the bare import of the libraries that it stands on.

    Both sides are byte-compiled, as pip leaves whatever it installs, wherever Python is told to
    write no bytecode by itself.
    """
    compileall.compile_dir(ROOT / "pmo_advisor", quiet=1)
    program = Path(sysconfig.get_path("scripts")) / "pmo-advisor"
    sheet = EXAMPLES / "rd-1000" / "answers.yaml"
    with tempfile.TemporaryDirectory() as kept:
        # An installed program has its byte code, whatever the checkout may keep of it.
        own = {key: one for key, one in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment = own | {"PMO_LANG": "en", "XDG_CACHE_HOME": kept}
        cold = environment | {"PMO_CACHE": "off"}
        tasks = {
            "imports": lambda: _run([sys.executable, "-c", IMPORTS], environment),
            "advise": lambda: _run([str(program), "advise", str(sheet)], environment),
        }
        found = alternately(tasks, rounds)
        first = {"first": lambda: _run([str(program), "advise", str(sheet)], cold)}
        found |= alternately(first, 3)
    base = found.pop("imports")
    print(f"The whole process, `pmo-advisor advise` in text, median of {rounds} runs in turn with")
    print(f"`python -c '{IMPORTS}'` = 1")
    print(f"  {'from the second start on':<34}{found['advise'] / base:>7.2f}")
    print(f"  {'first start after the knowledge changed':<34}{found['first'] / base:>7.2f}")
    print()
    return [Target("whole process over imports", found["advise"] / base, PROCESS_TARGET, "")]


def _run(command: list[str], environment: Mapping[str, str]) -> None:
    subprocess.run(  # noqa: S603  (our own program)
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True
    )


# --- beyond the shipped size --------------------------------------------------------------------


def large(rules: int = 1000, facts: int = 300, rounds: int = 10) -> list[Target]:
    """The rules alone, on a rulebook larger than the shipped one. No target hangs on it."""
    dice = random.Random(7)  # noqa: S311  (nothing secret)
    names = [f"fact_{i}" for i in range(facts)]

    def condition(depth: int) -> Any:
        if depth == 0 or dice.random() < 0.4:
            word = dice.choice(("is", "at_least", "at_most"))
            return {dice.choice(names): {word: dice.randrange(5)}}
        parts = [condition(depth - 1) for _ in range(dice.randint(1, 3))]
        return {dice.choice(("all", "any", "none")): parts}

    made: dict[Stratum, dict[str, Any]] = {stratum: {} for stratum in STRATA}
    for i in range(rules):
        stratum = STRATA[i % len(STRATA)]
        made[stratum][f"{stratum}.{i}"] = condition(2)
    program = bind(worlds.rulebook([worlds.scale(name) for name in names], made))
    known = {name: dice.randrange(5) for name in names if dice.random() < 0.8}

    def all_strata(engine: Engine) -> Task:
        return lambda: [engine.outcomes(one, known) for one in STRATA]

    used = engines(program)
    found = alternately({name: all_strata(engine) for name, engine in used.items()}, rounds)
    print(f"The rules alone, {rules} rules over {facts} facts, median of {rounds}")
    compare(found)
    print()
    return []


def compare(found: Mapping[str, float]) -> None:
    """Each time beside the plain evaluator's."""
    for name, time in found.items():
        print(f"  {name:<10}{time:>8.1f} ms{time / found['plain']:>8.2f} of plain")


def proofs(program: Program) -> list[Target]:
    """How firm each example is (items of one sheet), disagreements, and the whole knowledge."""
    if not provable():
        print("\nThe part that proves is not installed: no figures for it.")
        return []
    from pmo_advisor.consultation.prove_pack import prove_pack
    from pmo_advisor.reasoning.prove.firmness import firmness
    from pmo_advisor.reasoning.prove.prover import Prover

    prover = Prover(program)
    taken: list[float] = []
    for given in examples(program):
        start = process_time()
        firmness(prover, joint_answers(program.rulebook, given))
        taken.append(process_time() - start)
    start = process_time()
    prove_pack(program.rulebook)
    whole = process_time() - start
    one = median(taken)
    print("\nFirmness, seconds on one core")
    print(f"  one sheet, median of {len(taken)} examples {one:8.2f}")
    print(f"  the knowledge over every sheet     {whole:8.1f}")
    return [
        Target("firmness of one sheet", one, FIRMNESS_TARGET_S, " s"),
        Target("the knowledge over every sheet", whole, PACK_TARGET_S, " s"),
    ]


def documents(program: Program) -> list[Target]:
    """Everything that can be handed over of the longest advice, in a process of its own."""
    given = [sheets.read_sheet(one, program.rulebook) for one in sorted(LONGEST.glob("*.yaml"))]
    advice = advise(program, given, choose(program), FIRMNESS)
    if provable():
        from pmo_advisor.consultation.firm import firm

        advice = firm(program, given, advice)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "advice.json")
        path.write_text(advice.model_dump_json(), encoding="utf-8")
        files, seconds, megabytes = _made(path, "both")
        more, longer, larger = _made(path, "bilingual")
    print("\nEvery document of one advice, in a process of its own")
    print(f"  {files:.0f} files in two languages {seconds:>11.2f} s{megabytes:>8.0f} MB at most")
    print(f"  {more:.0f} bilingual reports {longer:>18.2f} s{larger:>8.0f} MB at most\n")
    return [
        Target("every document of one advice", seconds, DOCUMENTS_TARGET_S, " s"),
        Target("peak memory of every document", megabytes, DOCUMENTS_TARGET_MB, " MB"),
    ]


def _made(path: Path, wanted: str) -> tuple[float, float, float]:
    """Files, seconds and megabytes of the documents made from the advice in that file."""
    command = [sys.executable, "-m", "tools.documents", str(path), wanted]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    files, seconds, megabytes = map(float, told.split())
    return files, seconds, megabytes


def main() -> int:
    """Measure, print, and say of each target whether it is met. 1 where one is missed."""
    targets = advices(bind(library.load()))
    targets += process()
    targets += large()
    targets += proofs(bind(library.load()))
    targets += documents(bind(library.load()))
    targets += many(bind(library.load()))
    targets += files(bind(library.load()))
    print("\n".join(str(one) for one in targets))
    return 0 if all(one.met for one in targets) else 1


if __name__ == "__main__":
    sys.exit(main())
