"""What the documents say of indicators, sources, commands and versions is what is there."""

import re
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from kit import NAME, VERSION
from kit.__main__ import app
from kit.store import docs
from kit.store.paths import PROJECT

README = (PROJECT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [
    *PROJECT.glob("*.md"),
    *(PROJECT / "docs").rglob("*.md"),
    *(PROJECT / name / "README.md" for name in ("queries", "data", "data/local")),
]


def _name(path):
    return path.relative_to(PROJECT).as_posix()


@pytest.mark.parametrize("path", docs.documents(), ids=_name)
def test_generated_parts_are_current(path):
    assert path.read_text(encoding="utf-8") == docs.documents()[path], "run `python -m kit docs`"


def test_the_check_ends_without_a_word_and_names_what_is_out_of_date(monkeypatch, tmp_path):
    done = CliRunner().invoke(app, ["docs", "--check"])
    assert (done.exit_code, done.output) == (0, "")
    old = PROJECT / "docs" / "indicators.md"
    monkeypatch.setattr(docs, "documents", lambda: {old: "something else"})
    done = CliRunner().invoke(app, ["docs", "--check"])
    assert done.exit_code == 1
    assert "docs/indicators.md" in done.output + done.stderr


@pytest.mark.parametrize("path", DOCUMENTS, ids=_name)
def test_every_file_a_document_links_to_is_there(path):
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!http|#)([^)#]+)(?:#[^)]*)?\)", text):
        assert (path.parent / target).exists(), target


def test_every_page_of_the_documents_is_in_their_index():
    index = (PROJECT / "docs" / "README.md").read_text(encoding="utf-8")
    for path in (PROJECT / "docs").rglob("*.md"):
        assert path.name == "README.md" or f"({path.relative_to(PROJECT / 'docs')})" in index, path


def test_the_readme_is_short_and_its_first_screen_has_the_two_lines_for_both_systems():
    assert len(README.splitlines()) <= 150
    first = README[: README.index("\n## ")]
    assert len(re.findall(r"^```bash$", first, re.M)) == 2
    assert len(re.findall(r"^```powershell$", first, re.M)) == 2
    assert re.search(r"!\[[^\]]+\]\(.+\.png\)", first)


@pytest.mark.parametrize("command", [each.name or each.callback.__name__.rstrip("_") for each in
                                     app.registered_commands])  # fmt: skip
def test_every_command_has_help_and_the_readme_names_it(command):
    done = subprocess.run(
        [sys.executable, "-m", "kit", command, "--help"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Usage" in done.stdout
    assert f"python -m kit {command}" in README


def test_the_version_is_in_one_place_and_the_changes_begin_with_it():
    done = CliRunner().invoke(app, ["--version"])
    assert done.output == f"{NAME} {VERSION}\n"
    changes = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## (\S+?),? ", changes, re.M)[1] == VERSION
    for path in [
        *PROJECT.rglob("kit/**/*.py"),
        PROJECT / "pyproject.toml",
        PROJECT / "dashboard.py",
    ]:
        held = VERSION in path.read_text(encoding="utf-8")
        assert held == (path == PROJECT / "kit" / "__init__.py"), path


def test_the_product_has_one_name():
    """Neither an older name nor another way of writing it stands where a product is meant."""
    for path in [*DOCUMENTS, PROJECT / "dashboard.py", *(PROJECT / "kit").rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        assert "Ready to partner" not in text, path
        assert not re.search(r'page_title="(?!Ready to Partner)', text), path
    assert README.startswith(f"# {NAME}\n")


def test_status_says_what_is_loaded_and_how_many_rows_of_each_register_count(
    demonstration_store, monkeypatch
):
    monkeypatch.setenv("CAA_STORE", str(demonstration_store))
    shown = CliRunner().invoke(app, ["status"])
    assert shown.exit_code == 0, shown.output
    words = " ".join(shown.output.split())
    assert re.search(r"Partnerships \S* partnerships__register .{0,40}568", words)
    assert re.search(
        r"partnerships, complete as at 2026-08-31: 568 rows stored, \d+ counted on 2026-08-31; "
        r"\d+ ended before", words
    )  # fmt: skip
    assert "None" not in words
    assert re.search(r"Build \d{8}T\d+Z, in ", words)
