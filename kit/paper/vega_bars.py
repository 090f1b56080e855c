"""Bars beside one another on paper, the chosen one strong, with its interval."""

from kit import wording
from kit.chart import Bars
from kit.paper import vega
from kit.paper.vega import COLOURS, quantity, values


def layers(chart: Bars, width: int, height: int) -> dict:
    """Return bars from zero, each with its value at its end, and intervals across them."""
    rows = _rows(chart)
    least = min([0.0, *(row["value"] for row in rows)])
    room = width - min(150, max(len(row["name"]) for row in rows) * 5.6) - 12
    most = max(  # so far that what is said right of the bar has its place
        (row["end"] - least) / max(1 - (len(row["said"]) * 5.8 + 10) / room, 0.3) for row in rows
    )
    down = vega.down("name", {}, scale={"paddingInner": 0.35, "paddingOuter": 0.2})
    across = {"scale": {"domain": [least, least + (most or 1.0)], "nice": False}}
    axis = None  # every bar says its value
    colour = {
        "condition": {"test": "datum.chosen", "value": COLOURS["strong"]},
        "value": COLOURS["other"],
    }
    weight = {"expr": "datum.chosen ? 'bold' : 'normal'"}
    return {
        "data": values(rows),
        "layer": [
            {
                "mark": {"type": "bar", "height": {"band": 0.78}},
                "encoding": {
                    "y": down,
                    "x": quantity("value", axis=axis, **across),
                    "color": colour,
                },
            },
            *(  # light beneath dark, so that it is seen on the bar and beside it
                {
                    "transform": [{"filter": "isValid(datum.lower)"}],
                    "mark": {"type": "rule", "strokeWidth": thick, "color": COLOURS[name]},
                    "encoding": {
                        "y": down,
                        "x": quantity("lower", axis=axis, **across),
                        "x2": {"field": "upper"},
                    },
                }
                for thick, name in ((4, "ground"), (1.6, "ink"))
            ),
            {
                "mark": {"type": "text", "align": "left", "dx": 5, "fontWeight": weight},
                "encoding": {
                    "y": down,
                    "x": quantity("end", axis=axis, **across),
                    "text": {"field": "said", "type": "nominal"},
                },
            },
        ],
    }


def _rows(chart: Bars) -> list[dict]:
    return [
        {
            "name": wording.shorten(row.name, 30),
            "value": row.value,
            "lower": row.lower,
            "upper": row.upper,
            "chosen": row.place == "chosen",
            "said": chart.write(row.value),
            "end": max(0.0, row.upper if wording.is_known(row.upper) else row.value),
        }
        for row in chart.rows.itertuples(index=False)
        if wording.is_known(row.value)
    ]
