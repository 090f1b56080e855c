"""The page of papers: made only when asked for, with a bar, and then there to be saved."""

import io
import zipfile
from functools import partial

import pypdf
import pytest

from kit.paper import files, paper_data
from kit.screen import papers
from tests.opened import open_at

PAGE = "pages/briefing/papers.py"


@pytest.fixture
def page(store):
    """The page of papers, opened for an authority."""
    papers._paper_cache.clear()  # of another test
    return partial(open_at, PAGE)


def _labels(test) -> list[str]:
    return [button.label for button in test.button]


def _offered(test) -> list[str]:
    """Return what can be saved now; the page's own download is not a paper."""
    labels = [each.proto.label for each in test.get("download_button")]
    return [label for label in labels if label.startswith("Save")]


def _made(test, key: str):
    """Press the button of a paper; return the page then, and the paper that is kept."""
    test.button(key=f"make_{key}").click().run()
    assert not test.exception, test.exception
    assert not test.error, test.error
    return papers._paper_cache().papers[next(reversed(papers._paper_cache().papers))]


def test_nothing_is_made_until_it_is_asked_for(page):
    test = page(area="001")
    makes = [label for label in _labels(test) if label.startswith("Make")]
    assert len(makes) == 9
    assert not papers._paper_cache().papers and not _offered(test)


@pytest.mark.parametrize("area", ["001", "005", "019"])
def test_a_briefing_is_made_and_can_be_saved(page, area):
    test = page(area=area)
    inside = _made(test, "briefing_pdf")
    assert len(pypdf.PdfReader(io.BytesIO(inside)).pages) == 2
    assert inside == files.make_paper("pdf", area)
    assert _offered(test) == ["Save PDF"]
    told = " ".join(each.body for each in test.get("html"))
    assert f"{len(inside) / 1e6:.1f} MB, made of this build" in told
    assert len([label for label in _labels(test) if label.startswith("Make")]) == 8


def test_the_pack_is_made_once_for_the_same_choices(page, monkeypatch):
    test = page(area="005")
    inside = _made(test, "pack_zip")
    with zipfile.ZipFile(io.BytesIO(inside)) as archive:
        assert archive.namelist()[0] == "index.html"
    monkeypatch.setattr("kit.paper.evidence_pack.make_pack", lambda **_: pytest.fail("made again"))
    again = page(area="005")
    assert _offered(again) == ["Save archive"]


def test_what_cannot_be_made_is_said_plainly(page, monkeypatch):
    def fails(*_, **__):
        raise paper_data.NoSuchAuthority("There is no authority 001 at that date")

    monkeypatch.setattr("kit.paper.files.make_paper", fails)
    test = page(area="001")
    test.button(key="make_book_docx").click().run()
    assert "It could not be made. There is no authority 001" in test.error[0].value


def test_few_papers_are_kept(monkeypatch):
    kept = papers._PaperCache()
    for number in range(20):
        kept.made((number,), lambda _progress: b"paper", lambda _done, _said: None)
    assert len(kept.papers) == papers._KEPT and list(kept.papers)[-1] == (19,)
