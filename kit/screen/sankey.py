"""Flows from left to right: how much of each source goes by which route to which end."""

from html import escape
from itertools import pairwise
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from kit import wording
from kit.chart import Sankey
from kit.screen import charts

_GAP = 34  # between nodes, so that the names of two small ones do not touch


def draw_sankey(chart: Sankey, colours: dict) -> go.Figure:
    """Draw a flow for each row from stage to stage, in the colour of its route."""
    rows, stages, routes, format_value = chart.rows, chart.stages, chart.routes, chart.write
    amounts = {stage: rows.groupby(stage)["amount"].sum() for stage in stages}
    order = {
        stage: list(amounts[stage].sort_values(ascending=False).index)
        for stage in (stages[0], stages[2])
    } | {stages[1]: [route for route in routes if route in set(rows[stages[1]])]}
    nodes = [(stage, name) for stage in stages for name in order[stage]]
    place = {node: number for number, node in enumerate(nodes)}
    links = _links(rows, stages, place)
    names = [f"{name} {format_value(amounts[stage][name])}" for stage, name in nodes]
    height = max(340, 74 * max(map(len, order.values())))
    trace = {
        "type": "sankey",
        "arrangement": "fixed",
        "textfont": {"size": 12, "color": colours["ink"], "family": charts.FONT, "shadow": "none"},
        "node": {
            "label": ["<br>".join(wrap(escape(wording.shorten(name, 60)), 20)) for name in names],
            "customdata": [escape(name) for name in names],
            "color": [
                colours[routes[name]] if stage == stages[1] else colours["soft"]
                for stage, name in nodes
            ],
            "x": [(0.001, 0.42, 0.999)[stages.index(stage)] for stage, _ in nodes],
            "y": _node_heights(nodes, stages, amounts, _GAP / height),
            "pad": _GAP,
            "thickness": 12,
            "line": {"width": 0},
            "hovertemplate": "%{customdata}<extra></extra>",
        },
        "link": {
            "source": [link[0] for link in links],
            "target": [link[1] for link in links],
            "value": [link[3] for link in links],
            "color": [translucent(colours[routes[link[2]]]) for link in links],
            "customdata": [
                f"{escape(str(nodes[link[0]][1]))} to {escape(str(nodes[link[1]][1]))}: "
                f"{format_value(link[3])}"
                for link in links
            ],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
    }
    return charts.make_figure(
        [trace], colours, height=height, margin={"l": 4, "r": 4, "t": 14, "b": 30}
    )


def list_flows(chart: Sankey) -> str:
    """Return the flows as HTML for a screen too narrow to draw them: route by route, largest first.

    Every bar is of one scale: the largest flow is as wide as there is room.
    """
    source, route, end = chart.stages
    most = chart.rows["amount"].max()
    groups = []
    for name in chart.routes:
        rows = chart.rows[chart.rows[route] == name].sort_values("amount", ascending=False)
        flows = [
            (f"{getattr(row, source)} → {getattr(row, end)}", row.amount, chart.write(row.amount))
            for row in rows.itertuples()
            if row.amount > 0
        ]
        if flows:
            total = f"{wording.capitalise(name)} {chart.write(rows['amount'].sum())}"
            groups.append((total, charts.bar_items(flows, most)))
    return charts.narrow_list(groups)


def _links(rows: pd.DataFrame, stages: list[str], place: dict) -> list[tuple]:
    """Return each flow between two nodes: their places, its route, its amount."""
    routed = rows.assign(_route=rows[stages[1]])
    return [
        (place[(first, key[0])], place[(second, key[1])], key[2], amount)
        for first, second in pairwise(stages)
        for key, amount in routed.groupby([first, second, "_route"])["amount"].sum().items()
        if amount > 0
    ]


def translucent(colour: str, share: float = 0.35) -> str:
    """Return a colour of the palette, `#rrggbb`, as one that what lies below shines through."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {share})"


def _node_heights(nodes: list, stages: list[str], amounts: dict, gap: float) -> list[float]:
    """Return the middle of each node, 0 at the top: all stages to one scale, each in the middle."""
    columns = [[name for each, name in nodes if each == stage] for stage in stages]
    scale = 1 - gap * (max(map(len, columns)) - 1)
    middles = []
    for stage, names in zip(stages, columns, strict=True):
        top = (1 - scale - gap * (len(names) - 1)) / 2
        for name in names:
            high = scale * amounts[stage][name] / amounts[stage].sum()
            middles.append(min(max(top + high / 2, 0.001), 0.999))
            top += high + gap
    return middles
