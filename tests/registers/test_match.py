"""Spreadsheets as authorities make them: each is matched or asked about, none silently wrong."""

import pytest

from kit.registers import sheets
from kit.registers.match import Matched, match
from kit.registers.questions import LEAVE
from kit.store import contract
from kit.store.paths import Collection
from kit.store.problems import UnreadableError
from tests.registers.more_spreadsheets import MORE
from tests.registers.spreadsheets import AREA, CASES, KNOWN, TODAY, Case

ALL = [*CASES, *MORE]

CONTRACTS = contract.load_all(Collection.open("demonstration").contract_folders)


def matched(case: Case, folder, answers=None) -> Matched:
    return match(
        sheets.read(case.write(folder)),
        CONTRACTS[case.register].tables[0],
        CONTRACTS,
        known=KNOWN,
        area_code=AREA,
        today=TODAY,
        answers=answers,
    )


def said(row: dict[str, str], true: dict[str, str]) -> dict[str, str]:
    return {name: row[name] for name in true}


def agrees(row: dict[str, str], true: dict[str, str]) -> bool:
    """Whether a row read so far says nothing else than the true one."""
    return all(row[name] in ("", value) for name, value in true.items())


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_what_is_not_certain_is_asked_about(case, tmp_path):
    found = matched(case, tmp_path)
    assert {one.about for one in found.questions} >= case.asks
    assert found.is_ready == (not case.asks)
    for row in found.rows:  # and what is read before any answer is right already, or blank
        assert any(agrees(row, true) for true in case.true), row


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_with_the_right_answers_the_rows_are_what_the_sheet_says(case, tmp_path):
    found = matched(case, tmp_path, case.answers)
    if not case.true:  # no register at all: nothing is taken, whatever is answered
        assert (found.rows, found.is_ready) == ([], False)
        return
    assert [one.about for one in found.questions] == []
    assert [said(row, true) for row, true in zip(found.rows, case.true, strict=False)] == case.true
    assert len(found.rows) == len(case.true)
    assert {line for line, *_ in found.unfit} >= case.unfit
    assert {line for line, *_ in found.left_out} >= case.left_out


def test_every_line_of_every_sheet_is_accounted_for(tmp_path):
    for case in ALL:
        found = matched(case, tmp_path, case.answers)
        sheet = next(one for one in sheets.read(case.write(tmp_path)) if one.name == found.sheet)
        told = {*found.lines, *(n for n, *_ in found.left_out), *(n for n, *_ in found.unfit)}
        first = min(found.lines, default=len(sheet.rows) + 1)
        assert not [
            n for n, row in enumerate(sheet.rows, 1) if any(row) and n >= first and n not in told
        ], case.name


@pytest.mark.parametrize("last", ["Maths", 'Maths"'])
def test_a_quotation_mark_that_takes_in_rows_is_refused(tmp_path, last):
    path = tmp_path / "sheet.csv"
    path.write_text(
        f'Name,Type,Start,Aim\nA,Federation,25/09/2019,"Reading\nB,Trust,25/09/2019,{last}\n'
    )
    with pytest.raises(UnreadableError, match="in row 2"):
        sheets.read(path)
    path.write_text('Name,Type,Start,Aim\nA,Federation,25/09/2019,"Reading,\nand maths"\n')
    assert sheets.read(path)[0].rows[1][3] == "Reading, and maths"


def test_there_are_thirty():
    assert len(CASES) >= 30


def test_an_answer_that_is_no_choice_is_asked_again(tmp_path):
    case = next(one for one in CASES if one.name == "a name two schools share")
    found = matched(case, tmp_path, {"value:institution_id:St Mary's": "999999"})
    assert [one.about for one in found.questions] == ["value:institution_id:St Mary's"]


def test_a_column_left_out_is_named(tmp_path):
    case = next(one for one in CASES if one.name == "people's names and addresses")
    assert matched(case, tmp_path).columns["Email"] == LEAVE
