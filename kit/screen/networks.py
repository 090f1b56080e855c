"""A network at places worked out in the build: two sorts of node, and what becomes of each."""

import textwrap
from html import escape

import pandas as pd
import plotly.graph_objects as go

from kit.chart import Network
from kit.screen import charts

# How a node is drawn by what becomes of it: colour, symbol, line around it.
# Never by colour alone: whoever leaves is a cross, whoever loses something is hollow.
_LOOKS = {
    "other": ("other", "circle", 0),
    "alone": ("ground", "circle", 1.8),
    "lost": ("weak", "circle-open-dot", 3),
    "leaves": ("ink", "x", 0),
}
# The most frequent kinds of hubs have a colour and a shape each, the rest share one.
_KINDS = (("strong", "square"), ("second", "diamond"), ("third", "triangle-up"))
_OTHER_KIND, _REST = ("beside", "hexagon"), "other kinds"


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
    kinds = _kind_marks(nodes.loc[nodes["sort"] == hub, "kind"])
    small = 9 if len(nodes) < 200 else 7
    for look in _LOOKS:
        at = nodes[(nodes["look"] == look) & (nodes["sort"] != hub)]
        if len(at):
            traces.append(_nodes(at, look, small, colours))
    hubs = nodes[nodes["sort"] == hub]
    hubs = hubs.assign(kind_drawn=hubs["kind"].where(hubs["kind"].isin(kinds), _REST))
    for kind in (*kinds, _REST):
        for look, at in hubs[hubs["kind_drawn"] == kind].groupby("look", sort=False):
            mark = kinds.get(kind, _OTHER_KIND)
            traces.append(_nodes(at, str(look), small, colours, mark, kind))
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
        margin={"l": 4, "r": 4, "t": 64, "b": 4},
        showlegend=len(kinds) > 1,
        legend=charts.legend(colours, yanchor="bottom"),
        annotations=_labels(
            nodes, leaving | set(named["node"]), hub, chart.labels, (wide, high), tall, colours
        ),
        xaxis=bare | {"range": _axis_range(nodes["x"], wide)},
        yaxis=bare | {"range": _axis_range(nodes["y"], high)},
    )


def list_hubs(chart: Network) -> str:
    """Return the hubs as HTML for a screen too narrow to draw them: kind by kind, largest first.

    What becomes of one, where it is not as it was, follows its name; those of another sort that are
    in none are counted.
    """
    nodes = chart.rows
    hubs = nodes[nodes["sort"] == chart.hub].sort_values(["links", "name"], ascending=[False, True])
    most, groups = hubs["links"].max(), []
    kinds = (
        hubs.groupby("kind", sort=False)["links"].sum().sort_values(ascending=False, kind="stable")
    )
    for kind in kinds.index:
        rows = [
            (
                str(row.name) + (f" ({row.state})" if row.state != "as it is" else ""),
                row.links,
                str(row.links),
            )
            for row in hubs[hubs["kind"] == kind].itertuples()
        ]
        groups.append((f"{kind}: {len(rows)}", charts.bar_items(rows, most)))
    alone = int((nodes["look"] == "alone").sum())
    if alone:
        groups.append((f"In none: {alone}", ""))
    return charts.narrow_list(groups)


def _kind_marks(kinds: pd.Series) -> dict[str, tuple[str, str]]:
    """Return colour and symbol for the most frequent kinds of hubs, by name where they tie."""
    counted = kinds.value_counts().rename_axis("kind").reset_index()
    first = counted.sort_values(["count", "kind"], ascending=[False, True])["kind"]
    return dict(zip(first, _KINDS, strict=False))


def _nodes(
    at: pd.DataFrame,
    look: str,
    small: int,
    colours: dict,
    mark: tuple[str, str] | None = None,
    legend: str = "",
) -> dict:
    """Return nodes that share a look; `mark`: colour and symbol of hubs of one kind (`legend`)."""
    colour, symbol, line = _LOOKS[look]
    if mark:
        shape = {"other": "", "alone": "", "lost": "-open-dot"}.get(look)
        symbol = symbol if shape is None else f"{mark[1]}{shape}"
        colour = mark[0] if look == "other" else colour
    sizes = [
        (small + 2 + min(2.2 * each**0.5, 12) if mark else small) + 5 * (look == "leaves")
        for each in at["links"]
    ]
    edge = colours["beside"] if look == "alone" else colours["ground"]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": legend,
        "showlegend": bool(legend) and look == "other",
        "x": list(at["x"]),
        "y": list(at["y"]),
        "marker": {
            "color": colours[colour],
            "symbol": symbol,
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
            "color": colours["strong"],
            "symbol": "circle-open",
            "size": 26,
            "line": {"width": 3, "color": colours["strong"]},
        },
        "showlegend": False,
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
        "showlegend": False,
        "hoverinfo": "skip",
    }


def _tooltip(row) -> str:
    links = f"{row.links} link{'' if row.links == 1 else 's'}" if row.links else "no link"
    state = f"<br>{escape(row.state)}" if row.state != "as it is" else ""
    return f"<b>{escape(str(row.name))}</b><br>{escape(str(row.kind))}, {links}{state}"


_WIDE, _LINE = 780, 16  # pixels: a drawing, a line of a label
_LETTER = {True: 9.2, False: 6.8}  # pixels: a letter of a label, in capitals or not


def _labels(nodes, marked, hub, limit, span, tall, colours) -> list[dict]:
    """Name those marked, then the first hubs, whole, as long as no name lies on another."""
    hubs = nodes[nodes["sort"] == hub][: 3 * limit]
    wanted = pd.concat([nodes[nodes["node"].isin(marked)], hubs])
    middle = nodes["x"].mean()
    placed: list[tuple[float, float, float, float]] = []
    labels: list[dict] = []
    for row in wanted.drop_duplicates("node").itertuples():
        if len(labels) >= limit:
            break
        lines = textwrap.wrap(str(row.name), 24)
        wide, high = _LETTER[row.name.isupper()] * max(map(len, lines)), _LINE * len(lines)
        edge = (row.x - middle) / span[0]
        side = 0.0 if abs(edge) < 0.3 else 0.5 if edge < 0 else -0.5
        x, y = _WIDE * row.x / span[0] + side * wide, tall * row.y / span[1] + high / 2
        if any(
            abs(x - a) < (wide + w) / 2 and abs(y - b) < (high + h) / 2 for a, b, w, h in placed
        ):
            continue
        placed.append((x, y, wide, high))
        named = "<br>".join(map(escape, lines))
        labels.append(
            {
                "x": row.x,
                "y": row.y,
                "text": f"<b>{named}</b>" if row.node in marked else named,
                "showarrow": False,
                "yshift": 8,
                "yanchor": "bottom",
                "xanchor": "center" if not side else "left" if side > 0 else "right",
                "xshift": -16 * side,
                "bgcolor": colours["ground"],
                "opacity": 0.9,
                "borderpad": 1,
                "font": {"size": 12, "color": colours["ink"]},
            }
        )
    return labels
