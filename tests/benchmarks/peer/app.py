"""A Dash page of like content: six charts and two tables. `python app.py CONTENT.json PORT`.

What it shows is read from CONTENT, once, before the first visitor: the peer never waits for data.
"""

import json
import sys
from pathlib import Path

from dash import Dash, dcc, html

content = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
app = Dash(__name__)


def chart(about: dict) -> html.Section:
    """Return one chart under its heading: a line with its interval, or dots along a line."""
    line = {"type": "scatter", "mode": about["mode"], "x": about["x"], "y": about["y"]}
    if about.get("spread"):
        line["error_y"] = {"type": "data", "array": about["spread"]}
    layout = {"height": 300, "margin": {"l": 40, "r": 8, "t": 12, "b": 40}, "showlegend": False}
    figure = {"data": [line], "layout": layout}
    return html.Section(
        [
            html.H2(about["title"]),
            dcc.Graph(figure=figure, config={"displayModeBar": False}, className="chart"),
        ]
    )


def table(about: dict) -> html.Table:
    """Return a table with its heading."""
    head = html.Tr([html.Th(name) for name in about["columns"]])
    body = [html.Tr([html.Td(cell) for cell in row]) for row in about["rows"]]
    return html.Table([html.Caption(about["title"]), html.Thead(head), html.Tbody(body)])


def page() -> html.Main:
    """Return the page, made anew for each visitor, as ours is."""
    return html.Main(
        [
            html.H1("Readiness"),
            html.Div(
                [chart(each) for each in content["charts"]],
                style={"display": "grid", "gridTemplateColumns": "1fr 1fr"},
            ),
            *[table(each) for each in content["tables"]],
        ]
    )


app.layout = page
if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[2]), debug=False)
