"""How we judge: the method in words and formulas, whose thresholds, how sure, and what it omits."""

from kit.chart import Column, Matrix
from kit.screen import layout, parts
from kit.screen.ask import ask
from kit.screen.blocks import Link, show, table_with_download

chosen = layout.selection()
OWN = "this product’s framework tables and its build"
KINDS = {"i": "number", "f": "decimal"}
LINK: Link = {"page": "indicator", "params": (("indicator", "indicator"),)}


def columns(rows, headings: str) -> dict[str, Column]:
    """Name the columns of `rows` in their order; titles lead to their indicator's page."""
    shown = [name for name in rows.columns if name not in ("indicator", "other", "is_sure")]
    return {
        name: Column(
            heading.strip(),
            KINDS.get(rows[name].dtype.kind, "text"),
            **(LINK if name == "title" and "indicator" in rows else {}),
        )
        for name, heading in zip(shown, headings.split("|"), strict=True)
    }


def told(name: str, title: str, headings: str, measure: str, none="Nothing to list."):
    """Show the answer to one of the page's questions as a table."""
    rows = ask(f"how_we_judge/{name}", **chosen)
    heads = columns(rows, headings)
    table_with_download(rows, title, heads, measure=measure, source=OWN, name=name, none=none)


finding = ask("how_we_judge/finding", **chosen).iloc[0]
layout.heading(finding["headline"], below=finding["below"])
parts.note(parts.text(finding["note"]))
left, right = parts.two_columns(1.5, 1)
with left:
    parts.list_facts("In plain words", dict(ask("how_we_judge/steps", **chosen).to_numpy()))
with right:
    parts.list_facts("What this does not tell you", dict(ask("how_we_judge/silence").to_numpy()))
told(
    "small_numbers",
    "Small numbers: what is hidden",
    "Of whom|Sources|What is hidden",
    "rules for readers of whom nothing is known",
)
told(
    "characteristics",
    "How often the rule names a theme right",
    "True level|Cases each|Indicators|Named right, %|Named wrong, %|Two levels named, %|Not "
    "assessed, %",
    "a seeded simulation: every indicator has the same true value, anywhere within the true level",
)
pairs = ask("how_we_judge/correlations", **chosen)
if pairs.empty:
    parts.note("Too few authorities have figures for two indicators of one theme to compare them.")
else:
    matrix = Matrix(
        rows=pairs,
        page="indicator",
        title="How closely indicators of a theme agree",
        alt="a table for each theme",
        measure="correlation over authorities, each turned so that more is better; bold where its "
        "95% interval does not include 0; near 1 both say the same, below 0 they differ",
        source=OWN,
        columns=columns(pairs, "Theme|Indicator|With|Authorities|r|Lower 95%|Upper 95%"),
        name="correlations",
    )
    show(matrix)
WEIGHTS = "as given, and as found: correlation with the theme’s height, and how often it is"
BEGIN = "weights within a theme; a threshold is reached at the value itself; tried: how far the "
for name, title, headings, measure in (
    ("weights", "What each indicator counts in practice", "Indicator|Theme|Given, %|Correlation|"
     "Lowest of its theme, %|Authorities", f"{WEIGHTS} the lowest of its theme"),
    ("themes", "Themes and missing data", "Theme|What it is|Evidence asked for|Assessed",
     "with less evidence a theme is not assessed: nothing is filled in, nothing counts as zero"),
    ("bearings", "Indicators, weights and thresholds", "Indicator|Theme|Weight|Years it "
     "counts|Levels|Tried|Whose judgement", f"{BEGIN} thresholds could as well lie"),
    ("limits", "Limits and level descriptions", "For|Rule|Value|Basis", "and whose"),
    ("formulas", "Formulas", "What|Formula|Whose", "as in queries/macros.sql"),
):  # fmt: skip
    told(name, title, headings, measure)
