import pytest

from tests.contracts.market import Market


@pytest.fixture
def market(tmp_path) -> Market:
    return Market(tmp_path)
