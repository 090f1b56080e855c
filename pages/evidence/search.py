"""Search: find a page, an indicator, an authority, a partnership, a school or a word."""

from kit.screen import layout, search
from kit.screen.ask import ask

MOST = 6
words = layout.address_value("q")
kind = layout.address_value("kind")
found = search.open_to_reader(ask("search/found", words=words, kind=kind, most=MOST))
layout.heading(search.headline(words, found))
search.show_field(words)
for each, rows in found.groupby("kind", sort=False):
    search.show_results(rows, str(each), words)
