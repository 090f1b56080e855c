"""Ladders on paper: the level of each row, what it could be, what it was, what neighbours have."""

from kit import wording
from kit.chart import Ladders
from kit.paper import vega
from kit.paper.vega import COLOURS, quantity, values

_AXIS = {
    "title": None,
    "orient": "top",
    "grid": False,
    "domain": False,
    "ticks": False,
    "format": "d",
    "labelOverlap": False,
}


def layers(chart: Ladders, width: int, height: int) -> dict:
    """Return a line for each row from the lowest to the highest level, and marks on it."""
    rows = _rows(chart)
    steps = [int(step) for step in chart.steps]
    top, bottom = max(steps), min(steps)
    longest = max((len(row["said"]) for row in rows), default=10)
    room = longest * 4.5 + 14
    label = min(max(len(row["title"]) for row in rows) * 5, 150)
    end = top + 0.35 + (top - bottom + 0.7) * room / max(width - room - label, 80)
    across = {
        "scale": {"domain": [bottom - 0.35, end], "nice": False, "zero": False},
        "axis": {**_AXIS, "values": steps},
    }
    down = vega.down("title", {"grid": False})
    said = {"type": "text", "align": "left", "fontSize": 10, "color": COLOURS["soft"]}
    return {
        "data": values(rows),
        "layer": [
            {
                "mark": {"type": "rule", "color": COLOURS["line"]},
                "encoding": {
                    "y": down,
                    "x": {"datum": bottom, "type": "quantitative", **across},
                    "x2": {"datum": top},
                },
            },
            *_marks(down, across),
            {
                "mark": said,
                "encoding": {
                    "y": down,
                    "x": {"datum": top + 0.35, "type": "quantitative", **across},
                    "text": {"field": "said", "type": "nominal"},
                },
            },
        ],
    }


def _marks(down: dict, across: dict) -> list[dict]:
    """Return the marks of a row, from beneath to on top: neighbours, range, before, now."""

    def layer(field: str, mark: dict, test: str, **more) -> dict:
        place = {"y": down, "x": quantity(field, **across), **more}
        return {"transform": [{"filter": test}], "mark": mark, "encoding": place}

    known, strong = "isValid(datum.level)", COLOURS["strong"]
    median = {"type": "tick", "color": COLOURS["beside"], "thickness": 2.2, "size": 13}
    span = {"type": "rule", "color": strong, "strokeWidth": 5, "opacity": 0.3, "strokeCap": "round"}
    path = {"type": "rule", "color": strong, "strokeWidth": 1.4, "strokeDash": [2, 2]}
    ring = {"type": "circle", "size": 70, "fill": COLOURS["ground"], "opacity": 1}
    ring |= {"stroke": strong, "strokeWidth": 1.6}
    return [
        layer("beside", median, "isValid(datum.beside)"),
        layer("low", span, known, x2={"field": "high"}),
        layer("before", path, "datum.changed", x2={"field": "level"}),
        layer("before", ring, "isValid(datum.before)"),
        layer("level", {"type": "circle", "size": 80, "fill": strong, "opacity": 1}, known),
    ]


def _rows(chart: Ladders) -> list[dict]:
    rows = [
        {
            "title": row.title,
            "level": row.level,
            "low": row.level_low,
            "high": row.level_high,
            "before": row.before,
            "beside": row.beside,
            "said": row.text,
        }
        for row in chart.rows.itertuples(index=False)
    ]
    for row in rows:
        row["changed"] = (
            wording.is_known(row["before"])
            and wording.is_known(row["level"])
            and row["before"] not in (row["low"], row["high"])
        )
    return rows
