"""Promise: nobody is shown, or can save or change, what belongs to an authority not theirs."""

import pytest

from kit.people import access
from kit.store.paths import PROJECT
from tests.people import matrix

# Each page is tried by the reader who may most of one authority, and by one who may not read.
TRIED = ("analyst of 001 and 002", "steward of 001")
NONE = ("nobody", "no role", "inspector of 001")


@pytest.fixture(scope="module")
def planted(demonstration_store):
    return demonstration_store


@pytest.fixture
def kept(planted, records_at, monkeypatch):
    monkeypatch.setenv("CAA_STORE", str(planted))
    monkeypatch.setattr("sys.argv", ["pytest"])
    monkeypatch.chdir(PROJECT)
    folder = records_at("sqlite")
    matrix.plant()
    return folder


@pytest.mark.parametrize("page", matrix.PAGES)
def test_no_page_shows_an_authority_that_is_not_the_readers(kept, page):
    everyone = matrix.readers()
    for name in TRIED:
        found, _ = matrix.page_leaks(page, everyone[name], "003")
        assert not found, f"{name}: {found}"


@pytest.mark.parametrize("name", NONE)
def test_who_may_not_read_is_shown_nothing(kept, name):
    for page in (matrix.FIRST, "pages/briefing/papers.py", "pages/stewards/people.py"):
        found, _ = matrix.page_leaks(page, matrix.readers()[name], "001")
        assert not found, found


def test_the_readers_own_authority_is_shown_with_its_words(kept):
    """Without this the tests above could pass on an empty screen."""
    for name in TRIED:
        with matrix.reading_as(matrix.readers()[name]):
            text, about = matrix.shown_at(matrix.FIRST, area="001")
        assert about == "001" and matrix.secret("001") in text, name
    with matrix.reading_as(access.AT_THE_MACHINE):
        text, _ = matrix.shown_at("pages/briefing/brief.py", area="003")
    assert text.count(matrix.secret("003")) >= 2, "on the page and in what can be saved"


@pytest.mark.parametrize("name", matrix.readers())
def test_no_paper_pack_or_change_reaches_another_authority(kept, name):
    reader = matrix.readers()[name]
    found, tried = matrix.paper_leaks(reader)
    more, writes = matrix.write_leaks(reader)
    assert not found + more
    assert tried >= 5 and writes >= 2
