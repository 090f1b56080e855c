"""The published files themselves: all are taken in, and every row is accounted for."""

import pytest

from kit.store import contract, importing, recognition
from kit.store.paths import Collection
from tests.conftest import MORE_DATA, SHARED_DATA

pytestmark = pytest.mark.real_data
# A specification, and tables made by analysts: no user could download them, so no contract may
# rest on them. They serve tests.
WITHOUT_CONTRACT = {
    "openapi-v1.json",
    "dsg_balance_share_2019-20_2021-22.csv",
    "exclusions_reconstructed_2015-16_2023-24.csv",
    "key_stage_4_by_sen_2018-19_2022-23.csv",
    "pupils_by_la_2017-18_2022-23.csv",
    "school_grades_by_la_2019_2023.csv",
}


@pytest.fixture(scope="module")
def again(published_store) -> dict[str, importing.Receipt | importing.Refusal]:
    """Everything imported a second time, in the opposite order, by the file's name."""
    collection = Collection.open("published")
    contracts = contract.load_all(collection.contract_folders)
    files = [
        path
        for folder in (SHARED_DATA, MORE_DATA)
        for path in folder.rglob("*")
        if path.suffix in recognition.SUFFIXES | {".tsv"}
    ]
    before = importing.current_vintages(collection)
    results = importing.import_paths(collection, contracts, sorted(files, reverse=True))
    assert importing.current_vintages(collection) == before
    return {getattr(one.file, "name", one.file): one for one in results}


def test_every_file_that_a_user_could_download_has_a_contract(again):
    refused = {name for name, one in again.items() if isinstance(one, importing.Refusal)}
    assert refused == WITHOUT_CONTRACT


def test_a_second_import_changes_nothing_and_rows_are_accounted_for(again):
    for one in again.values():
        if isinstance(one, importing.Receipt):
            assert one.already_imported
            assert one.rows_read == one.rows_stored + one.rows_set_aside


def test_known_counts(again):
    values, levels = again["bds_long_0.parquet"], again["level_2_3_sfla.csv"]
    assert values.rows_read == 641_070
    assert values.gaps == {"not_available": 93_883}
    assert (levels.rows_read, levels.rows_set_aside) == (21_721, 4_186)
