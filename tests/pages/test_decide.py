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
