"""Every mutant of `tests/mutants.py` finds its text, and what it makes of the file can be read."""

import ast

import pytest

from tests import mutants


@pytest.mark.parametrize("mutant", mutants.MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mutant_changes_exactly_one_place_and_leaves_python(mutant):
    path, text = mutants.place(mutant)
    assert text != path.read_text(encoding="utf-8")
    ast.parse(text)


def test_a_mutant_whose_text_is_gone_or_is_there_twice_is_an_error():
    for old in ("no file of this project says so", "import pandas as pd"):
        with pytest.raises(mutants.Lost):
            mutants.place(mutants.Mutant("lost", old, "x"))
