"""Partners' scores: where schools, colleges, police, health and the authority differ."""

from kit import wording
from kit.chart import Column, Ranges
from kit.screen import layout, lists, parts, range_plot, register_steps
from kit.screen.ask import ask
from kit.screen.blocks import show, table_with_download

SCALE = ["not at all", "in part", "mostly", "fully"]
SOURCE = "the authority’s register of partners’ scores"
MEASURE = "mean score of each kind of partner, 1 not at all to 4 fully; widest difference first"

chosen = layout.selection()
finding = ask("partners/finding", **chosen).iloc[0]
layout.heading(finding["headline"], finding["below"])
if not wording.is_known(finding["scored_on"]):
    said = ask("glance/inspections", **chosen)
    if len(said):
        what = "What inspectors said of partners here"
        lists.list_sentences(said, what, aside="their words; no partner’s own score")
    ask_them = [parts.page_link("survey", "Ask them on the page Survey of leaders")]
    register_steps.show_steps("partners’ scores", ("partner_scores",), ask_them)
    table_with_download(
        ask("survey/checklist"),
        "What partners would be asked to score, each alone",
        {"title": Column("Item"), "wording": Column("In full")},
        measure="1 not at all, 2 in part, 3 mostly, 4 fully; where they differ is worth a talk",
        source="the checklist that ships with this product",
        name="partners_checklist",
    )
    layout.stop()

scores, items = ask("partners/scores", **chosen), ask("partners/items", **chosen)
drawn = scores.rename(columns={"score": "value", "partner": "name"})
ranges = Ranges(
    rows=drawn,
    scale=SCALE,
    write=lambda value: wording.number(value, 1),
    title="Each partner scores alone: the difference between them is the finding",
    measure=MEASURE,
    source=SOURCE,
    alt=range_plot.alt_text(drawn),
    table=scores,
    columns={
        "title": Column("Item"),
        "partner": Column("Partner"),
        "score": Column("Score", "decimal"),
        "answers": Column("Answers", "number"),
    },
    name="partners_scores",
)
show(ranges)
table_with_download(
    items,
    "What partners were asked, and how far they differ",
    {
        "title": Column("Item"),
        "wording": Column("In full"),
        "lowest_partner": Column("Lowest"),
        "lowest": Column("Score", "decimal"),
        "highest_partner": Column("Highest"),
        "highest": Column("Score", "decimal"),
        "difference": Column("Difference", "decimal"),
        "heading": Column("Heading (Audit Commission, 2005)"),
        "principle": Column("Principle (Partnership Assessment Tool, 2003)"),
    },
    measure="few answers of each kind: a difference is a reason to talk, and shows nothing else",
    source=SOURCE,
    name="partners_items",
)
