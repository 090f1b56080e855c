"""The partnerships officer in a browser: from an empty store and GIAS to the first named level."""

import re

import pytest

from kit.store import building, contract, importing
from kit.store.paths import PROJECT, Collection
from tests.browser.conftest import serving, settle

pytestmark = [pytest.mark.browser, pytest.mark.real_data]
PUBLISHED = PROJECT.parent / "shared" / "data" / "partnerships"
PLACE, ROLE, MOST = "330", "Head of partnerships", 40


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A store that holds the schools register and nothing else, built."""
    monkeypatch.setenv("CAA_STORE", str(tmp_path))
    monkeypatch.setenv("CAA_DATA", "published")
    collection = Collection.open("published")
    contracts = contract.load_all(collection.contract_folders)
    importing.import_paths(collection, contracts, sorted(PUBLISHED.glob("gias_*.csv")))
    building.build(collection)
    return tmp_path


class Officer:
    """Who sits at the page, counting clicks and fields typed."""

    def __init__(self, screen, address: str):
        self.screen, self.address, self.clicks, self.fields = screen, address, 0, 0

    def open(self, register: str) -> None:
        self.page = self.screen(f"/registers?area={PLACE}&register={register}", at=self.address)
        self.page.get_by_label("You change it as", exact=True).first.click()
        self.page.get_by_role("option", name=ROLE).first.click()
        settle(self.page)
        self.clicks += 2

    def press(self, name: str | re.Pattern, wait: str) -> None:
        self.page.get_by_role("button", name=name).first.click()
        self.page.get_by_text(re.compile(wait)).first.wait_for(timeout=300_000)
        settle(self.page)
        self.clicks += 1


def test_an_officer_comes_to_a_first_level_the_same_day(screen, store):
    with serving(store) as address:
        self = Officer(screen, address)
        for register in ("institutions", "partnerships", "memberships"):
            self.open(register)
            assert "themes" in self.page.locator("h1").inner_text()
            self.press(f"Keep what is accepted of {register}", "Saved")
            self.press("Confirm this day", "Confirmed")
        self.press(re.compile("Update the figures from 3 registers"), "Figures updated")
        said = self.page.locator("h1").inner_text()
        assert re.search(r"can be judged on [1-8] of 8 themes", said), said
        assert self.fields < MOST
        assert self.clicks < 20
