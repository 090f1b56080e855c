"""What two files cost beside one, and how quick the gate is: `run.py two_files`.

One build of the demonstration, of which the writing of what readers may see is timed apart. Then
153 authorities, 30 indicators and 10 periods pass the gate. The last line is the figure.
"""

import os
import tempfile
import time
from unittest.mock import patch

from kit.store import building, open_file, sqlfile
from kit.store.paths import Collection
from tests.small_numbers.test_attack import GATE, QUERIES, gate


def built() -> tuple[float, float]:
    """Return the seconds of a build and those of them spent on the open file."""
    spent = []

    def timed(*given, write=open_file.write):
        begun = time.perf_counter()
        write(*given)
        spent.append(time.perf_counter() - begun)

    with tempfile.TemporaryDirectory() as folder, patch.object(open_file, "write", timed):
        os.environ["CAA_STORE"] = folder
        whole = building.build(Collection.open("demonstration")).seconds
    return whole, sum(spent)


def gated() -> float:
    """Return the seconds in which 45,900 figures pass the gate."""
    regions = {f"{number:03}": f"{980 + number % 9}" for number in range(101, 254)}
    labels = {
        f"i{number}": {"numerator": f"n{number}", "denominator": f"d{number}"}
        for number in range(30)
    }
    base = gate([("x", "101", 5, 50, None)], regions, labels)
    base.execute("""
        create or replace table indicator_values as
        select 'i' || one.range as indicator, area_code, make_date(2010 + two.range, 8, 31) as
            period_end, floor(there * (hash(area_code, one.range, two.range) % 97) / 400) as
            numerator, there as denominator, numerator * 100 / there as value,
            null::text as missing_reason, 'final' as period_status
        from (select *, 20.0 + hash(area_code) % 400 as there from areas
              where area_type = 'authority') cross join range(30) as one cross join range(10) as two
        """)
    begun = time.perf_counter()
    for name in GATE[:5]:
        text = sqlfile.read(sqlfile.path_of(QUERIES, name), QUERIES).text
        base.execute(f"create or replace table {name} as {text}")
    return time.perf_counter() - begun


def main() -> None:
    """Measure both; print the figure."""
    whole, second = built()
    print(
        f"two files take {whole / (whole - second):.2f} times one ({second:.1f} of {whole:.1f} s); "
        f"the gate takes {gated():.2f} s of 45,900 figures"
    )
