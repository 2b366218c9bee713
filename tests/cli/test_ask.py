"""The interview, in a pipe and killed in the middle."""

import json
import os
import shutil
import signal
import subprocess
import time
from datetime import date

import pytest

from pmo_advisor.knowledge.sheets import read_sheet
from tests.cli.conftest import PROGRAM
from tests.shipped import program

ABOUT = ["Acme", "", "", "", "2026-03-31"]
"""Organisation, unit, respondent, party, date."""
LEAD = ["--party", "pmo_lead", "-o", "a.yaml"]
WHO = ["Acme", "", "Lin", "2026-03-31"]
"""The same where the party is given."""


def lines(*several):
    return "".join(f"{one}\n" for one in several)


def sheet(path):
    return read_sheet(path, program().rulebook)


def length(party):
    return sum(
        party in program().rulebook.question[name].asked_of
        for name in program().rulebook.form["quick"].question_ids()
    )


def test_a_whole_interview_in_a_pipe(run, here):
    given = lines(*WHO, *["d"] * length("pmo_lead"))
    done = run("ask", *LEAD, given=given.encode())
    assert done.returncode == 0, done.stderr.decode()
    found = sheet(here / "a.yaml")
    assert (found.organization, found.respondent, found.party) == ("Acme", "Lin", "pmo_lead")
    assert found.date == date(2026, 3, 31)
    assert set(found.answers.values()) == {"unknown"}
    assert found.knowledge == program().rulebook.fingerprint
    assert b"pmo-advisor advise a.yaml" in done.stdout
    assert not done.stderr


def test_the_end_of_the_input_saves_and_says_so(run, here):
    done = run("ask", *LEAD, given=lines(*WHO, 3, 2).encode())
    assert done.returncode == 3
    assert b"a.yaml" in done.stdout
    assert b"pmo-advisor ask a.yaml" in done.stdout
    assert list(sheet(here / "a.yaml").answers.values())[:2] != []


def test_resuming_goes_on_at_the_first_open_question(invoke, here):
    invoke("ask", *LEAD, lines=lines(*WHO, 1, 2, "q"))
    before = sheet(here / "a.yaml").answers
    assert len(before) == 2
    again = invoke("ask", "a.yaml", lines=lines("", 3, "q"))
    after = sheet(here / "a.yaml").answers
    assert again.exit_code == 3
    assert list(after)[:2] == list(before)
    assert len(after) == 3
    assert "question 3 of" in again.stdout
    assert "question 2 of" not in again.stdout


def test_what_is_not_known_is_not_asked_again(invoke, here):
    invoke("ask", *LEAD, lines=lines(*WHO, *["d"] * length("pmo_lead")))
    again = invoke("ask", "a.yaml", lines=lines("", ""))
    assert again.exit_code == 0
    assert "question 1 of" not in again.stdout


def test_a_skipped_question_is_asked_again(invoke, here):
    count = length("pmo_lead") - 1
    first = invoke("ask", *LEAD, lines=lines(*WHO, "s", *["d"] * count, ""))
    assert first.exit_code == 3
    assert len(sheet(here / "a.yaml").answers) == count
    again = invoke("ask", "a.yaml", lines=lines("", 1, ""))
    assert "question 1 of" in again.stdout
    assert again.exit_code == 0
    assert len(sheet(here / "a.yaml").answers) == count + 1


def test_back_changes_an_answer_and_keeps_the_rest(invoke, here):
    invoke("ask", *LEAD, lines=lines(*WHO, 1, 2, 3, "b", "b", 4, "q"))
    values = list(sheet(here / "a.yaml").answers.values())
    assert len(values) == 3
    invoke("ask", "a.yaml", lines=lines("", "b", "", "q"))
    assert list(sheet(here / "a.yaml").answers.values()) == values


def test_keys_and_refusals_say_what_to_do(invoke):
    talk = invoke("ask", *LEAD, lines=lines("b", *WHO, "?", "", "99", "q"))
    assert "Why we ask:" in talk.stdout
    assert "This is the first question." in talk.stderr
    assert "Nothing was typed." in talk.stderr
    assert "Type a number from 1 to" in talk.stderr


def test_nothing_answered_writes_no_file(invoke, here):
    for typed in ("", "q\n", "\n\n\n\n\n"):
        left = invoke("ask", "-o", "a.yaml", lines=typed)
        assert left.exit_code == 3
        assert "no file was written" in left.stdout
        assert not (here / "a.yaml").exists()


