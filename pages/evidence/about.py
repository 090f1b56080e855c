"""About and help: what this is, how to read it, where to get help, and what its words mean."""

from kit.chart import Column
from kit.screen import layout, menu, parts
from kit.screen.ask import ask
from kit.screen.blocks import table_with_download

layout.heading(
    "Ready to Partner: about and help",
    below="What this is, how to read it, where to get help, and what its words mean.",
)
parts.write_html(menu.doors_line("Open first for a"))
rows = ask("about/help")
places = parts.two_columns()
for place, part in enumerate(rows["part"].unique()):
    with places[place % 2]:
        of_part = rows[rows["part"] == part]
        parts.list_facts(part, dict(zip(of_part["heading"], of_part["words"], strict=True)))
table_with_download(
    ask("about/glossary"),
    "Glossary",
    {"word": Column("Word"), "meaning": Column("What it means here")},
    measure="the words that pages and papers use",
    source="text/glossary.csv",
    name="glossary",
)
