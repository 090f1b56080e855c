"""Theme level: how a theme's level came about, by which rules and whose, how sure, what changed."""

from kit.chart import Column, Rulers
from kit.screen import comments, layout, parts
from kit.screen.ask import ask
from kit.screen.blocks import Link, show, table_with_download

chosen = layout.selection()
themes = ask("level/themes", **chosen)
theme = layout.pick("theme", "Theme", themes, width=220)
if theme is None:
    layout.heading("This level cannot be shown")
    layout.unknown_code("theme", "theme", themes, "level")
    layout.stop()

chosen["theme"] = theme
finding = ask("level/finding", **chosen).iloc[0]
evidence = ask("level/evidence", **chosen)
cuts = ask("level/cut_points", **chosen)
layout.heading(finding["headline"], below=finding["below"])
comments.comment_form(comments.show_comments("theme", theme))
INDICATOR: Link = {"page": "indicator", "params": (("indicator", "indicator"),)}

left, right = parts.two_columns(1.6, 1)
with left:
    rulers = Rulers(
        rows=evidence,
        cuts=cuts,
        page="indicator",
        title=finding["why"],
        measure="each figure with its 95% interval; a line is where a level begins; a level whose "
        "interval crosses a line could be the other",
        source="the files listed below",
        alt=finding["why"],
        table=cuts,
        columns={
            "title": Column("Indicator", **INDICATOR),
            "word": Column("Level"),
            "from_value": Column("From", "hundredths"),
            "could_be_by": Column("Tried ±", "decimal"),
            "value": Column("Figure", "hundredths"),
            "basis": Column("Whose"),
        },
        name=f"cut_points_{chosen['area_code']}_{theme}",
    )
    show(rulers)
    table_with_download(
        evidence,
        "Evidence used and missing",
        {
            "title": Column("Indicator", **INDICATOR),
            "part_played": Column("Evidence"),
            "period_text": Column("Period"),
            "value": Column("Figure", "decimal", why="missing_reason"),
            "denominator": Column("Out of", "number"),
            "weight": Column("Weight", "decimal"),
            "source_rows": Column("Rows", page="trace", params=INDICATOR["params"]),
        },
        measure="Missing figures are left out, not counted as 0",
        source="the files listed below",
        name=f"evidence_{chosen['area_code']}_{theme}",
        none="The framework chosen has no indicators for this theme.",
    )
    table_with_download(
        ask("level/sources", **chosen),
        "The files behind the figures",
        {
            "table_title": Column("Table"),
            "release": Column("Release"),
            "imported_at": Column("Imported", "date"),
            "rows": Column("Rows", "number"),
        },
        measure="every table these figures are worked out from, areas and dates too",
        source="the build",
        name=f"files_{theme}",
        none="No figure of this theme is judged, so no file lies behind it.",
    )
with right:
    parts.list_facts("The rule", dict(ask("level/rules", **chosen)[["title", "basis"]].to_numpy()))
    parts.list_facts("Whose judgement", {finding["framework_title"]: finding["whose"]})
    for heading, lines in ask("level/sure", **chosen).groupby("heading", sort=False):
        parts.list_facts(heading, dict(lines[["name", "said"]].to_numpy()))
    parts.write_html(parts.page_link("moves", "What would move us"))
    changes = "What if a figure, weight or threshold were different?"
    parts.write_html(parts.page_link("what_if", changes))
