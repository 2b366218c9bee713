"""``advise``: where the advice goes, in which format, and what is said when it cannot."""

import json
import os
import stat
import subprocess
import sys

import pytest

from pmo_advisor.cli import advise as advise_command
from tests.cli.conftest import PROGRAM, SHEET

S = str(SHEET)


def test_text_to_the_terminal_in_both_languages(invoke):
    english, chinese = invoke("advise", S), invoke("advise", S, "--lang", "zh")
    assert english.exit_code == chinese.exit_code == 0, english.stderr + chinese.stderr
    assert "Suggested fit" in english.stdout
    assert "建议定位" in chinese.stdout


def test_the_language_of_the_environment(invoke):
    assert "建议定位" in invoke("advise", S, PMO_LANG="zh").stdout
    assert "建议定位" in invoke("advise", S, LANG="zh_CN.UTF-8").stdout
    assert "Suggested fit" in invoke("advise", S, LC_ALL="C", LANG="zh_CN.UTF-8").stdout


@pytest.mark.parametrize(
    ("name", "starts"), [("r.md", "#"), ("r.html", "<!"), ("r.json", "{"), ("r.txt", "")]
)
def test_the_ending_tells_the_format(invoke, here, name, starts):
    done = invoke("advise", S, "-o", name)
    assert done.exit_code == 0, done.stderr
    assert not done.stdout
    assert name in done.stderr
    assert (here / name).read_text("utf-8").lstrip().lower().startswith(starts)


def test_a_folder_takes_a_file_for_each_language(invoke, here):
    (here / "out").mkdir()
    invoke("advise", S, "-o", "out")
    invoke("advise", S, "-o", "out", "--lang", "zh", "--format", "md")
    invoke("advise", S, "-o", "new/", "--format", "json")
    assert sorted(one.name for one in (here / "out").iterdir()) == [
        "report.en.html",
        "report.zh.md",
    ]
    assert json.loads((here / "new" / "advice.json").read_text("utf-8"))["position"]["type"]


def test_both_engines_say_the_same(invoke):
    one, other = (
        invoke("advise", S, "--format", "json", "--engine", e) for e in ("plain", "durable")
    )
    if other.exit_code == 2:
        pytest.skip("durable-rules is not installed here.")
    assert one.stdout == other.stdout


def test_a_written_report_is_whole_and_replaces_the_old_one(invoke, here):
    (here / "r.md").write_text("old", "utf-8")
    (here / "r.md").chmod(0o640)
    invoke("advise", S, "-o", "r.md")
    assert (here / "r.md").read_text("utf-8").startswith("#")
    assert stat.S_IMODE((here / "r.md").stat().st_mode) == 0o640
    assert [one.name for one in here.iterdir()] == ["r.md"]


def test_a_link_keeps_pointing_where_it_did(invoke, here):
    (here / "link.md").symlink_to("real.md")
    invoke("advise", S, "-o", "link.md")
    assert (here / "link.md").is_symlink()
    assert (here / "real.md").read_text("utf-8").startswith("#")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["-o", "report.odt"], ".html"),
        (["-o", "report"], ".html"),
        (["-o", "folder.md"], "folder.md"),
        (["-o", "no/such/report.md"], "no/such"),
        (["-o", "file/report.md"], "file"),
        (["--format", "odt"], "html"),
        (["--engine", "quick"], "plain"),
        (["--pack", "nowhere"], "nowhere"),
        (["--formt", "md"], "--format"),
    ],
)
def test_bad_input_is_said_in_both_languages(invoke, here, lang, args, said):
    (here / "folder.md").mkdir()
    (here / "folder.md" / "report.en.html").mkdir()
    (here / "folder.md" / "report.zh.html").mkdir()
    (here / "file").write_text("", "utf-8")
    refused = invoke("advise", S, *args, "--lang", lang)
    assert refused.exit_code == 2
    assert said in refused.stderr
    assert not refused.stdout
    assert "Traceback" not in refused.stderr


def test_no_sheet_is_bad_input(invoke):
    assert invoke("advise").exit_code == 2
    assert "SHEET" in invoke("advise").stderr


