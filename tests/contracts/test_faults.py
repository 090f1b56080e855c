"""Each file as people hold it is taken rightly, or refused with help: one test for each case."""

import pytest

from tests.benchmarks import faults

CASES = [*faults.own(), *faults.unlisted()]
if faults.CASES.is_dir():
    CASES += [*faults.shared(), *faults.built()]


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[title for title, _ in CASES])
def test_a_file_as_people_hold_it(case, tmp_path):
    store = faults.Store(tmp_path)
    assert case(store), store.said


def test_the_files_handed_over_are_there():
    if not faults.CASES.is_dir():
        pytest.skip("the cases are not in ../shared/cases")
    assert len(list(faults.shared())) > 20
