"""One indicator of one authority: its finding, its facts, over time, beside others, its SQL."""

from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from kit import findings, wording
from kit.chart import Column, Limits, Line, Strip
from kit.screen import blocks, control_chart, drawing, parts
from kit.screen.ask import ask


def finding_sentence(figure: pd.Series) -> str:
    """Say one figure as a sentence, compared with its neighbours, no surer than its interval is.

    `figure`: name, title, kind, unit, decimals, value, verdict, beside_value, beside_is_median,
    missing_reason.
    """
    word, _, better = parts.text(figure["verdict"]).partition(", ")
    form = {"untested": "untested", "similar": "none", "": "silent"}.get(word, "many")
    facts = {
        "title": figure["title"],
        "name": figure["name"],
        "figure": parts.figure_text(figure, figure["value"]),
        "beside": parts.figure_text(figure, figure["beside_value"]),
        "whom": findings.say("indicator_beside", "median" if figure["beside_is_median"] else "sum"),
        "word": word,
        "better": better,
        "why": wording.missing_text(figure["missing_reason"]),
    }
    if not wording.is_known(figure["value"]):
        return findings.say("indicator", "missing", **facts)
    return findings.say("indicator", "judged" if better else form, **facts)


def show_figure(figure: pd.Series) -> None:
    """Show the value with its interval, what it rests on, its period, level and direction."""
    span = wording.interval(figure["lower"], figure["upper"], figure["kind"], figure["decimals"])
    why = (
        "" if wording.is_known(figure["value"]) else wording.missing_text(figure["missing_reason"])
    )
    shown = [(parts.text(figure["unit"]), parts.figure_text(figure, figure["value"]), why)]
    if span:
        shown.append(("95% interval", span, ""))
    if n := wording.out_of(figure["numerator"], figure["denominator"]):
        shown.append(("Counted", n, ""))
    if wording.is_known(figure["period_end"]):
        shown.append(
            ("Period", parts.text(figure["period_text"]), parts.text(figure["period_status"]))
        )
    if wording.is_known(figure["beside_value"]):
        shown.append(
            (
                "Neighbours’ median" if figure["beside_is_median"] else "Neighbours",
                parts.figure_text(figure, figure["beside_value"]),
                f"{int(figure['beside_areas'])} with data",
            )
        )
    if wording.is_known(figure["level"]):
        shown.append(
            (
                "Level",
                wording.level(
                    *figure[["level", "level_low", "level_high", "word", "words"]],
                ),
                "",
            )
        )
    if _is_tested(figure):
        tested = f"tested on {int(figure['points'])} points"
        shown.append(("Direction", parts.direction_text(figure["direction"]), tested))
    code = figure.get("indicator", "")
    items = "".join(
        f"<div><dt>{escape(name)}</dt>"
        f"<dd>{parts.trace_link(value, code) if code and not i else escape(value)}"
        f"{f'<small>{escape(more)}</small>' if more else ''}</dd></div>"
        for i, (name, value, more) in enumerate(shown)
    )
    parts.write_html(f'<dl class="figures">{items}</dl>')


def _is_tested(figure: pd.Series) -> bool:
    return wording.is_known(figure["direction"]) and figure["direction"] != "cannot be calculated"


def show_failed_step(about: pd.Series) -> None:
    """Show why the SQL of a step did not run, where its figures would have stood."""
    if about["step_status"] in ("failed", "blocked"):
        parts.message(
            "This has an error and could not be calculated",
            f"Showing the previous figures until this is fixed: {parts.text(about['step_path'])}",
            parts.text(about["step_error"]),
        )


def before_and_after(options: pd.DataFrame, code: str) -> str:
    """Return links to the indicators before and after one in a list (code, label), as HTML."""
    codes, labels = list(options["code"]), list(options["label"])
    here = codes.index(code)
    places = {"Previous": here - 1, "Next": here + 1}
    return " · ".join(
        f"{said}: {parts.page_link('indicator', labels[place], indicator=codes[place])}"
        for said, place in places.items()
        if 0 <= place < len(codes)
    )


