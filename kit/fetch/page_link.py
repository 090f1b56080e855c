"""The newest of the links on a page that match a pattern."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin

from kit.fetch.client import Client, FetchError
from kit.store.addresses import LinkAddress

MONTHS = "january february march april may june july august september october november december"
_MONTH = {name[:3]: number for number, name in enumerate(MONTHS.split(), 1)}
_YEAR = r"(?<!\d)((?:19|20)\d\d)(?!\d)"
# In the order in which they are believed: 2024-06-30 or 20240630, June 2024, 2024-06, 2024.
_DATES = (
    re.compile(rf"{_YEAR}-(\d\d)-(\d\d)(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)"),
    re.compile(rf"(?P<word>[a-z]{{3,9}})[ _-]+(?P<year>{_YEAR})", re.IGNORECASE),
    re.compile(rf"{_YEAR}-(0[1-9]|1[0-2])(?!\d)"),
    re.compile(_YEAR),
)


class _Links(HTMLParser):
    """Gathers the links of a page, each with its text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open: str | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._close()
            self._open = dict(attrs).get("href")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._close()

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._text.append(data)

    def _close(self) -> None:
        if self._open:
            self.found.append((self._open, " ".join("".join(self._text).split())))
        self._open, self._text = None, []


def find(client: Client, wanted: LinkAddress) -> str:
    """Return the address of the file that a page leads to. Raises FetchError."""
    address = wanted.address
    for pattern in [*wanted.follow, wanted.link]:
        text, address = client.text(address)
        address = _newest(text, address, pattern)
    return address


def _newest(page: str, address: str, pattern: str) -> str:
    """Return the link of the newest date that matches; of equals, the first on the page."""
    reader = _Links()
    reader.feed(page)
    reader.close()
    matching = [
        (urljoin(address, link), text)
        for link, text in reader.found
        if re.search(pattern, unquote(link)) or re.search(pattern, text)
    ]
    if not matching:
        raise FetchError(
            f"{address} has no link that matches {pattern!r} ({len(reader.found)} links)",
            "The page may have changed: correct `link` in the contract",
            not_found=True,
        )
    return max(matching, key=lambda one: _date(*one))[0]


def _date(link: str, text: str) -> tuple[int, int, int]:
    """Return the date of a link by its text, else by the last part of its address."""
    said = newest_date(text)
    return said if any(said) else newest_date(unquote(link.rstrip("/").rpartition("/")[2]))


def newest_date(text: str) -> tuple[int, int, int]:
    """Return the latest date that a text names, as year, month and day; nought where unsaid."""
    for pattern in _DATES:
        dates: list[tuple[int, int, int]] = []
        for found in pattern.finditer(text):
            if "word" in pattern.groupindex:
                month = _MONTH.get(found["word"][:3].lower(), 0)
                dates += [(int(found["year"]), month, 0)] if month else []
            else:
                year, month, day = ([int(part) for part in found.groups()] + [0, 0])[:3]
                dates.append((year, month, day))
        if dates:
            return max(dates)
    return (0, 0, 0)
