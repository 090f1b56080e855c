"""The officer fills in registers through what the page calls: fields typed to four themes."""

import pytest

from tests.benchmarks import registers as officer

pytestmark = pytest.mark.real_data
MOST = 40


def test_four_themes_have_a_level_with_under_forty_fields_typed(monkeypatch, tmp_path):
    monkeypatch.setattr("sys.argv", ["pytest"])
    monkeypatch.setenv("CAA_STORE", str(tmp_path))  # which the officer changes: put back after
    monkeypatch.setenv("CAA_DATA", "published")
    typed, themes = officer.officer()
    assert themes >= 4
    assert 0 < typed < MOST
