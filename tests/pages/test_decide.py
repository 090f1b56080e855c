"""What has to be decided is on its page, and the first of it on the first page."""

import re

import pytest

DUE = (
    "select sentence, title, owner_role, is_chosen from decisions where framework = 'caa_2009' "
    "and as_at = (select max(as_at) from decisions) and area_code = ? order by place"
)


def _due(build, area: str) -> list[tuple]:
    found = build.execute(DUE, [area]).fetchall()
    assert len(found) > 3, "nothing to look at"
    return found


@pytest.mark.parametrize("area", ["001", "012", "024"])
def test_each_decision_stands_once_with_whose_it_is(app, demonstration_build, area):
    shown = app("pages/readiness/decide.py", area=area)
    due = _due(demonstration_build, area)
    items = re.findall(r"<li><p class=\"due.*?</li>", shown, re.S)
    assert len(items) == len(due)
    for sentence, _, owner, _ in due:
        [item] = [each for each in items if f"<p>{sentence}</p>" in each]
        assert owner in item.lower()


@pytest.mark.parametrize("area", ["001", "012", "024"])
def test_the_first_page_names_the_first(app, demonstration_build, area):
    due = _due(demonstration_build, area)
    first = app(area=area)
    assert f">{due[0][1]}</a> (" in first
    assert f"<p>{due[0][0]}</p>" not in first


def test_who_looks_for_a_role_finds_only_what_is_theirs(app, demonstration_build):
    due = _due(demonstration_build, "012")
    owner = due[-1][2]
    shown = app("pages/readiness/decide.py", area="012", owner=owner)
    for sentence, _, whose, _ in due:
        assert (f"<p>{sentence}</p>" in shown) == (whose == owner)


def test_who_looks_for_a_month_finds_only_what_is_due_in_it(app, demonstration_build):
    due = demonstration_build.execute(
        DUE.replace("sentence,", "sentence, strftime(decide_on, '%Y-%m'), share,", 1), ["012"]
    ).fetchall()
    month = due[-1][1]
    shown = app("pages/readiness/decide.py", area="012", due=month)
    for sentence, when, share, *_ in due:
        assert (f"<p>{sentence}</p>" in shown) == (when == month)
        if when == month and share is not None and share >= 0.01:
            said = shown.partition(f"<p>{sentence}</p>")[2].partition("</li>")[0]
            assert f"{int(100 * share + 0.5)}% of " in said


def test_the_first_page_has_a_band_of_the_three_that_come_first(app, demonstration_build):
    first = [title for _, title, _, chosen in _due(demonstration_build, "001") if chosen]
    band = app(area="001").partition(">To decide</a>: ")[2].partition("</p>")[0]
    assert len(first) == 3 and [f">{title}</a> (by " in band for title in first] == [True] * 3
