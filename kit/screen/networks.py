"""A network at places worked out in the build: two sorts of node, and what becomes of each."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from kit import wording
from kit.chart import Network
from kit.screen import charts

# How a node is drawn by what becomes of it: colour, symbol of each sort, room, line around it.
# Never by colour alone: whoever leaves is a cross, whoever loses something is hollow.
_LOOKS = {
    "other": ("other", ("circle", "square"), 0),
    "alone": ("ground", ("circle", "square"), 1.8),
    "lost": ("weak", ("circle-open-dot", "square-open-dot"), 3),
    "leaves": ("ink", ("x", "x"), 0),
}


def draw_network(chart: Network, colours: dict) -> go.Figure:
    """Draw nodes at their places and the links between them."""
    nodes, links, hub, said = chart.rows, chart.links, chart.hub, chart.said
    named = nodes[[bool(said) and str(name) in said for name in nodes["name"]]]
    leaving = set(nodes.loc[nodes["look"] == "leaves", "node"])
    lost = set(nodes.loc[nodes["look"] == "lost", "node"])
    torn = links["source"].isin(leaving | lost) & links["target"].isin(leaving | lost)
    torn |= links["source"].isin(leaving) | links["target"].isin(leaving)
    traces = [
        _link_lines(links[~torn], colours["line"], 1.2, "solid"),
        _link_lines(links[torn], colours["weak"], 1.6, "dot"),
    ]
    for look in _LOOKS:
        for is_hub in (False, True):
            at = nodes[(nodes["look"] == look) & ((nodes["sort"] == hub) == is_hub)]
            if len(at):
                traces.append(_nodes(at, look, is_hub, 9 if len(nodes) < 200 else 7, colours))
    if len(named):
        traces.append(_ring(named, colours))
    wide = (nodes["x"].max() - nodes["x"].min()) or 1
    high = (nodes["y"].max() - nodes["y"].min()) or 1
    tall = min(max(950 * high / wide, 260), 640)
    bare = {"visible": False, "showgrid": False}
    return charts.make_figure(
        traces,
        colours,
        height=round(tall),
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
        annotations=_labels(
            nodes, leaving | set(named["node"]), hub, chart.labels, (wide, high), colours
        ),
        xaxis=bare | {"range": _axis_range(nodes["x"], wide)},
        yaxis=bare | {"range": _axis_range(nodes["y"], high)},
    )


def _nodes(at: pd.DataFrame, look: str, is_hub: bool, small: int, colours: dict) -> dict:
    colour, symbols, line = _LOOKS[look]
    fill = "beside" if is_hub and look == "other" else colour
    sizes = [
        (small + 2 + min(2.2 * each**0.5, 12) if is_hub else small) + 5 * (look == "leaves")
        for each in at["links"]
    ]
    edge = colours["beside"] if look == "alone" else colours["ground"]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(at["x"]),
        "y": list(at["y"]),
        "marker": {
            "color": colours[fill],
            "symbol": symbols[is_hub],
            "size": sizes,
            "opacity": 1,
            "line": {
                "width": line if look != "other" else 1,
                "color": colours["weak"] if look == "lost" else edge,
            },
        },
        **charts.tooltip(_tooltip(row) for row in at.itertuples()),
    }


def _ring(named: pd.DataFrame, colours: dict) -> dict:
    """Return rings around the nodes that the title names."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(named["x"]),
        "y": list(named["y"]),
        "marker": {
            "symbol": "circle-open",
            "size": 26,
            "line": {"width": 3, "color": colours["strong"]},
        },
        "hoverinfo": "skip",
    }


def _axis_range(along: pd.Series, span: float) -> list[float]:
    return [along.min() - 0.06 * span, along.max() + 0.06 * span]


def _link_lines(links: pd.DataFrame, colour: str, width: float, dash: str) -> dict:
    x, y = [], []
    for row in links.itertuples():
        x += [row.source_x, row.target_x, None]
        y += [row.source_y, row.target_y, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": colour, "width": width, "dash": dash},
        "hoverinfo": "skip",
    }


def _tooltip(row) -> str:
    links = f"{row.links} link{'' if row.links == 1 else 's'}" if row.links else "no link"
    state = f"<br>{escape(row.state)}" if row.state != "as it is" else ""
    return f"<b>{escape(str(row.name))}</b><br>{escape(str(row.kind))}, {links}{state}"


def _labels(nodes, marked, hub, limit, span, colours) -> list[dict]:
    """Name those marked, in full, then the first hubs, as long as no name lies on another."""
    hubs = nodes[nodes["sort"] == hub][: 3 * limit]
    wanted = pd.concat([nodes[nodes["node"].isin(marked)], hubs])
    middle = nodes["x"].mean()
    placed: list[tuple[float, float]] = []
    labels: list[dict] = []
    for row in wanted.drop_duplicates("node").itertuples():
        away = (row.x / span[0], row.y / span[1])
        edge = (row.x - middle) / span[0]
        if len(labels) >= limit:
            break
        if any(abs(away[0] - x) < 0.5 and abs(away[1] - y) < 0.045 for x, y in placed):
            continue
        placed.append(away)
        is_marked = row.node in marked
        named = str(row.name) if is_marked else wording.shorten(row.name, 26)
        labels.append(
            {
                "x": row.x,
                "y": row.y,
                "text": f"<b>{escape(named)}</b>" if is_marked else escape(named),
                "showarrow": False,
                "yshift": 16,
                "xanchor": "center" if abs(edge) < 0.3 else "left" if edge < 0 else "right",
                "xshift": 0 if abs(edge) < 0.3 else -8 if edge < 0 else 8,
                "bgcolor": colours["ground"],
                "opacity": 0.9,
                "borderpad": 1,
                "font": {"size": 12, "color": colours["ink"]},
            }
        )
    return labels
