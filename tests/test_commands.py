"""
The help, the language, the completion and the JSON of the commands.
"""

from __future__ import annotations

import importlib
import json
import re
import shlex
import shutil
import subprocess
import sys

import pytest

from jsonschema import Draft202012Validator

import berlin_partnerships as bp

from berlin_partnerships import cli
from berlin_partnerships._commands._help import EXAMPLES, GERMAN, language_of
from berlin_partnerships._commands._shared import short


PRINTED = json.loads(bp.resource("commands.schema.json").read_text("utf-8"))
BASH = shutil.which("bash")
COMMANDS = [
    "list", "show", "search", "timeline", "anniversaries", "celebrated", "reconcile",
    "sources", "statements", "export", "check", "compile", "diff", "coverage",
]  # fmt: skip


@pytest.fixture(name="run")
def _run(capsys, monkeypatch):
    """
    Run the command at a terminal of 80 columns; exit code, and what was printed.
    """
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments):
        try:
            code = cli.main([*arguments])
        except SystemExit as ended:
            code = ended.code
        return code, *capsys.readouterr()

    return run


def actions(parser):
    """
    All arguments of a parser and of its commands.
    """
    for action in parser._actions:
        yield action
        for each in action.choices.values() if isinstance(action.choices, dict) else ():
            yield from actions(each)


# JSON ---------------------------------------------------------------------------------


def judge(command):
    return Draft202012Validator({**PRINTED, "anyOf": [{"$ref": f"#/$defs/{command}"}]})


@pytest.mark.parametrize(
    "call",
    [
        "list --all",
        "list --on 1960-01-01",
        "show moscow",
        "show Wien",
        "show seed-002",
        "show LATTC",
        "show events/us-visit-2024",
        "show topics/climate",
        "search prag",
        "timeline",
        "timeline --definition first-act",
        "anniversaries --from 2027-01-01 --to 2027-12-31 --also places --predecessors",
        "celebrated",
        "celebrated Budapest --number 30 --on 2022-06",
        "reconcile",
        "reconcile seed-004 seed-002",
        "sources",
        "statements",
    ],
)
def test_what_is_printed_fits(run, call):
    """
    With --json each command prints what its schema says, and nothing else fits that.
    """
    command, *_ = call.split()
    _, out, err = run(*call.split(), "--json")
    printed = json.loads(out)

    assert err == ""
    judge(command).validate(printed)
    Draft202012Validator(PRINTED).validate(printed)
    for thing in printed[:3] if isinstance(printed, list) else [printed]:
        other = {**thing, "more": 1}
        assert not judge(command).is_valid([other] if thing is not printed else other)


@pytest.mark.parametrize(
    ("command", "shape"),
    [
        ("list", "partnership"),
        ("search", "hit"),
        ("timeline", "interval"),
        ("anniversaries", "anniversary"),
        ("sources", "source"),
    ],
)
def test_each_is_a_record_or_an_answer(run, command, shape):
    """
    What is printed in a list also fits the schema of its class.
    """
    schema = json.loads(bp.resource(f"{shape}.schema.json").read_text("utf-8"))
    words = ["prag"] if command == "search" else []
    found = json.loads(run(command, *words, "--json")[1])

    assert found
    for each in found:
        Draft202012Validator(schema).validate(each)


def test_what_curators_get_fits(run, copied, tmp_path):
    """
    The same holds for check, compile, diff, coverage, and export.
    """
    path = copied / "sources" / "example-gazette.toml"
    text = path.read_text("utf-8").replace('["gazette"]', '["seed-007"]')
    path.write_text(text, "utf-8")
    older = shutil.copytree(copied, tmp_path / "older")
    path = copied / "partnerships" / "exampleville.toml"
    path.write_text(path.read_text("utf-8").replace('"founding"', '"other"'), "utf-8")
    claim = {"id": "C", "source": "007", "start": 0, "end": 1, "ship": "yes"}
    (tmp_path / "claims.json").write_text(json.dumps({"claims": [claim]}), "utf-8")
    out = str(tmp_path / "out")

    for call in (
        ("diff", str(older), str(copied)),
        ("check", str(copied), "--out", out),
        ("compile", str(older), "--out", out),
        ("coverage", str(tmp_path / "claims.json"), str(older)),
        ("export", str(tmp_path / "export"), "--format", "geojson"),
        ("anniversaries", "--ics", str(tmp_path / "a.ics")),
    ):
        printed = json.loads(run(*call, "--json")[1])
        assert printed
        judge(call[0]).validate(printed)
        assert not judge(call[0]).is_valid({"more": 1})


def test_every_command_has_a_schema():
    """
    No command is left out, and all of it is JSON Schema.
    """
    Draft202012Validator.check_schema(PRINTED)
    known = [name for name in PRINTED["$defs"] if name.islower()]
    assert known == COMMANDS


