"""Compare: one authority against a group, figure by figure, and no surer than chance allows."""

from collections.abc import Callable

from kit import wording
from kit.chart import Chart, Funnel, Scatter, Spine
from kit.screen import layout, maps, parts, scatter, spine
from kit.screen.ask import ask
from kit.screen.blocks import show

chosen = layout.selection()
made = layout.chosen_group()
groups = ask("compare/groups", **chosen, **made)
code = layout.pick("compared", "Compared with", groups, width=250)
if code is None:
    layout.heading("This comparison cannot be shown")
    layout.unknown_code("compared", "group called")
    layout.stop()
group = groups[groups["code"] == code].iloc[0]
lines = ask("compare/spine", comparison=code, group_name=group["name"], **chosen, **made)
name, middle = lines[["authority", "middle_name"]].iloc[0]
layout.heading(lines["headline"].iloc[0], below=lines["below"].iloc[0])
parts.note(f"{parts.text(group['about'])}. {parts.text(group['names'])}")

left, right = parts.two_columns(2, 1)
only = layout.pick("only", "Show", ask("compare/verdicts"), width=200, row=left) or "all"
with left:
    found = ask("indicator/sources", indicators=list(lines["indicator"]), **chosen)
    found = found[~found["is_earlier"]].sort_values("title").drop_duplicates("source")
    figures = Spine(
        rows=lines if only == "all" else lines[lines["verdict"] == only],
        about=name,
        beside=group["name"],
        middle=middle,
        page="indicator",
        title="Figure by figure",
        measure="each line has its own scale: worst left, best right (lowest and highest where "
        "neither is better); rank as the range its interval allows; quarter A is the best",
        source=parts.source_names(found, "nothing loaded")[0],
        alt=lines["headline"].iloc[0],
        columns=spine.spine_columns(middle, page="indicator"),
        name=f"compare_{chosen['area_code']}_{code}",
    )
    show(figures)


with right:
    areas = ask("frame/areas", **chosen)
    others = areas[areas["code"] != chosen["area_code"]]
    layout.choose_group(others, "Make a group of your own", "compared")
    choices = ask("compare/indicators", **chosen)
    one = layout.pick("indicator", "One indicator", choices, 420, row=right) or ""
    rest = choices.drop(columns="is_default")
    other = layout.pick("against", "And another", rest, 420, row=right) or ""
    found = ask("indicator/sources", indicators=[one, other], **chosen)
    found = found[~found["is_earlier"]]  # a funnel, a map and a scatter are of one period
    both = [
        parts.source_names(found[found["indicator"] == each], "nothing loaded")[0]
        for each in (one, other)
    ]
    views: dict[str, tuple[Callable[..., Chart], Callable, str]] = {
        "funnel": (Funnel, scatter.funnel_columns, "no count or no interval"),
        "map": (maps.figure_map, scatter.figure_columns, "no shapes or no figures"),
        "scatter": (Scatter, scatter.pair_columns, "no authority with both figures"),
    }
    for view, (describe, columns, none) in views.items():
        rows = ask(f"compare/{view}", indicator=one, against=other, **chosen)
        if rows.empty:
            parts.note(f"No {view}: {none}.")
            continue
        headline, below = rows[["headline", "below"]].iloc[0]
        seen = describe(
            rows=rows,
            title=headline,
            measure=below,
            source="; ".join(sorted(set(both))) if view == "scatter" else both[0],
            alt=f"{wording.capitalise(view)}. {headline}. {below}",
            table=rows[rows["name"].notna()],
            columns=columns(rows.iloc[0]),
            name=f"{view}_{one}_{chosen['area_code']}",
        )
        show(seen)
    parts.note(
        "A link between two figures over areas does not mean that one causes the other, or that "
        "they go together for schools or children. Of a hundred pairs five do so by chance."
    )
