"""A drafted contract imports the very file it was drafted from, and leaves people's details out."""

import duckdb
import pytest
import xlsxwriter
from typer.testing import CliRunner

from kit.__main__ import app
from kit.store import contract, contract_draft, importing
from kit.store.paths import Collection
from kit.store.problems import UnreadableError

ROWS = [
    ["Year", "LA code", "URN", "Headteacher First Name", "Rate (%)", "Opened"],
    ["2024/25", "0358", "100001", "A", "12.5", "01/09/2021"],
    ["2024/25", "0202", "100002", "B", "c", "15/02/2019"],
    ["2025/26", "0358", "100001", "C", "7", ""],
]


def stored(tmp_path, path, name="new_source"):
    text = contract_draft.draft(path)
    folder = tmp_path / "contracts" / name
    folder.mkdir(parents=True)
    (folder / "contract.toml").write_text(text, encoding="utf-8")
    made = contract.load(folder / "contract.toml")
    collection = Collection("published", tmp_path / "store")
    [receipt] = importing.import_paths(collection, {name: made}, [path])
    assert isinstance(receipt, importing.Receipt), str(receipt)
    data = importing.current_vintages(collection)[f"{name}__figures"] / "data.parquet"
    return text, made.tables[0], duckdb.execute(f"from '{data}' order by all")


def as_csv(tmp_path, above=()):
    path = tmp_path / "New source 2025.csv"
    path.write_text("\n".join(",".join(row) for row in [*above, *ROWS]) + "\n", encoding="utf-8")
    return path


def as_workbook(tmp_path, above=()):
    path = tmp_path / "New source 2025.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Table 1")
        for number, row in enumerate([*above, *ROWS]):
            sheet.write_row(number, 0, row)
    return path


@pytest.mark.parametrize("make", [as_csv, as_workbook])
@pytest.mark.parametrize("above", [(), [["Table 1: a title"], [""]]], ids=["first", "below"])
def test_a_draft_takes_the_file_it_was_made_from(tmp_path, make, above):
    text, table, rows = stored(tmp_path, make(tmp_path, above))
    kinds = {column.name: column.type for column in table.columns}
    assert kinds == {
        "year": "text",
        "la_code": "code",
        "urn": "integer",
        "rate": "decimal",
        "opened": "date",
    }
    assert table.missing == {"": "not_available", "c": "suppressed"}
    assert table.key == ["year", "la_code"]
    assert table.file_pattern.fullmatch(make(tmp_path).name.replace("2025", "2026"))
    names = [column[0] for column in rows.description]
    found = [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
    assert sorted((row["la_code"], row["rate"], row["rate__missing"]) for row in found) == [
        ("0202", None, "suppressed"), ("0358", 7.0, None), ("0358", 12.5, None),
    ]  # fmt: skip
    assert "Headteacher" in text and not any("head" in name for name in names)
    assert text.count("TO DO") >= 5


@pytest.mark.parametrize("content", ["", "Year,Rate\n"])
def test_an_empty_file_is_refused(tmp_path, content):
    path = tmp_path / "empty.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableError):
        contract_draft.draft(path)


def test_the_command_writes_a_draft_once(tmp_path):
    path, folder = as_csv(tmp_path), tmp_path / "data" / "new"
    asked = ["contract", "draft", str(path), "--folder", str(folder)]
    assert CliRunner().invoke(app, asked).exit_code == 0
    assert "TO DO" in (folder / "contract.toml").read_text("utf-8")
    assert CliRunner().invoke(app, asked).exit_code == 1
