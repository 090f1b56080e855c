"""An analyst edits SQL beside the open dashboard: the figure changes, a slip is told and mended."""

import re
import shutil

import pytest

from kit.store.paths import PROJECT
from tests.browser.conftest import serving, settle

pytestmark = pytest.mark.browser
ADDRESS = "/indicator?indicator=secondaries_in_a_partnership&area=001"
COUNT = "kinds_count >= 1"


@pytest.fixture
def copied(tmp_path):
    """A copy of the project, to edit in."""
    common = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache")

    def ignored(folder, names):
        return common(folder, names) | ({"store"} if folder == str(PROJECT / "data") else set())

    return shutil.copytree(PROJECT, tmp_path / "project", ignore=ignored)


def test_an_edit_shows_a_slip_is_told_and_the_old_figures_are_served(screen, copied, tmp_path):
    path = copied / "queries/indicators/reach/secondaries_in_a_partnership.sql"
    text = path.read_text(encoding="utf-8")
    assert COUNT in text
    with serving(tmp_path / "store", copied) as address:
        page = screen(ADDRESS, at=address)

        def interact() -> str:
            """Do what a reader does next: open the other page and come back."""
            page.goto(address + ADDRESS)
            settle(page)
            return page.inner_text("[data-testid=stMain]")

        def shown() -> list[str]:
            return re.findall(
                r"(\d+)\s*(?:of|out of)\s*\d+", page.inner_text("[data-testid=stMain]")
            )

        before = shown()
        assert before

        path.write_text(text.replace(COUNT, COUNT.replace("1", "2")), encoding="utf-8")
        interact()
        after = shown()
        assert int(after[0]) < int(before[0])

        page.goto(f"{address}/changes?area=001")
        settle(page)
        assert re.search(r"changed \d+ figures of 1 indicator", page.inner_text("h1"))
        row = page.locator("table", has_text="31 Aug 2026").locator("tbody tr").first.inner_text()
        was, now = re.findall(r"(\d+)%", row)
        assert int(now) < int(was)

        path.write_text(text.replace(COUNT, f"membres.{COUNT}"), encoding="utf-8")
        said = interact()
        assert "secondaries_in_a_partnership.sql" in said and "membres" in said
        assert shown()[0] == after[0], "the last good figure goes on being served"

        path.write_text(text, encoding="utf-8")
        said = interact()
        assert "membres" not in said
        assert shown() == before
