"""Every page is within the aim of tests/reading_age.py: grade 12, the briefing 11."""

import pytest

from tests.reading_age import AIM, AIMS, grade, pages, sentences


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.stem)
def test_a_page_is_no_harder_to_read_than_its_aim(app, path):
    said = sentences(app("/".join(path.parts[-3:])))
    found = grade(said) if said else 0
    assert found <= AIMS.get(path.stem, AIM), f"grade {found:.1f}: " + max(said, key=len)


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        (["The cat sat on the mat."], -2, 1),
        (["Institutional accountability necessitates collaborative deliberation."], 25, 60),
    ],
)
def test_the_grade_tells_plain_words_from_hard_ones(said, low, high):
    assert low < grade(said) < high


def test_sentences_are_those_of_the_page_and_not_its_labels():
    page = (
        "<h1>Northmere is at level 3 here</h1><p>Level</p><table><td>one two three four five</td>"
    )
    assert sentences(page) == ["Northmere is at level 3 here"]
