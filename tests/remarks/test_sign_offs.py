"""A sign-off is an act of whoever uses the product, and void when the text it names changes."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from kit.__main__ import app as commands
from kit.records import store, tables
from kit.store import database, sign_offs, sqlfile
from kit.store.paths import PROJECT
from tests.opened import html_at

INDICATOR = "secondaries_in_a_partnership"
ROLE, OTHER = "Performance team", "Head of partnerships"
TEXT = "-- title: One\n\nselect 1"


@pytest.fixture
def log(kept):
    """What is on record, in the order recorded."""
    return sign_offs.history


def sign(text=TEXT, role=ROLE, **more):
    return sign_offs.sign(INDICATOR, sign_offs.version(text), role, **more)


def state(text=TEXT):
    return sign_offs.state(INDICATOR, sign_offs.version(text))


def test_until_somebody_signs_it_is_not_yet_checked(log):
    assert state() == sign_offs.State(False, "Not yet checked here")
    sign()
    assert state().is_checked
    assert state().said.startswith(f"{ROLE}, ")
    assert sign_offs.state("another", sign_offs.version(TEXT)).said == "Not yet checked here"


def test_a_change_of_one_letter_of_the_text_voids_a_sign_off(log):
    sign()
    changed = state(TEXT.replace("One", "one"))
    assert not changed.is_checked
    assert changed.said.startswith("Not yet checked here since its text changed")
    assert ROLE in changed.said
    assert state().is_checked, "the text that was checked is still the text that was checked"


def test_a_sign_off_is_due_again_after_a_year(log):
    sign()
    with store.transaction() as connection:
        long_ago = datetime.now(UTC) - timedelta(days=800)
        connection.execute(tables.sign_offs.update().values(signed_at=long_ago))
    assert "overdue since" in state().said
    assert sign().role == ROLE, "the same text can be checked again on another day"
    assert "due again" in state().said


def test_the_owner_cannot_be_the_one_who_checks(log):
    with pytest.raises(sign_offs.Refused, match="another role"):
        sign(owner=ROLE.lower())
    assert not log()


def test_a_second_click_and_an_unknown_role_write_nothing(log):
    with pytest.raises(sign_offs.Refused, match="Choose a role"):
        sign(role="Nobody")
    sign()
    with pytest.raises(sign_offs.Refused, match="already"):
        sign()
    assert len(log()) == 1


def test_withdrawing_is_one_more_line_and_leaves_what_others_signed(log):
    with pytest.raises(sign_offs.Refused, match="nothing to cancel"):
        sign(withdraw=True)
    sign()
    sign(role=OTHER)
    sign(role=OTHER, withdraw=True)
    assert state().said.startswith(ROLE)
    sign(withdraw=True)
    assert state().said == "Not yet checked here"
    assert [entry.withdrawn for entry in sign_offs.history()] == [False, False, True, True]


def test_the_mark_changes_with_every_line(log):
    marks = [sign_offs.version_key()]
    for withdraw in (False, True):
        sign(withdraw=withdraw)
        marks.append(sign_offs.version_key())
    assert len(set(marks)) == 3


def test_read_only_is_kept_to(log, monkeypatch):
    monkeypatch.setenv("CAA_READ_ONLY", "1")
    with pytest.raises(sign_offs.Refused, match="read only"):
        sign()
    assert not log()


def test_the_version_is_that_of_the_file_the_build_ran(log):
    built = dict(
        database.question((PROJECT / "queries/pages/brief/versions.sql").read_text())[0].to_numpy()
    )
    files = [file for file in sqlfile.read_all(PROJECT / "queries") if file.layer == "indicators"]
    assert built == {file.name: sign_offs.version(file.text) for file in files}


def run(*arguments):
    return CliRunner().invoke(commands, ["sign", *arguments])


def test_the_command_signs_what_the_build_ran_and_lists_what_is_on_record(log):
    done = run(INDICATOR, "--role", ROLE)
    assert done.exit_code == 0, done.output
    assert ROLE in done.output
    (entry,) = log()
    assert (entry.indicator, entry.role) == (INDICATOR, ROLE)
    assert run().output.count(ROLE) == 1
    assert run(INDICATOR, "--role", ROLE, "--withdraw").exit_code == 0
    assert "cancelled" in run().output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [((INDICATOR,), "--role"), (("nothing", "--role", ROLE), "no indicator"),
     ((INDICATOR, "--role", "Nobody"), "Choose a role")],
)  # fmt: skip
def test_the_command_says_why_it_refuses(log, arguments, said):
    done = run(*arguments)
    assert done.exit_code == 1
    assert said in f"{done.output} {done.exception}"
    assert not log()


@pytest.mark.parametrize("page", ["readiness/indicator", "evidence/trace"])
def test_pages_say_what_is_on_record_and_nothing_more(log, page):
    path = f"pages/{page}.py"
    assert "Not yet checked here" in html_at(path, indicator=INDICATOR)
    text = (PROJECT / f"queries/indicators/reach/{INDICATOR}.sql").read_text(encoding="utf-8")
    sign(text)
    shown = html_at(path, indicator=INDICATOR)
    assert "Not yet checked here" not in shown
    assert re.search(rf"Checked.{{0,60}}{ROLE}, \d", shown, re.S)


def test_nothing_that_ships_claims_that_anybody_checked_it():
    """No label, contract, list or page file holds a sign-off; only the store can."""
    shipped = [
        path
        for folder in ("queries", "data/reference", "data/local", "data/published", "pages", "kit")
        for path in (PROJECT / folder).rglob("*")
        if path.suffix in (".sql", ".toml", ".csv", ".py", ".md")
    ]
    claims = re.compile(r"checked_by|^-- (reviewed|next_review|signed\w*|approved\w*):", re.M)
    for path in shipped:
        assert not claims.search(path.read_text(encoding="utf-8")), path