# Help ---------------------------------------------------------------------------------


def test_every_command_has_examples():
    """
    All commands are helped with examples of their own.
    """
    assert [*EXAMPLES] == [c for c in EXAMPLES if c in COMMANDS]
    assert {*EXAMPLES} == {*COMMANDS}
    for command, examples in EXAMPLES.items():
        assert all(call.split()[0] == command for call, _, _ in examples)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_help(run, command, language):
    """
    Help fits the terminal, and ends with examples and exit codes.
    """
    code, out, err = run(command, "--help", "--language", language)

    assert (code, err) == (0, "")
    assert out.count("Aufruf: ") == (language == "de")
    assert out.count("usage: ") == (language == "en")
    for call, de, en in EXAMPLES[command]:
        said = de if language == "de" else en
        assert f"  $ berlin-partnerships {call}\n      {said}\n" in out
    assert "Beispiele:" in out if language == "de" else "Examples:" in out
    last = out.splitlines()[-1]
    assert [re.search(rf"\b{code} ", last) is not None for code in (0, 1, 2)] == [
        True
    ] * 3
    body = out.partition("\n\n")[2]  # argparse does not break a list of choices
    assert [x for x in body.splitlines() if len(x) > 80 and "{" not in x] == []


@pytest.mark.parametrize(
    "call",
    [call for each in EXAMPLES.values() for call, _, _ in each if ".whl" not in call],
)
def test_examples_run(run, call, copied, tmp_path, monkeypatch):
    """
    What the help tells people to type is answered.
    """
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.csv").write_text("name\nParis\n", "utf-8")
    (tmp_path / "claims.json").write_text('{"claims": []}', "utf-8")
    words = shlex.split(call)
    if words[0] in ("check", "compile", "diff", "coverage"):
        shutil.copytree(copied, tmp_path / "old" / "data")
    else:
        shutil.rmtree(copied)  # of no use to the others, which ask the shipped data
    if words[0] == "compile" and "--out" not in words:
        words += ["--out", "elsewhere"]  # not over the installed package

    code, out, err = run(*words)

    assert (code in (0, 1), err) == (True, "")
    assert out.strip() or words[0] in ("check", "compile")


def test_everything_is_told_in_german():
    """
    No English is left in the German help, and no German is without use.
    """
    english, german = cli._parser("en"), cli._parser("de")
    told = set()
    for here, there in zip(actions(english), actions(german), strict=True):
        told |= {here.help, here.metavar}
        if here.help:
            assert here.help != there.help, here.help
    commands = next(a for a in actions(english) if a.dest == "command")
    told |= {" ".join(p.description.split()) for p in commands.choices.values()}
    told |= {each.help for each in commands._choices_actions}
    told |= {english.description, "options", "positional arguments"}
    same = {"NAME", "N", "ID", "SHELL", "TEXT", None}

    assert told - same == {*GERMAN}


def test_help_of_all(run):
    """
    Without a command the help lists all of them, in either language.
    """
    german = run("--language", "de", "--help")[1]
    english = run("--help")[1]

    assert german.startswith("Aufruf: berlin-partnerships [-h]")
    assert english.startswith("usage: berlin-partnerships [-h]")
    for command in COMMANDS:
        assert f"\n    {command} " in german
        assert f"\n    {command} " in english


def test_help_into_a_file(tmp_path):
    """
    Help can be printed to any stream.
    """
    with (tmp_path / "help").open("w", encoding="utf-8") as file:
        cli._parser("en").print_help(file)

    assert (tmp_path / "help").read_text("utf-8").startswith("usage: ")


@pytest.mark.parametrize("command", ["celebrated", "check"])
def test_help_on_a_poor_console(fresh, command):
    """
    What a console cannot show is replaced in the help, too.
    """
    call = ("-m", "berlin_partnerships", command, "--help", "--language", "de")
    said = fresh(*call, PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert (said.returncode, said.stderr) == (0, b"")
    assert b"R?ckgabe" in said.stdout


# Language -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "de"),
        ([], {"LANG": "de"}, "de"),
        ([], {"LANG": "fr_FR.UTF-8"}, "en"),
        ([], {"LANG": "C"}, "en"),
        ([], {"LC_ALL": "en_GB.UTF-8", "LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LC_ALL": "de_CH.UTF-8", "LANG": "en_US.UTF-8"}, "de"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "de_AT", "LANG": "en_US.UTF-8"}, "de"),
        (["list", "--language", "en"], {"LANG": "de_DE.UTF-8"}, "en"),
        (["list", "--language=de"], {"LANG": "en_US.UTF-8"}, "de"),
        (["list", "--language", "fr"], {"LANG": "de_DE.UTF-8"}, "de"),
        (["list", "--language"], {}, "en"),
    ],
)
def test_language(given, environment, language):
    """
    The option decides, then LC_ALL, LC_MESSAGES, and LANG; all else is English.
    """
    assert language_of(given, environment) == language


