"""How long a register of 200,000 lines takes to be checked and stored. Prints one line."""

import tempfile
import time
from pathlib import Path

from kit.store import contract, importing
from kit.store.paths import Collection
from tests.thin import kept
from tests.thin.test_thin import answer

LINES = 200_000


def main() -> None:
    """Write the lines, take them in, and say the seconds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [
            answer(kept.CODES[n % 150], n // 150 + 1, f"{2020 + n % 5}-06-30") for n in range(LINES)
        ]
        kept.write(folder, survey_answers=rows)
        collection = Collection("published", folder / "store")
        contracts = contract.load_all(collection.contract_folders)
        begun, cpu = time.perf_counter(), time.process_time()
        [receipt] = importing.import_paths(
            collection, contracts, [folder / "survey_answers.csv"], complete_as_at=kept.AS_AT
        )
        seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
    took = f"{seconds:.1f} s ({cpu:.1f} s of processor)"
    print(f"{receipt.rows_stored:,} of {LINES:,} lines stored in {took}")
