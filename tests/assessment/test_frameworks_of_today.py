"""Promise: today's frameworks of other bodies open with our evidence, and with no grade by us."""

import csv

import pytest

from kit.store.paths import PROJECT

FOLDERS = sorted((PROJECT / "data" / "reference" / "frameworks").iterdir())
# What authorities are held to in 2026, each a folder.
TODAY = {
    "area_send_2023", "ilacs", "cqc_local_authority", "local_outcomes", "families_first",
    "best_value", "send_reform_plan",
}  # fmt: skip
# Words in which only the body of the framework may grade.
GRADES = ("inadequate", "outstanding", "requires improvement", "typically positive", "systemic")


def _rows(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_framework_of_today_is_a_folder():
    assert {folder.name for folder in FOLDERS} >= TODAY


@pytest.mark.parametrize("name", sorted(TODAY))
def test_a_framework_of_another_body_says_whose_words_and_gives_no_grade(name):
    folder = next(one for one in FOLDERS if one.name == name)
    (about,) = _rows(folder, "framework")
    assert about["names_levels"] == "no"
    assert not (folder / "levels.csv").exists()
    assert not (folder / "cut_points.csv").exists()
    assert "this product's own" in about["note"] or "is its own" in about["note"]
    words = " ".join(
        cell
        for file in ("framework", "questions", "themes")
        for row in _rows(folder, file)
        for cell in row.values()
        if cell
    ).lower()
    assert not [grade for grade in GRADES if grade in words]
    if name not in ("area_send_2023", "cqc_local_authority"):  # their notes name what was read
        assert about["source"]


@pytest.mark.parametrize("name", sorted(TODAY))
def test_every_question_is_asked_with_evidence_gaps_and_documents(demonstration_build, name):
    ask = demonstration_build.execute
    asked = ask(
        "select question, theme, beside from answered_questions where framework = ?", [name]
    ).fetchall()
    assert asked
    for question, theme, beside in asked:
        assert theme or beside, question  # where nothing answers it, that is said
    figures = ask(
        "select count(value), count(level) from evidence where framework = ?", [name]
    ).fetchone()
    assert figures[0] > 0
    assert figures[1] == 0
    gaps = ask("select count(*) from evidence_gaps where framework = ?", [name]).fetchone()
    assert gaps[0] > 0
    rules = ask(
        "select value from framework_limits where framework = ? and rule = 'document_years'", [name]
    ).fetchall()
    assert rules == [(2,)]
