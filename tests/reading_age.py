"""Measure how hard each page is to read: the Flesch-Kincaid grade of its sentences.

The grade is years of school: 12 is what a reader of 17 has behind them. Sentences are what stands
in headings, paragraphs and lists of the rendered page; labels and cells of under five words, names
of files and SQL are none. A figure counts as a word of one syllable.

    python tests/reading_age.py             the demonstration as built here, page by page
    python tests/reading_age.py published   the published data

The last line says how many pages are within the aim: 12, and 11 for the briefing.
"""

import re
import sys
from pathlib import Path

import lxml.html

PROJECT = Path(__file__).resolve().parents[1]
AIM, AIMS = 12.0, {"brief": 11.0, "present": 11.0}
_BLOCKS = "//h1|//h2|//p|//li|//dd|//summary"
_NOT_READ = "//style|//pre|//table|//code|//*[@class='unseen']"


def _syllables(word: str) -> int:
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith(("e", "es", "ed")) and not word.endswith(("le", "les", "ted", "ded"))
    return max(groups - silent, 1)


def grade(said: list[str]) -> float:
    """Return the Flesch-Kincaid grade of sentences: years of school."""
    words = re.findall(r"[\w%£.,]*\w%?", " ".join(said).lower())
    stops = sum(max(len(re.findall(r"[.?!](?=\s|$)", one)), 1) for one in said)
    syllables = sum(1 if word[0] in "£0123456789" else _syllables(word) for word in words)
    return 0.39 * len(words) / stops + 11.8 * syllables / len(words) - 15.59


def sentences(html: str) -> list[str]:
    """Return what a page says in sentences, each once; `·` parts what is set apart."""
    tree = lxml.html.fromstring(f"<div>{html}</div>")
    for node in tree.xpath(_NOT_READ):
        node.drop_tree()
    found: dict[str, None] = {}
    for block in tree.xpath(_BLOCKS):
        if block.xpath("ancestor::footer") or block.xpath("descendant::p|descendant::li"):
            continue
        text = " ".join(block.text_content().split())
        for piece in text.split(" · "):
            if len(piece.split()) >= 5:
                found[piece.rstrip(":")] = None
    return list(found)


def pages() -> list[Path]:
    """Return the files of all pages, in the order of their paths."""
    return sorted((PROJECT / "pages").rglob("*.py"))


def main(data: str = "demonstration") -> None:
    """Print the grade of each page, the hardest first."""
    sys.path.insert(0, str(PROJECT))
    sys.argv = ["dashboard.py", "--data", data]
    from tests.opened import html_at

    grades = {}
    for path in pages():
        said = sentences(html_at(path.relative_to(PROJECT).as_posix()))
        if len(said) >= 3:
            grades[path.stem] = (grade(said), len(said))
    for name, (found, count) in sorted(grades.items(), key=lambda each: -each[1][0]):
        print(f"{found:5.1f}  {name} ({count} sentences)")
    within = sum(found <= AIMS.get(name, AIM) for name, (found, _) in grades.items())
    mean = sum(found for found, _ in grades.values()) / len(grades)
    print(f"reading grade: mean {mean:.1f}; {within} of {len(grades)} pages within the aim")


if __name__ == "__main__":
    main(*sys.argv[1:])
