"""What it would cost to draw with Plotly what stands in HTML: `run.py forms [TIMES]`.

Three pages of the demonstration are served twice, once as they are (ladders, small multiples and
spine in HTML) and once with each of these as one Plotly figure of as many marks, and opened in turn
with an empty and with a full cache, on a desk and on a phone. A chart is there when its last mark
is. Medians of TIMES (5). docs/decisions/charts.md gives the last table.
"""

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator

import pandas as pd
import plotly.graph_objects as go
from playwright.sync_api import Browser, sync_playwright
from plotly.subplots import make_subplots

from tests.benchmarks.browser import PROJECT, free_port, launch, open_page, running

TIMES = 5
SCREENS = {"desk": (1440, 900), "phone": (390, 844)}
PAGES = {  # page → what is drawn there in HTML
    "glance": ".ladders .rung",
    "outcomes": ".panels img",
    "compare": ".spines .spine",
}
_THERE = """() => {{
  const app = document.querySelector("[data-testid=stApp]")
  return app?.dataset.testScriptState === "notRunning" && document.querySelector("footer.foot")
    && document.querySelector("{drawn}")
}}"""
_DRAWN = "import sys; from tests.benchmarks import forms; forms.serve_drawn(*sys.argv[1:])"
_PLOTLY = ".stPlotlyChart .main-svg"


# ── The same charts as one figure each, in the process that serves them ─────────────────────────


def figure_of_ladders(rows: pd.DataFrame) -> go.Figure:
    """Return a ladder for each row: its range, the neighbours' median and the level."""
    figure = go.Figure()
    for low, high, title in zip(rows["level_low"], rows["level_high"], rows["title"], strict=True):
        figure.add_trace(go.Scatter(x=[low, high], y=[title, title], mode="lines", line_width=8))
    for name in ("beside", "level"):
        figure.add_trace(go.Scatter(x=rows[name], y=rows["title"], mode="markers"))
    return figure.update_layout(height=40 * len(rows) + 80, showlegend=False)


def figure_of_panels(chart) -> go.Figure:
    """Return small multiples as one figure with subplots, four in a row."""
    series = list(chart.rows.groupby("indicator", sort=False))
    titles = dict(zip(chart.last["indicator"], chart.last["title"], strict=True))
    deep = -(-len(series) // 4)
    named = [titles.get(name, name) for name, _ in series]
    figure = make_subplots(deep, 4, subplot_titles=named)
    for place, (_, rows) in enumerate(series):
        at = {"row": place // 4 + 1, "col": place % 4 + 1}
        days = rows["period_end"]
        figure.add_scatter(x=days, y=rows["upper"], line_width=0, **at)
        figure.add_scatter(x=days, y=rows["lower"], line_width=0, fill="tonexty", **at)
        for column in ("value", *chart.others):
            figure.add_scatter(x=days, y=rows[column], mode="lines", **at)
    return figure.update_layout(height=200 * deep, showlegend=False)


def figure_of_spine(chart) -> go.Figure:
    """Return a line for each figure with the own value and the group's."""
    rows = chart.rows.dropna(subset=["value"])
    figure = go.Figure()
    for name in ("value_at", "beside_at"):
        figure.add_trace(go.Scatter(x=rows[name], y=rows["title"], mode="markers"))
    for title in rows["title"]:
        figure.add_shape(type="line", x0=0, x1=100, y0=title, y1=title, line_width=1)
    return figure.update_layout(height=26 * len(rows) + 80, showlegend=False)


def serve_drawn(*arguments: str) -> None:
    """Run Streamlit here, with Plotly for what stands in HTML."""
    import streamlit as st
    from streamlit.web import cli

    from kit import chart as kinds
    from kit.screen import drawing, ladders

    def draw_ladders(rows, *_, **said) -> None:
        st.plotly_chart(figure_of_ladders(rows), key=said["title"])

    ladders.draw_ladders = draw_ladders
    for kind, draw in ((kinds.Panels, figure_of_panels), (kinds.Spine, figure_of_spine)):
        drawing.FIGURES[kind] = lambda chart, _, draw=draw: draw(chart)
    sys.exit(cli.main(list(arguments), standalone_mode=False))


# ── Measuring ────────────────────────────────────────────────────────────────────────────────


@contextlib.contextmanager
def _serving(store: str, *start: str) -> Iterator[str]:
    port = free_port()
    served = ["run", "dashboard.py", "--server.port", str(port), "--", "--data", "demonstration"]
    with running([sys.executable, *start, *served], {"CAA_STORE": store}):
        yield f"http://127.0.0.1:{port}"


def _waits(browser: Browser, at: dict[str, str], times: int) -> dict[tuple, list[float]]:
    """Return the seconds until a chart is there: (page, form, screen, how) → one each time."""
    found: dict[tuple, list[float]] = {}
    for turn in range(times + 1):  # what a process pays once isn't counted
        for page, html in PAGES.items():
            for form, address in at.items():
                for screen, (width, height) in SCREENS.items():
                    size = {"width": width, "height": height}
                    with contextlib.closing(browser.new_context(viewport=size)) as context:
                        tab = context.new_page()
                        there = _THERE.format(drawn=html if form == "HTML" else _PLOTLY)
                        for how in ("cold", "warm"):
                            took = open_page(
                                tab, f"{address}/{'' if page == 'glance' else page}?area=001", there
                            )
                            if turn:
                                found.setdefault((page, form, screen, how), []).append(took)
    return found


def main(times: str = str(TIMES)) -> None:
    """Measure, print the table, and end with the largest and the least ratio in one line."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        store = f"{folder}/store"
        subprocess.run(
            [sys.executable, "-m", "kit", "build"],
            cwd=PROJECT,
            env=os.environ | {"CAA_STORE": store},
            check=True,
            stdout=subprocess.DEVNULL,
        )
        browser = launch(driver)
        with (
            _serving(store, "-m", "streamlit") as html,
            _serving(store, "-c", _DRAWN) as plotly,
        ):
            found = _waits(browser, {"HTML": html, "Plotly": plotly}, int(times))
        browser.close()
    lines = ["| page | screen | cache | HTML s | Plotly s | ratio |", "|---|---|---|--:|--:|--:|"]
    ratios = []
    for page, screen, how in sorted({(key[0], key[2], key[3]) for key in found}):
        html, plotly = (
            statistics.median(found[page, form, screen, how]) for form in ("HTML", "Plotly")
        )
        ratios.append(plotly / html)
        lines.append(
            f"| {page} | {screen} | {how} | {html:.2f} | {plotly:.2f} | {ratios[-1]:.2f} |"
        )
    print("\n".join(lines))
    print(f"\nPlotly takes {min(ratios):.2f} to {max(ratios):.2f} x as long as HTML")
