"""Sentences of `text/findings.csv`, filled in with facts, for what no query says.

The words are read anew when the file changes, so that a row reworded is seen at the next click.
A template is filled in as the macro `filled` of queries/macros.sql does it.
"""

import csv
import re
from functools import lru_cache

from kit.store.paths import PROJECT

_FILE = PROJECT / "text" / "findings.csv"
_PLACE = re.compile(r"{([^{}]+)}")


def say(finding: str, form: str = "any", **facts) -> str:
    """Return the sentence of a finding in a form. KeyError where text/findings.csv has none."""
    return fill(_templates(_FILE.stat().st_mtime_ns)[finding, form], **facts)


def fill(template: str, **facts) -> str:
    """Return a template whose words in braces are replaced by facts.

    `{n:one|many}` is the first of the two where the fact n is 1, else the second.
    """

    def replaced(found: re.Match) -> str:
        name, _, forms = found[1].partition(":")
        value = facts.get(name)
        said = "" if value is None else str(value)
        return forms.split("|")[0 if said == "1" else 1] if forms else said

    return _PLACE.sub(replaced, template)


@lru_cache(maxsize=2)
def _templates(_modified: int) -> dict[tuple[str, str], str]:
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return {(row["finding"], row["form"]): row["template"] for row in csv.DictReader(lines)}
