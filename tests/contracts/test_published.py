"""The published files themselves: all are taken in, and every row is accounted for."""

import pytest

from kit.store import contract, importing, recognition
from kit.store.paths import Collection
from tests.conftest import SHARED_DATA

pytestmark = pytest.mark.real_data


@pytest.fixture(scope="module")
def again(published_store) -> dict[str, importing.Receipt | importing.Refusal]:
    """Everything imported a second time, in the opposite order, by the file's name."""
    collection = Collection.open("published")
    contracts = contract.load_all(collection.contract_folders)
    files = [path for path in SHARED_DATA.rglob("*") if path.suffix in recognition.SUFFIXES]
    before = importing.current_vintages(collection)
    results = importing.import_paths(collection, contracts, sorted(files, reverse=True))
    assert importing.current_vintages(collection) == before
    return {getattr(one.file, "name", one.file): one for one in results}


def test_every_file_but_the_specification_has_a_contract(again):
    refused = [name for name, one in again.items() if isinstance(one, importing.Refusal)]
    assert refused == ["openapi-v1.json"]


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