def show_trend(
    rows: pd.DataFrame,
    figure: pd.Series,
    others: dict[str, str],
    footer: str,
    events: pd.DataFrame | None = None,
) -> None:
    """Draw a figure over time, its direction as the title; `rows` as for `Line`.

    `footer` names the sources; `events` are marked by their numbers.
    """
    title = "Over time"
    known = rows[rows["value"].notna()]
    if _is_tested(figure):
        title += f": {figure['direction']}"
    elif len(known) > 1:
        title = "From " + " to ".join(
            f"{parts.figure_text(figure, row.value)} in {row.period_text}"
            for row in known.iloc[[0, -1]].itertuples()
        )
    said = f"{figure['name']}, {figure['unit']}"
    if rows["lower"].notna().any():
        said += ", with 95% interval"
    if (rows["period_status"] == "provisional").any():
        said += "; a hollow point is provisional"
    notes = [
        f"Series break at {row.period_text}: {row.broken}."
        for row in rows.itertuples()
        if wording.is_known(row.broken)
    ]
    for reason, gone in rows[rows["value"].isna()].groupby("missing_reason", dropna=False):
        periods = list(gone["period_text"])
        shown = (
            wording.join_names(periods)
            if len(periods) < 4
            else f"{len(periods)} periods from {periods[0]} to {periods[-1]}"
        )
        notes.append(f"{wording.capitalise(wording.missing_text(reason))}: {shown}.")
    parts.section(title, f'<p class="soft small">{escape(said)}</p>', kind="charted")
    write = partial(parts.figure_text, figure)
    values = "; ".join(f"{row.period_text} {write(row.value)}" for row in rows.itertuples())
    line = Line(
        rows=rows,
        title=title,
        measure=said,
        source=footer,
        alt=f"{title}. {said}. {values}",
        about=figure["name"],
        write=write,
        others=others,
        events=events,
    )
    parts.show_chart(drawing.figure(line, parts.colours()), line.alt)
    below = " ".join([*notes, parts.source_line(footer)])
    parts.chart_note(below, figure.get("indicator", ""), f"{figure['title']}: {title}", said)


def _comparison_title(rows: pd.DataFrame) -> str:
    """Say how the chosen one stands to its neighbours, as the title of a chart."""
    own = rows.loc[rows["place"] == "chosen", "value"]
    beside = rows.loc[rows["place"] == "neighbour", "value"].dropna()
    if own.isna().all() or beside.empty:
        return findings.say("strip", "silent")
    above, below = int((beside > own.iloc[0]).sum()), int((beside < own.iloc[0]).sum())
    form = "middle" if above == below else "lower" if above > below else "higher"
    return findings.say("strip", form, n=max(above, below), neighbours=len(beside))


def at_dates(code: str, then: str | None, chosen: dict) -> list[tuple[pd.Series, pd.DataFrame]]:
    """Return a figure and everyone's, at the date chosen and at `then` where it is one."""
    found = []
    for day in (chosen["as_at"], *([then] if then and then != "none" else [])):
        about = chosen | {"indicator": code, "as_at": day}
        figure = ask("indicator/figure", **about).iloc[0]
        end = str(figure["period_end"])
        found.append((figure, ask("indicator/others", **about, period_end=end)))
    return found


def show_strips(beside: list[tuple[pd.Series, pd.DataFrame]], footer: str) -> None:
    """Draw a figure with everyone's at each of several dates, on one scale.

    `beside`: the figure and the rows as for `Strip`. `footer` names the sources.
    """
    seen = pd.concat([rows["value"] for _, rows in beside])
    for figure, rows in beside:
        _show_strip(rows, figure, footer, (seen.min(), seen.max()))


