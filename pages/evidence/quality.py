"""Data and quality: what is loaded, how old it is, and what the checks found."""

from kit.screen import data_quality, layout, parts
from kit.screen.ask import ask

finding = ask("quality/finding").iloc[0]
sources = ask("quality/sources")
checks = ask("quality/checks")
layout.head(finding["headline"], below=finding["below"], above="Data and quality")

left, right = parts.sides(1, 1)
with left:
    data_quality.checks(
        checks,
        ask("quality/touched"),
        title="Promises that are not kept",
        none="Nothing: every promise between registers and sources is kept.",
        kept="checks pass",
        page="indicator",
        foot="An error would make figures wrong or unsafe: such a build is refused and the last "
        "good one goes on serving. A warning is shown here and on every page that uses the data.",
    )
    data_quality.sources(
        sources[sources["kind"] == "ships"],
        "What ships with the product",
        "lists, frameworks, invented data",
        folded=True,
    )
with right:
    data_quality.sources(
        sources[sources["kind"] == "register"], "Registers", "kept by the authority"
    )
    data_quality.sources(sources[sources["kind"] == "published"], "Published sources", "imported")

parts.downloads(
    checks.drop(columns=["sample"]),
    "checks",
    {"Title": finding["headline"], "Unit": "rows that break a promise", "Source": "the build"},
)