def test_language_of_an_answer(run, monkeypatch):
    """
    A German environment gets German answers, unless English is asked for.
    """
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")

    assert "Warschau" in run("list", "--on", "2024-01-01")[1]
    assert "Warsaw" in run("list", "--on", "2024-01-01", "--language", "en")[1]
    assert "Warsaw" in run("--language", "en", "list", "--on", "2024-01-01")[1]


# Style and completion -----------------------------------------------------------------


def test_bold_on_a_terminal_only(run, monkeypatch):
    """
    Heads and titles are bold on a terminal; without the codes it is the same text.
    """
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    calls = (("list", "--on", "2024-01-01"), ("show", "Moskau"), ("show", "Wien"))
    plain = [run(*call)[1] for call in calls]
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)

    for call, before in zip(calls, plain, strict=True):
        out = run(*call)[1]
        assert "\x1b[1m" in out
        assert "\x1b" not in before
        assert re.sub(r"\x1b\[\dm", "", out) == before
        assert json.loads(run(*call, "--json")[1])


@pytest.mark.parametrize("command", ["list", "timeline", "sources", "celebrated"])
@pytest.mark.parametrize("columns", [50, 132])
def test_tables_fit(run, monkeypatch, command, columns):
    """
    No line of a table is longer than the terminal is wide.
    """
    monkeypatch.setenv("COLUMNS", str(columns))
    out = run(command, *(["--on", "2024-01-01"] if command == "list" else []))[1]

    assert max(map(len, out.splitlines())) <= columns


def test_completion_without_the_package(run, monkeypatch):
    """
    A missing package is named, with the line that installs it.
    """
    monkeypatch.setitem(sys.modules, "shtab", None)

    code, out, err = run("--print-completion", "bash")

    assert (code, out) == (2, "")
    assert "pip install 'berlin-partnerships[cli]'" in err


def test_completion_costs_nothing_else(fresh):
    """
    Only who asks for a completion imports what makes it.
    """
    code = "import sys, berlin_partnerships.cli as c; c.main(['list', '--json'])"
    said = fresh("-c", f"{code}; sys.stderr.write(str('shtab' in sys.modules))")

    assert said.stderr == b"False"


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh", "fish", "powershell"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_completion(run, shell, language):
    """
    There is a script for each shell, with all commands in it.
    """
    importlib.import_module("shtab")
    code, out, err = run("--language", language, "--print-completion", shell)

    assert (code, err) == (0, "")
    assert [command for command in COMMANDS if command not in out] == []


@pytest.mark.skipif(BASH is None, reason="needs bash")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["rec"], {"reconcile"}),
        (["s"], {"show", "search", "sources", "statements"}),
        (["list", "--st"], {"--status"}),
        (["list", "--definition", "first"], {"first-act"}),
        (["export", "ou"], {"out"}),
        (["reconcile", "mi"], {"mine.csv"}),
        (["--print-completion", "z"], {"zsh"}),
    ],
)
def test_bash_completes(run, typed, offered, tmp_path):
    """
    A real bash offers what can follow: commands, options, values, folders, files.
    """
    (tmp_path / "out").mkdir()
    (tmp_path / "mine.csv").touch()
    (tmp_path / "oulu.txt").touch()
    script = run("--print-completion", "bash")[1]
    words = ["berlin-partnerships", *typed]
    (tmp_path / "ask").write_text(
        f"{script}\nCOMP_WORDS=({shlex.join(words)})\nCOMP_CWORD={len(typed)}\n"
        "$(complete -p berlin-partnerships | sed 's/.*-F \\([^ ]*\\).*/\\1/')"
        ' berlin-partnerships "" ""\nprintf "%s\\n" "${COMPREPLY[@]}"\n',
        "utf-8",
    )

    said = subprocess.run(
        [BASH, "ask"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert {*said.stdout.split()} == offered, said.stderr


# Dates in tables ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (None, "?"),
        (bp.PartialDate.parse("1991-08"), "1991-08"),
        (bp.PartialDate.parse("[2022-03-02..2022-04-05]"), "2022-03-02…2022-04-05"),
        (bp.PartialDate.parse("[..2008-08-22]"), "…2008-08-22"),
        (bp.PartialDate.parse("1990~"), "1990~"),
        (bp.Period.parse("2024-11-10/2024-11-15"), "2024-11-10–2024-11-15"),
        (bp.Period.parse("2017/.."), "2017–"),
    ],
)
def test_a_date_in_a_table(when, text):
    """
    Some day in between, and all the days between, look different.
    """
    assert short(when) == text
