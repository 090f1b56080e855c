"""A large file is read in blocks: what is wrong far down is told as if it were near the top."""

import datetime

import duckdb
import pytest

from kit.store import contract, csv_file, importing, reading
from kit.store.paths import Collection

CONTRACTS = contract.load_all(Collection.open("demonstration").contract_folders)
HEADINGS = "partnership_id,name,kind,area_code,lead_institution_id,started_on,ended_on,objective"
FAR = 100  # the line that is changed: beyond those among which headings are looked for


def _lines(count=130):
    return [HEADINGS, *(f"P{n},Cluster {n},federation,001,,2021-09-01,,Reading"
                        for n in range(2, count + 1))]  # fmt: skip


def _take(folder, content, encoding="utf-8"):
    path = folder / "partnerships.csv"
    path.write_bytes(content.encode(encoding))
    collection = Collection("demonstration", folder / "store")
    [told] = importing.import_paths(
        collection, CONTRACTS, [path], complete_as_at=datetime.date(2026, 8, 31)
    )
    return collection, told


@pytest.mark.parametrize(
    ("was", "by", "words"),
    [
        ("Cluster 100", 'the "North" one', "quotation mark"),
        ("Cluster 100", '"North', "looks like a row of its own"),
        (",Reading", "", "has 7 cells where the headings have 8"),
        ("Reading", "Reading,Maths", "has 9 cells where the headings have 8"),
        ("P100", f"{HEADINGS}\nP100", "is the row of headings again"),
        ("P100", f"{HEADINGS.replace('_', ' ').title()}\nP100", "is the row of headings again"),
        ("Cluster", "CafÃ©", "is garbled"),
        ("Cluster", "Clu\x07ster", "cannot be seen"),
        ("2021-09-01,", "2021-09-01,#N/A", "is an error of a spreadsheet program"),
        ("Reading", "Led by Mrs Smith", "looks like the name of a person"),
        ("Cluster 100", "A123456789012", "looks like the number of a single child"),
        ("Reading", "Born on 1/2/2015", "looks like the date of birth of a single child"),
        ("2021-09-01", "2021-09", "is not a date"),
        ("P100", "p99", "differs from the key of line 99 in capitals alone"),
        ("P100", "P99", "is the key of rows with different values (also line 100)"),
    ],
)
def test_what_is_wrong_far_down_is_told_with_its_line(tmp_path, was, by, words):
    lines = _lines()
    assert was in lines[FAR - 1]
    lines[FAR - 1] = lines[FAR - 1].replace(was, by)
    collection, told = _take(tmp_path, "\n".join(lines) + "\n")
    assert isinstance(told, importing.Refusal) and words in str(told)
    assert not importing.current_vintages(collection)
    assert {problem.line for problem in told.problems} & {FAR - 1, FAR, FAR + 1}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_blocks_give_what_reading_row_by_row_gives(tmp_path, monkeypatch, end, encoding):
    lines = _lines()
    for number, value in {
        60: '"North, and ""East"""', 70: " Ysgol T\u0177\u00a0", 80: "\ufeffO\u200bak", 90: '"Oak"',
        95: f'"North{end}and East"', 110: "Caf\u00e9\u2028bar", 120: "a\x0bb",
    }.items():  # fmt: skip
        lines[number - 1] = lines[number - 1].replace(f"Cluster {number}", value)
    lines.insert(75, "")
    lines.insert(85, "," * 7)
    found = []
    for name, at_once in (("blocks", reading._at_once), ("rows", lambda *_: None)):
        monkeypatch.setattr(reading, "_at_once", at_once)
        monkeypatch.setattr(csv_file, "BLOCK", 700)
        (tmp_path / name).mkdir()
        collection, told = _take(tmp_path / name, end.join(lines) + end, encoding)
        assert isinstance(told, importing.Receipt), told
        [vintage] = importing.current_vintages(collection).values()
        found.append(duckdb.execute(f"select * from '{vintage / 'data.parquet'}'").fetchall())
        found[-1].append(told.set_aside_reasons)
    assert found[0] == found[1]
    assert len(found[0]) == 130


def test_a_file_of_plain_rows_is_not_read_row_by_row(tmp_path, monkeypatch):
    seen = []
    row_by_row = reading._whole_rows

    def counted(table, part, batch, places, problems):
        seen.extend(batch)
        return row_by_row(table, part, batch, places, problems)

    monkeypatch.setattr(reading, "_whole_rows", counted)
    _, told = _take(tmp_path, "\n".join(_lines(5000)) + "\n")
    assert told.rows_stored == 4999 and len(seen) < 100
