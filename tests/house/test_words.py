"""Words a reader sees keep to docs/style.md: no string of the project holds a banned word."""

import csv
import re

import pytest

from tests.house.strings import PROJECT, String, is_words, strings

LIST = PROJECT / "tests" / "house" / "banned_words.csv"
BANNED = {
    re.compile(row["pattern"], 0 if "Ready" in row["pattern"] else re.I): row["say instead"]
    for row in csv.DictReader(LIST.open(encoding="utf-8", newline=""))
}
# Where a banned word is the subject: what the style bans, and the law.
ALLOWED = {"docs/style.md"}
FOUND: dict[str, list[String]] = {}
for each in strings():
    FOUND.setdefault(each.path, []).append(each)


def faults(text: str) -> list[str]:
    """Return what is wrong in a text: the banned words it holds, and what to say instead."""
    return [
        f"“{found[0]}”: say {instead}"
        for pattern, instead in BANNED.items()
        if (found := pattern.search(text))
    ]


PATHS = sorted(set(FOUND) - ALLOWED)


def faults_in(path: str) -> list[str]:
    return [
        f"{path}:{each.line}: {fault}"
        for each in FOUND.get(path, [])
        if is_words(each.text)
        for fault in faults(each.text)
    ]


@pytest.mark.parametrize("path", PATHS)
def test_no_string_a_reader_sees_holds_a_banned_word(path):
    assert not faults_in(path), "\n".join(faults_in(path))


@pytest.mark.parametrize(
    ("text", "is_fine"),
    [
        ("The last good build goes on serving", False),
        ("It stands at level 2", False),
        ("below nought in all themes", False),
        ("a value that is no whole number", False),
        ("There is no date for this", True),
        ("The level is 2, against 3 among neighbours", True),
        ("Ready to partner is the product", False),
        ("Ready to Partner is the product", True),
    ],
)
def test_the_list_finds_what_it_bans_and_no_more(text, is_fine):
    assert (faults(text) == []) == is_fine


def test_strings_are_found_in_every_kind_of_file():
    """A kind of file that is no longer read would pass without a look."""
    kinds = {path.rpartition(".")[2] for path in FOUND}
    assert kinds == {"sql", "py", "csv", "toml", "md"}
    assert {"text", "label", "pages", "queries/pages", "kit/paper", "documents"} <= {
        each.place for several in FOUND.values() for each in several
    }
