"""What the READMEs say of indicators, sources and commands is what is there."""

import re
import subprocess
import sys

import pytest

from kit.store import docs
from kit.store.collection import PROJECT

README = (PROJECT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", docs.documents(), ids=lambda path: str(path.relative_to(PROJECT)))
def test_generated_parts_are_current(path):
    assert path.read_text(encoding="utf-8") == docs.documents()[path], "run `python -m kit docs`"


def test_every_file_the_readme_links_to_is_there():
    for target in re.findall(r"\]\((?!http|#)([^)#]+)\)", README):
        assert (PROJECT / target).exists(), target


def test_the_first_screen_has_the_two_lines_for_both_systems():
    first = README[: README.index("\n## ")]
    assert len(re.findall(r"^```bash$", first, re.M)) == 2
    assert len(re.findall(r"^```powershell$", first, re.M)) == 2
    assert re.search(r"!\[[^\]]+\]\(.+\.png\)", first)


@pytest.mark.parametrize("command", ["import", "build", "status", "templates", "docs"])
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