def _show_strip(rows: pd.DataFrame, figure: pd.Series, footer: str, span: tuple) -> None:
    title = f"{_comparison_title(rows)}, {parts.text(figure['period_text'])}"
    places = list(rows["place"])
    names = {
        "chosen": wording.shorten(figure["name"]),
        "neighbour": "neighbours",
        "region": "same region",
        "other": "others",
    }
    key = "".join(
        f'<span><i class="dot {place}"></i>{escape(name)} '
        f"{f'({places.count(place)})' if place != 'chosen' else ''}</span>"
        for place, name in names.items()
        if place in places
    )
    parts.section(title, f'<div class="key" style="padding-top:0">{key}</div>', kind="charted")
    said = [
        f"<b>{escape(row.name)}</b> {parts.figure_text(figure, row.value)}"
        + (
            f"<br>{wording.interval(row.lower, row.upper, figure['kind'], figure['decimals'])}, "
            f"{wording.out_of(row.numerator, row.denominator)}"
            if wording.is_known(row.lower)
            else ""
        )
        for row in rows.itertuples()
    ]
    rows = rows.assign(text=said)
    strip = Strip(
        rows=rows,
        title=title,
        measure=f"{figure['name']}, {figure['unit']}",
        source=footer,
        alt=f"{title}: {figure['name']} {parts.figure_text(figure, figure['value'])} among "
        f"{rows['value'].notna().sum()} with a value",
        about=figure["name"],
        write=partial(parts.figure_text, figure),
        axis=parts.text(figure["unit"]),
        span=span,
    )
    drawn = drawing.figure(strip, parts.colours())
    if "area_code" in rows:
        leads = {"name": Column("Authority", page="indicator", params=(("area", "area_code"),))}
        blocks.lead_from_points(drawn, rows[rows["place"].isin(names)], leads)
    parts.show_chart(drawn, strip.alt)
    parts.chart_note(
        parts.source_line(footer),
        figure.get("indicator", ""),
        f"{figure['title']}: {title}",
        strip.measure,
    )


def show_control_chart(rows: pd.DataFrame, figure: pd.Series, footer: str, name: str) -> None:
    """Show a figure within its limits; a sentence where there are none, nothing without rows.

    `rows`: finding (on each), period_end, period_text, value, numerator, denominator, centre,
    lower, upper (nothing where the scale ends first) and signal, in words. `figure`: name, kind,
    unit and decimals. `footer` names the sources, `name` is that of the file.
    """
    if rows.empty:
        return
    one, last = rows.iloc[0], rows.iloc[-1]
    if not wording.is_known(one["centre"]):
        parts.note(f"{one['finding']}.")
        return
    say = partial(
        wording.figure, kind=figure["kind"], unit=figure["unit"], decimals=figure["decimals"]
    )
    open_ends = [end for end in ("lower", "upper") if not wording.is_known(one[end])]
    measure = (
        f"{figure['name']}, {figure['unit']}, {one['period_text']} to {last['period_text']}; "
        "dashed: limits of chance variation"
    ) + "".join(f"; no {end} limit, chance alone reaches the end of the scale" for end in open_ends)
    marks = {control_chart.mark_of(row) for row in rows.itertuples()} - {"nothing"}
    measure += "".join(
        f"; {shape}: {mark}" for mark, (shape, *_) in control_chart.MARKS.items() if mark in marks
    )
    said = "; ".join(
        f"{row.period_text} {say(row.value)}" + (f" ({row.signal})" if row.signal else "")
        for row in rows.fillna({"signal": ""}).itertuples()
    )
    edges = "".join(
        f", {end} limit {say(one[end])}" for end in ("lower", "upper") if end not in open_ends
    )
    blocks.show(
        Limits(
            rows=rows,
            title=one["finding"],
            measure=measure,
            source=footer,
            alt=f"{one['finding']}. {measure}. Average {say(one['centre'])}{edges}. {said}",
            columns=control_chart.COLUMNS,
            name=name,
            write=say,
        )
    )


def show_calculation(markdown: str, sql: str, path: str) -> None:
    """Show the worked example and the SQL, each behind a line that opens."""
    parts.section("How it is worked out", "")
    if parts.text(markdown):
        with st.expander("A small example, tested with every build"):
            st.markdown(_below_heading(markdown))
    if parts.text(sql):
        with st.expander("The SQL that works it out"):
            st.caption(parts.text(path))
            # Streamlit would fetch 1.6 MB to colour it, folded or not.
            parts.write_html(f'<pre class="sql" tabindex="0">{escape(sql)}</pre>')


def _below_heading(markdown: str) -> str:
    """Lower the headings of a text by two, so that they stand below those of the page."""
    return "\n".join(
        f"##{line}" if line.startswith("#") else line for line in markdown.splitlines()
    )
