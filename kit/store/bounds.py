"""The bound of a table that multiplies others: it is refused before it runs, not while it does.

A label says it as `at_most: 20,000 of assessment_dates x areas`: the greatest number of rows that
the tables named, multiplied, may come to. One date typed wrong can multiply all that is counted by
date; whoever reads the refusal sees which table has grown.
"""

import math
import re
from collections.abc import Mapping

from kit.store.sqlfile import Fault, SqlFile

_FORM = re.compile(r"([\d,]+) of (\w+(?: x \w+)*)")


def faults(file: SqlFile) -> list[Fault]:
    """Return what is wrong with the bound in a label: its form, or a table it does not read."""
    text = file.label.get("at_most")
    if text is None:
        return []
    found = _FORM.fullmatch(text)
    if not found:
        told = "`at_most` is not written as `20,000 of assessment_dates x areas`"
        return [Fault(file.path, 1, told)]
    return [
        Fault(file.path, 1, f"`at_most` names `{table}`, which this file does not read")
        for table in found[2].split(" x ")
        if table not in file.reads
    ]


def excess(file: SqlFile, rows: Mapping[str, int]) -> str:
    """Return by how much a table would outgrow its bound, in words; nothing where it would not.

    `rows` is how many rows each table that is made already has.
    """
    found = _FORM.fullmatch(file.label.get("at_most", ""))
    if not found:
        return ""
    tables, most = found[2].split(" x "), int(found[1].replace(",", ""))
    product = math.prod(rows.get(table, 1) for table in tables)
    if product <= most:
        return ""
    told = " × ".join(f"{rows.get(table, 1):,} of {table}" for table in tables)
    return f"could have {product:,} rows ({told}), more than the {most:,} it may have"