def test_every_fault_of_every_sheet_with_its_place(invoke, here):
    (here / "a.yaml").write_text(
        "answers:\n  core_problm: teams_rework\n  pain_rework: 9\n", "utf-8"
    )
    (here / "b.yaml").write_text("answers:\n  pain_rework: 1\n  pain_rework: 2\n", "utf-8")
    refused = invoke("advise", "a.yaml", "b.yaml", "missing.yaml")
    assert refused.exit_code == 2
    for part in ("a.yaml:2:3", "core_problem", "a.yaml:3:16", "b.yaml:3:3", "missing.yaml"):
        assert part in refused.stderr
    assert "4 faults" in refused.stderr
    assert "a.yaml:2:3" in invoke("advise", "a.yaml", "--lang", "zh").stderr


def test_a_sheet_from_standard_input(run):
    given = SHEET.read_bytes()
    piped = run("advise", "-", given=given)
    assert piped.returncode == 0, piped.stderr.decode()
    assert piped.stdout == run("advise", S).stdout
    refused = run("advise", "-", given=b"answers: [")
    assert refused.returncode == 2
    assert b"<stdin>" in refused.stderr


def test_documents_in_a_pipe_are_utf8_whatever_the_console(run):
    for kind in ("html", "md", "json"):
        done = run("advise", S, "--lang", "zh", "--format", kind, PYTHONIOENCODING="cp936")
        assert done.returncode == 0
        assert "定位" in done.stdout.decode("utf-8")
    text = run("advise", S, "--lang", "zh", PYTHONIOENCODING="cp936")
    assert "定位" in text.stdout.decode("cp936")


def test_html_is_not_poured_into_a_terminal(invoke, monkeypatch):
    monkeypatch.setattr(advise_command, "at_terminal", lambda: True)
    refused = invoke("advise", S, "--format", "html")
    assert refused.exit_code == 2
    assert "-o report.html" in refused.stderr


def test_the_plain_evaluator_says_that_it_serves(invoke, monkeypatch):
    monkeypatch.setitem(sys.modules, "pmo_advisor.reasoning.fire", None)
    served = invoke("advise", S)
    assert served.exit_code == 0
    assert served.stderr.count("\n") <= 2
    assert "durable-rules" in served.stderr
    assert "durable" not in served.stdout
    refused = invoke("advise", S, "--engine", "durable")
    assert refused.exit_code == 2
    assert "durable-rules" in refused.stderr
    assert not invoke("advise", S, "--engine", "plain").stderr


def test_a_fault_of_ours_is_one_message_and_code_one(invoke, monkeypatch):
    from pmo_advisor.reports import render

    def breaks(*_args):
        raise ZeroDivisionError("no such thing")

    monkeypatch.setattr(render, "render", breaks)
    for lang, word in (("en", "report it"), ("zh", "程序自身")):
        failed = invoke("advise", S, "--lang", lang)
        assert failed.exit_code == 1
        assert "ZeroDivisionError" in failed.stderr
        assert word in " ".join(failed.stderr.split())
        assert "Traceback" not in failed.stderr
    assert "Traceback" in invoke("advise", S, "--debug").stderr


@pytest.mark.skipif(os.name == "nt", reason="Pipes break otherwise here.")
@pytest.mark.parametrize("args", [["advise", S, "--format", "html"], ["--help"], ["explain", S]])
def test_a_reader_that_leaves_ends_it_quietly(here, environment, args):
    with subprocess.Popen(
        [*PROGRAM, *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=here,
        env=environment,
    ) as writing:
        writing.stdout.close()
        assert writing.stderr.read() == b""
        assert writing.wait(30) == 0


def test_a_sheet_is_never_written_over(invoke, here):
    kept = (here / S).read_bytes()
    refused = invoke("advise", S, "--format", "text", "-o", S)
    assert refused.exit_code == 2
    (here / "sub").mkdir()
    again = invoke("advise", S, "--format", "md", "-o", f"sub/../{S}")
    assert again.exit_code == 2
    assert (here / S).read_bytes() == kept


def test_a_packs_template_that_fails_is_bad_input_with_its_place(invoke, here):
    folder = here / "ours" / "templates"
    folder.mkdir(parents=True)
    (folder / "report.md.j2").write_text("# Ours\n{{ view.page_one.titel }}\n", "utf-8")
    for lang in ("zh", "en"):
        done = invoke("advise", S, "--pack", "ours", "--format", "md", "--lang", lang)
        assert done.exit_code == 2
        assert "report.md.j2:2" in done.stderr
        assert "titel" in done.stderr
