"""Evidence trace: how we know, from a figure to its question, indicator, SQL, rows and file."""

from kit.screen import data_quality, downloads, layout, lineage, one_figure, parts, sign_offs
from kit.screen.ask import ask

chosen = layout.selection()
code = layout.pick("indicator", "Indicator", ask("indicator/list", **chosen), width=300)
if code is None:
    layout.heading("This figure cannot be traced")
    layout.unknown_code("indicator", "indicator called")
    layout.stop()

chosen["indicator"] = code
about = ask("indicator/definition", indicator=code).iloc[0]
figure = ask("indicator/figure", **chosen).iloc[0]
bears = ask("trace/question", **chosen).iloc[0]
layout.heading(
    one_figure.finding_sentence(figure),
    above="Evidence trace",
    below="The source in five steps: the question, the indicator, the SQL as it was "
    "run, the rows, the file.",
)
one_figure.show_failed_step(about)

left, right = parts.two_columns()
with left:
    parts.list_facts(
        "1  The question it belongs to",
        {
            "Framework": bears["framework_title"],
            "Question": bears["question"],
            "Theme": bears["theme_title"],
            "Effect": bears["part_played"],
            "Rule": bears["rule"],
            "Level of the theme": bears["theme_level"] if bears["theme_title"] else "",
            "Why": bears["why"],
        },
    )
    if bears["theme"]:
        parts.write_html(
            parts.page_link("level", "How this level came about", theme=bears["theme"])
        )
with right:
    parts.list_facts(
        "2  The indicator, and its figure",
        {
            "Asks": about["question"],
            "Counted": about["numerator"],
            "Out of": about["denominator"],
            "How it could be misread": about["caveat"],
            "Owner": about["owner"],
            "Checked": sign_offs.sign_off_text(about),
        },
        warned=["How it could be misread"],
    )
    one_figure.show_figure(figure.drop("indicator"))
    parts.write_html(parts.page_link("indicator", "Over time and against others"))

lineage.step_heading(3, "The SQL as it was run", "the indicator first, then every step beneath it")
lineage.calculation_steps(
    ask("trace/steps", indicator=code), "steps more, of other sources, areas and days"
)
rows, files = ask("trace/rows", **chosen), ask("trace/files", indicator=code)
lineage.step_heading(4, "The rows", "of this authority, that the SQL could count on the day")
if rows.empty:
    parts.message("No rows", f"Nothing is loaded for this authority. It needs: {about['source']}.")
told = lineage.source_rows(rows, "Not shown: they are answers of single people, or counts of them.")
if len(told):
    downloads.offer_downloads(
        told,
        f"rows_{code}_{chosen['area_code']}",
        {
            "Title": one_figure.finding_sentence(figure),
            "Source": about["source"],
            "As at": chosen["as_at"],
        },
    )
own = files["is_own"].astype(bool)
releases = ask("trace/releases", **chosen)
if len(releases):
    given = dict(zip(releases["name"], releases["periods"], strict=True))
    parts.list_facts("Which release gives which points", given)
data_quality.list_sources(files[own], "5  The files", "hash, release, licence")
data_quality.list_sources(files[~own], "Also read", "areas, days and lists", folded=True)