def test_the_party_asked_for_decides_the_questions(invoke, here):
    talk = invoke("ask", "-o", "a.yaml", lines=lines("Acme", "", "", 1, "", "q"))
    assert "question 1 of" in talk.stdout
    assert sheet(here / "a.yaml").party == "executive"


def test_names_of_files(invoke, here):
    for expected in ("pmo_lead.yaml", "pmo_lead-2.yaml", "pmo_lead-3.yaml"):
        invoke("ask", "--party", "pmo_lead", lines="Acme\n")
        assert (here / expected).exists()
    invoke("ask", lines="Acme\n")
    assert (here / "answers.yaml").exists()
    (here / "folder").mkdir()
    invoke("ask", "-o", "folder", lines="Acme\n")
    assert (here / "folder" / "answers.yaml").exists()


def test_a_file_that_is_there_is_not_overwritten(invoke, here):
    invoke("ask", "-o", "a.yaml", lines="Acme\n")
    again = invoke("ask", "-o", "a.yaml", lines="Other\n")
    assert again.exit_code == 2
    assert "pmo-advisor ask a.yaml" in again.stderr
    assert sheet(here / "a.yaml").organization == "Acme"


def test_a_sheet_can_go_on_under_another_name(invoke, here):
    invoke("ask", *LEAD, lines=lines(*WHO, 1))
    invoke("ask", "a.yaml", "-o", "b.yaml", lines=lines("", 2))
    assert len(sheet(here / "a.yaml").answers) == 1
    assert len(sheet(here / "b.yaml").answers) == 2


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["missing.yaml"], "missing.yaml"),
        (["-"], "standard input"),
        (["-o", "-"], "standard input"),
        (["-o", "no/such/a.yaml"], "no folder"),
        (["-q", "quik"], "quick"),
        (["--party", "boss"], "executive"),
        (["--date", "31.3.2026"], "2026-03-31"),
    ],
)
def test_bad_input_is_said_before_anything_is_asked(invoke, args, said):
    refused = invoke("ask", *args, lines="Acme\n")
    assert refused.exit_code == 2
    assert said in refused.stderr
    assert not refused.stdout


def test_a_sheet_of_another_party_is_not_taken_over(invoke, here):
    invoke("ask", *LEAD, lines=lines(*WHO, 1))
    refused = invoke("ask", "a.yaml", "--party", "executive")
    assert refused.exit_code == 2
    assert "pmo_lead" in refused.stderr


def test_a_json_sheet_goes_on_as_yaml(invoke, here):
    (here / "a.json").write_text('{"answers": {"pain_rework": 1}}', "utf-8")
    refused = invoke("ask", "a.json")
    assert refused.exit_code == 2
    assert "-o a.yaml" in refused.stderr
    invoke("ask", "a.json", "-o", "a.yaml", lines=lines("Acme", "q"))
    assert sheet(here / "a.yaml").answers == {"pain_rework": 1}


def test_the_quick_sheet_can_go_on_in_full(invoke, here):
    invoke("ask", *LEAD, lines=lines(*WHO, *["d"] * length("pmo_lead")))
    more = invoke("ask", "a.yaml", "-q", "full", lines=lines("", "q"))
    assert more.exit_code == 3
    assert sheet(here / "a.yaml").questionnaire == "quick"
    invoke("ask", "a.yaml", "-q", "full", lines=lines("", 1, "q"))
    assert sheet(here / "a.yaml").questionnaire == "full"


