"""Schools causing concern: which, since when, under what agreement and who is helping."""

from kit.chart import Column, Timeline
from kit.screen import layout, lists, parts, register_steps
from kit.screen.ask import ask
from kit.screen.blocks import show, table_with_download

chosen = layout.selection()
finding = ask("concern/finding", **chosen).iloc[0]
layout.heading(finding["headline"], finding["below"], indicator=finding["indicator"])
if not finding["is_recorded"]:
    said = ask("glance/inspections", **chosen)
    if len(said):
        lists.list_sentences(said, "What inspectors said", aside="of the area, not of a school")
    register_steps.show_steps(
        "schools causing concern",
        ("interventions", "concern_agreements"),
        [parts.page_link("outcomes", "What is published of how children do")],
    )
    layout.stop()

cases, missing = ask("concern/cases", **chosen), ask("concern/missing", **chosen)
spells = ask("concern/spells", **chosen)
source = "the authority’s registers interventions and concern_agreements"
MARKS = {"helped": ("concern, a partnership helping", "strong", 10)}
MARKS |= {"alone": ("concern, no partnership helping", "beside", 5)}
MARKS |= {"before": ("agreement made before", "strong", 0), "after": ("made after", "weak", 0)}
parts.note(
    "Intervention can derail relations unless discussed and understood beforehand: so what counts "
    "is whether an agreement came before concern arose. Schools are named as in the authority’s "
    "own register; nothing of a pupil is read. No authority is compared."
)
HELPER, INDICATOR = (("partnership", "partnership_id"),), (("indicator", "indicator"),)
CASE = {"name": Column("School"), "phase": Column("Phase"), "what": Column("What")}
CASE |= {"concern_on": Column("Since", "date"), "months": Column("Months", "number")}
CASE |= {"agreement": Column("Agreement"), "agreed_on": Column("Made on", "date", why="none")}
HELP = Column("Who is helping", page="partnership", params=HELPER, why="nobody")
CASE |= {"followed": Column("Followed"), "partnership": HELP}
FIGURES = {"title": Column("Figure", page="indicator", params=INDICATOR)}
FIGURES |= {"value": Column("Value", why="missing_reason"), "span": Column("95% interval")}
FIGURES |= {"counted": Column("Counted")}
WITHOUT = {"name": Column("School"), "why": Column("Why"), "concern": Column("Now")}
table_with_download(
    cases[cases["is_open"]],
    "Schools causing concern on the date",
    CASE,
    measure="the longest first; followed: the steps agreed beforehand were kept to",
    source=source,
    name=f"concern_open_{chosen['area_code']}",
    none="No school is recorded as causing concern on the date.",
)
left, right = parts.two_columns(1.2, 1)
with left:
    if len(cases):
        terms = Timeline(
            rows=spells,
            marks=MARKS,
            at=chosen["as_at"],
            title=finding["title"],
            measure="open now or ended in the last three years, open ones first",
            source=source,
            alt=". ".join(f"{row.name}: {row.what}, {row.agreement}" for row in cases.itertuples()),
            table=cases,
            columns=CASE | {"ended_on": Column("Ended", "date", why="goes_on")},
            name=f"concern_{chosen['area_code']}",
        )
        show(terms)
with right:
    table_with_download(
        ask("concern/figures", **chosen),
        "In figures, of few cases",
        FIGURES,
        measure="cases of the year to the date, or of three years; not only those open on it",
        source=source,
        name=f"intervention_{chosen['area_code']}",
    )
    parts.note(f"For scale: {ask('concern/context').iloc[0]['said']}.")
table_with_download(
    missing,
    f"Secondary schools without an agreement made beforehand: {len(missing)}",
    WITHOUT,
    measure="in force on the date and made before any concern; concern now first",
    source=source,
    name=f"agreements_missing_{chosen['area_code']}",
    none="Every secondary school has one.",
)
