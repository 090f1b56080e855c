"""Data and quality: what is loaded, how old it is, and what the checks found."""

import streamlit as st

from kit.chart import Column
from kit.screen import data_quality, downloads, layout, parts
from kit.screen.ask import ask

KINDS = [("register", "Registers", "kept by the authority")]
KINDS += [("published", "Published sources", "imported")]
finding = ask("quality/finding").iloc[0]
sources = ask("quality/sources")
checks = ask("quality/checks")
layout.heading(finding["headline"], below=finding["below"], above="Data and quality")

left, right = parts.two_columns(1, 1)
with left:
    data_quality.list_checks(
        checks,
        ask("quality/touched"),
        title="Failed checks",
        none="None: all checks between registers and sources pass.",
        kept="checks pass",
        page="indicator",
        footer="An error would make figures wrong or unsafe: such an update is refused and the "
        "previous figures stay. A warning is shown here and on every page that uses the data.",
    )
with right:
    data_quality.list_sources(
        sources[sources["kind"] == "ships"],
        "What ships with the product",
        "lists, frameworks, invented data",
        folded=True,
    )
with st.container(key="sources"):
    for kind, title, aside in KINDS:
        data_quality.list_sources(sources[sources["kind"] == kind], title, aside)

downloads.offer_downloads(
    checks,
    "checks",
    {"Title": finding["headline"], "Unit": "rows that fail a check", "Source": "the build"},
    {
        "check_name": Column("Check"),
        "title": Column("Promise"),
        "severity": Column("Severity"),
        "offenders": Column("Rows that fail", "number"),
        "error": Column("Error"),
        "fix": Column("How to fix it"),
        "why": Column("Why it matters"),
    },
)