def test_chinese_under_a_bare_c_locale(run, here):
    given = lines("岚序科技", "", "王喆", "2026-03-31", 3, "？", "ｑ").encode()
    for env in ({"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        done = run("ask", *LEAD, "--lang", "zh", given=given, **env)
        assert done.returncode == 3, done.stderr.decode()
        assert "为什么问：" in done.stdout.decode()
        assert sheet(here / "a.yaml").organization == "岚序科技"
        (here / "a.yaml").unlink()


def test_a_console_that_cannot_show_everything(run, here):
    given = lines("岚序科技", "q").encode("cp936")
    done = run("ask", *LEAD, "--lang", "zh", given=given, PYTHONIOENCODING="cp936")
    assert done.returncode == 3, done.stderr.decode("cp936")
    assert "快速问卷" in done.stdout.decode("cp936")
    assert sheet(here / "a.yaml").organization == "岚序科技"
    assert run("advise", "--help", "--lang", "zh", PYTHONIOENCODING="ascii").returncode == 0


def test_bytes_that_are_no_text_are_refused(run, here):
    done = run("ask", *LEAD, given=b"\xff\xfe\xff\nAcme\nq\n")
    assert b"not readable text" in done.stderr
    assert sheet(here / "a.yaml").organization == "Acme"


@pytest.mark.skipif(os.name == "nt", reason="There is no kill -9 here.")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_killed_in_the_middle_nothing_answered_is_lost(here, environment, how):
    path = here / "a.yaml"
    with subprocess.Popen(
        [*PROGRAM, "ask", *LEAD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=here,
        env=environment,
    ) as asking:
        asking.stdin.write(lines(*WHO, 1, 2, 3).encode())
        asking.stdin.flush()
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if path.exists() and len(sheet(path).answers) == 3:
                break
            time.sleep(0.05)
        asking.send_signal(how)
    assert len(sheet(path).answers) == 3
    assert [one.name for one in here.iterdir()] == ["a.yaml"]


@pytest.mark.skipif(os.name == "nt", reason="Interrupts are sent otherwise here.")
def test_an_interrupt_saves_and_says_where(here, environment):
    with subprocess.Popen(
        [*PROGRAM, "ask", *LEAD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=here,
        env=environment,
    ) as asking:
        asking.stdin.write(lines(*WHO, 1).encode())
        asking.stdin.flush()
        path, deadline = here / "a.yaml", time.monotonic() + 30
        while time.monotonic() < deadline:
            if path.exists() and sheet(path).answers:
                break
            time.sleep(0.05)
        asking.send_signal(signal.SIGINT)
        said, errors = asking.stdout.read(), asking.stderr.read()
        assert asking.wait(30) == 3
    assert b"Saved to a.yaml" in said
    assert b"Traceback" not in errors


def test_an_unwritable_folder_is_said_at_once(invoke, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_args, **_kwargs: False)
    refused = invoke("ask", "-o", "a.yaml", lines="Acme\n")
    assert refused.exit_code == 2
    assert "permission" in refused.stderr
    assert not refused.stdout


def test_a_save_that_fails_is_a_clear_message(invoke, monkeypatch):
    from pmo_advisor.errors import BadInput, Fault
    from pmo_advisor.knowledge import sheets

    def fails(sheet, path):
        raise BadInput([Fault("file_unwritable", {"detail": "No space left on device"})])

    monkeypatch.setattr(sheets, "write_sheet", fails)
    failed = invoke("ask", "-o", "a.yaml", lines="Acme\n")
    assert failed.exit_code == 2
    assert "No space left on device" in failed.stderr


def _screen(here, environment, keys, lang):
    """What a terminal of 80 columns shows after these lines were typed."""
    socket = f"pmo-test-{os.getpid()}"
    tmux = ["tmux", "-L", socket, "-f", os.devnull, "-u"]
    script = here / "run.sh"
    words = json.dumps(PROGRAM[-1])
    script.write_text(f"exec {PROGRAM[0]} -c {words} ask -o a.yaml --lang {lang}\n", "utf-8")
    command = f"sh {script}"
    env = {**environment, "TERM": "xterm"}
    subprocess.run(
        [*tmux, "new-session", "-d", "-x", "80", "-y", "24", "-c", str(here), command],
        env=env,
        check=True,
        timeout=20,
    )
    try:
        shown = _shown(tmux)
        for key in keys:
            subprocess.run([*tmux, "send-keys", key, "Enter"], check=True, timeout=20)
            shown = _shown(tmux, besides=shown)
        return shown
    finally:
        subprocess.run([*tmux, "kill-server"], check=False, timeout=20)


def _shown(tmux, besides=""):
    deadline, last = time.monotonic() + 20, ""
    while time.monotonic() < deadline:
        time.sleep(0.15)
        done = subprocess.run([*tmux, "capture-pane", "-p"], capture_output=True, check=False)
        shown = done.stdout.decode()
        if shown.strip() and shown == last and shown != besides:
            return shown
        last = shown
    return last


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not here.")
@pytest.mark.parametrize(
    ("lang", "header", "prompt"),
    [("en", "question 1 of", "Choose 1–"), ("zh", "第 1 题，共", "请选 1–")],
)
def test_one_question_to_a_screen(here, environment, lang, header, prompt):
    shown = _screen(here, environment, ["Acme", "s", "s", "1", "s"], lang)
    assert header in shown
    assert prompt in shown.rstrip().splitlines()[-1]
    assert "Acme" not in shown
    assert len(shown.rstrip().splitlines()) <= 24
