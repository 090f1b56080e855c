"""Charts on paper: a description (`document.Chart`) into Vega-Lite, SVG and PNG. No network.

The palette is that of the screen, and the chosen authority has the strong colour here as there.
"""

import math
from pathlib import Path

import font_source_sans_pro
import pandas as pd
import vl_convert

from kit import wording
from kit.look import PALETTES, unbroken_runs
from kit.paper.model import Chart

COLOURS = PALETTES["light"]
FONT = "Source Sans Pro"
FONT_FOLDER = Path(font_source_sans_pro.__file__).parent / "files"
WIDTH, HEIGHT = 330, 150  # points of the whole picture, before it is fitted to its place
vl_convert.register_font_directory(str(FONT_FOLDER))


def svg(chart: Chart, width: int = WIDTH, height: int = HEIGHT) -> str:
    """Return the chart as SVG; `width` and `height` are those of the picture, in points."""
    return vl_convert.vegalite_to_svg(_spec(chart, width, height), vl_version="5.21")


def png(drawn: str) -> bytes:
    """Return a chart that was drawn as SVG as PNG, for readers that know no SVG."""
    return vl_convert.svg_to_png(drawn, scale=2.5)


def fit_size(chart: Chart, width: int = WIDTH, bar: int = 38, tall: int = 190) -> tuple[int, int]:
    """Return width and height that suit the chart: bars and ladders grow with their rows."""
    height = {"ladders": 22 * len(chart.rows) + 22, "bars": bar * len(chart.rows) + 26}
    return max(width, 380) if chart.kind == "ladders" else width, height.get(chart.kind, tall)


def _spec(chart: Chart, width: int, height: int) -> dict:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": 2,
        "background": None,
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "text": {"font": FONT, "fontSize": 10.5, "color": COLOURS["ink"]},
            "axis": {
                "labelFontSize": 10,
                "labelColor": COLOURS["soft"],
                "titleFontSize": 10,
                "titleFontWeight": "normal",
                "titleColor": COLOURS["soft"],
                "gridColor": COLOURS["line"],
                "domainColor": COLOURS["soft"],
                "tickColor": COLOURS["soft"],
            },
        },
        **{"trend": _trend, "bars": _bars, "ladders": _ladders}[chart.kind](chart, width, height),
    }


def _values(rows: list[dict]) -> dict:
    return {"values": [{key: _json_value(value) for key, value in row.items()} for row in rows]}


def _json_value(value):
    """Turn a value of a table into one JSON knows: its numbers, and nothing for a gap."""
    if not wording.is_known(value):
        return None
    return value.item() if hasattr(value, "item") else value


def _place(field: str, **more) -> dict:
    return {"field": field, "type": "quantitative", **more}


def period_labels(rows: pd.DataFrame, limit: int) -> list[tuple[int, str]]:
    """Return position and name of the periods to be named: every n-th, counted from the last."""
    names = [str(name) for name in rows["period_text"]]
    if len({name.rpartition(" ")[0] for name in names}) == 1:
        names = [name.rpartition(" ")[2] for name in names]
    every = (len(names) + limit - 1) // limit
    return [(i, names[i]) for i in range(len(names) - 1, -1, -every)][::-1]


def _trend(chart: Chart, width: int, height: int) -> dict:
    rows = chart.rows
    at = [int(moment.timestamp()) // 86400 for moment in pd.to_datetime(rows["period_end"])]
    seen = rows[["value", "lower", "upper", *chart.others]].stack().dropna()
    low, high = (float(seen.min()), float(seen.max())) if len(seen) else (0.0, 1.0)
    floor = 0 if 0 <= low <= 0.6 * high else low - 0.15 * (high - low)
    ceiling = floor + ((high - floor) or 1) * 1.08
    span = (at[-1] - at[0]) or 365
    names = {at[i]: name for i, name in period_labels(rows, 5)}
    said = [wording.shorten(chart.name, 24), *chart.others.values()]
    room = max(map(len, said)) * 5.6 + 18
    end = at[-1] + span * room / max(width - room - 40, 60)
    across = {
        "field": "at",
        "type": "quantitative",
        "scale": {"domain": [at[0] - span * 0.03, end], "nice": False, "zero": False},
        "axis": {
            "title": None,
            "grid": False,
            "domain": False,
            "values": list(names),
            "labelExpr": f"({ {str(key): name for key, name in names.items()} })"
            "[format(datum.value, 'd')]",
            "labelFlush": False,
            "labelOverlap": False,
        },
    }
    up = {"scale": {"domain": [floor, ceiling], "nice": False, "zero": False}}
    steps = round_ticks(floor, ceiling)
    axis = {"title": None, "values": steps, "grid": False, "domain": False, "ticks": False}
    lines = [{"at": at[0] - span * 0.03, "to": at[-1], "value": step} for step in steps]
    rule = {"type": "rule", "color": COLOURS["line"]}  # no further than the figures: names follow
    layers, ends = [_layer(lines, rule, across, up, axis, x2={"field": "to"})], []
    for place, (column, name) in enumerate(chart.others.items()):
        colour = COLOURS["beside"] if place == 0 else COLOURS["other"]
        for part in unbroken_runs(rows, column):
            data = [{"at": at[i], "value": rows[column].iloc[i]} for i in part]
            mark = {"type": "line", "color": colour, "strokeWidth": 1.6}
            if place:
                mark["strokeDash"] = [2, 2]
            if len(part) == 1:
                mark = {"type": "point", "color": colour, "filled": True, "size": 24}
            layers.append(_layer(data, mark, across, up, axis))
        if rows[column].notna().any():
            ends.append((float(rows[column].dropna().iloc[-1]), name, "soft", "normal"))
    for part in unbroken_runs(rows, "value"):
        piece = rows.iloc[part]
        data = [
            {
                "at": at[i],
                "value": row.value,
                "lower": row.lower,
                "upper": row.upper,
                "hollow": row.period_status == "provisional",
            }
            for i, row in zip(part, piece.itertuples(), strict=True)
        ]
        if piece["lower"].notna().all():
            mark = {"type": "area", "color": COLOURS["strong"], "opacity": 0.16}
            if len(part) == 1:
                mark = {"type": "rule", "color": COLOURS["strong"], "strokeWidth": 1.5}
            layers.append(
                _layer(
                    data,
                    mark,
                    across,
                    up,
                    axis,
                    y=_place("lower", axis=axis, **up),
                    y2={"field": "upper"},
                )
            )
        layers.append(
            _layer(
                data,
                {"type": "line", "color": COLOURS["strong"], "strokeWidth": 2.6},
                across,
                up,
                axis,
            )
        )
        fill = {
            "condition": {"test": "datum.hollow", "value": COLOURS["ground"]},
            "value": COLOURS["strong"],
        }
        layers.append(
            _layer(
                data,
                {
                    "type": "circle",
                    "size": 38,
                    "opacity": 1,
                    "strokeWidth": 1.8,
                    "stroke": COLOURS["strong"],
                },
                across,
                up,
                axis,
                fill=fill,
            )
        )
    if rows["value"].notna().any():
        last = float(rows["value"].dropna().iloc[-1])
        ends.append((last, wording.shorten(chart.name, 24), "strong", "bold"))
    cuts = [
        {"at": (at[i] + at[i - 1]) / 2, "value": ceiling, "text": "series break"}
        for i in range(1, len(rows))
        if wording.is_known(rows["broken"].iloc[i])
    ]
    if cuts:
        dash = {"type": "rule", "color": COLOURS["soft"], "strokeDash": [4, 3]}
        layers.append({"data": _values(cuts), "mark": dash, "encoding": {"x": across}})
        layers.append(
            _layer(
                cuts,
                {
                    "type": "text",
                    "align": "left",
                    "dx": 3,
                    "dy": 5,
                    "fontSize": 9,
                    "color": COLOURS["soft"],
                },
                across,
                up,
                axis,
                text={"field": "text", "type": "nominal"},
            )
        )
    step = 12.5 * (ceiling - floor) / max(height - 30, 30)
    for value, text, colour, weight in spread_labels(ends, step):
        mark = {
            "type": "text",
            "align": "left",
            "dx": 7,
            "color": COLOURS[colour],
            "fontWeight": weight,
        }
        layers.append(
            _layer(
                [{"at": at[-1], "value": value, "text": text}],
                mark,
                across,
                up,
                axis,
                text={"field": "text", "type": "nominal"},
            )
        )
    return {"layer": layers}


def _layer(data: list[dict], mark: dict, across: dict, up: dict, axis: dict, **more) -> dict:
    encoding = {"x": across, "y": _place("value", axis=axis, **up), **more}
    return {"data": _values(data), "mark": {"clip": False, **mark}, "encoding": encoding}


def spread_labels(ends: list[tuple], step: float) -> list[tuple]:
    """Push labels (value first) apart that would lie on one another, evenly up and down."""
    placed: list[list] = []
    for end in sorted(ends, key=lambda each: each[0]):
        placed.append([max(end[0], placed[-1][0] + step) if placed else end[0], *end[1:]])
    drift = sum(now[0] for now in placed) - sum(end[0] for end in ends)
    return [(now[0] - drift / len(placed), *now[1:]) for now in placed]


def round_ticks(low: float, high: float) -> list[float]:
    """Return three to six round numbers from `low` to `high`, evenly apart."""
    rough = (high - low) / 4
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * each for each in (1, 2, 2.5, 5, 10) if power * each >= rough)
    first = math.ceil(low / step - 1e-9)
    return [round(i * step, 10) for i in range(first, math.floor(high / step + 1e-9) + 1)]


def _bars(chart: Chart, width: int, height: int) -> dict:
    rows = [
        {
            "name": wording.shorten(row.name, 30),
            "value": row.value,
            "lower": row.lower,
            "upper": row.upper,
            "chosen": row.place == "chosen",
            "said": chart.format_value(row.value),
            "end": max(0.0, row.upper if wording.is_known(row.upper) else row.value),
        }
        for row in chart.rows.itertuples(index=False)
        if wording.is_known(row.value)
    ]
    least = min([0.0, *(row["value"] for row in rows)])
    room = width - min(150, max(len(row["name"]) for row in rows) * 5.6) - 12
    most = max(  # so far that what is said right of the bar has its place
        (row["end"] - least) / max(1 - (len(row["said"]) * 5.8 + 10) / room, 0.3) for row in rows
    )
    down = {
        "field": "name",
        "type": "nominal",
        "sort": None,
        "axis": {
            "title": None,
            "domain": False,
            "ticks": False,
            "labelLimit": 150,
            "labelColor": COLOURS["ink"],
            "labelFontSize": 10.5,
        },
        "scale": {"paddingInner": 0.35, "paddingOuter": 0.2},
    }
    across = {"scale": {"domain": [least, least + (most or 1.0)], "nice": False}}
    axis = None  # every bar says its value
    colour = {
        "condition": {"test": "datum.chosen", "value": COLOURS["strong"]},
        "value": COLOURS["other"],
    }
    weight = {"expr": "datum.chosen ? 'bold' : 'normal'"}
    return {
        "data": _values(rows),
        "layer": [
            {
                "mark": {"type": "bar", "height": {"band": 0.78}},
                "encoding": {"y": down, "x": _place("value", axis=axis, **across), "color": colour},
            },
            *(  # light beneath dark, so that it is seen on the bar and beside it
                {
                    "transform": [{"filter": "isValid(datum.lower)"}],
                    "mark": {"type": "rule", "strokeWidth": thick, "color": COLOURS[name]},
                    "encoding": {
                        "y": down,
                        "x": _place("lower", axis=axis, **across),
                        "x2": {"field": "upper"},
                    },
                }
                for thick, name in ((4, "ground"), (1.6, "ink"))
            ),
            {
                "mark": {"type": "text", "align": "left", "dx": 5, "fontWeight": weight},
                "encoding": {
                    "y": down,
                    "x": _place("end", axis=axis, **across),
                    "text": {"field": "said", "type": "nominal"},
                },
            },
        ],
    }


def _ladders(chart: Chart, width: int, height: int) -> dict:
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
            and row["before"] != row["level"]
        )
    steps = [int(step) for step in chart.steps]
    top, bottom = max(steps), min(steps)
    longest = max((len(row["said"]) for row in rows), default=10)
    room = longest * 4.5 + 14
    label = min(max(len(row["title"]) for row in rows) * 5, 150)
    end = top + 0.35 + (top - bottom + 0.7) * room / max(width - room - label, 80)
    down = {
        "field": "title",
        "type": "nominal",
        "sort": None,
        "axis": {
            "title": None,
            "domain": False,
            "ticks": False,
            "grid": False,
            "labelLimit": 150,
            "labelColor": COLOURS["ink"],
            "labelFontSize": 10.5,
        },
    }
    across = {
        "scale": {"domain": [bottom - 0.35, end], "nice": False, "zero": False},
    }
    axis = {
        "title": None,
        "orient": "top",
        "values": steps,
        "grid": False,
        "domain": False,
        "ticks": False,
        "format": "d",
        "labelOverlap": False,
    }

    def layer(field: str, mark: dict, test: str, **more) -> dict:
        return {
            "transform": [{"filter": test}],
            "mark": mark,
            "encoding": {"y": down, "x": _place(field, axis=axis, **across), **more},
        }

    known = "isValid(datum.level)"
    return {
        "data": _values(rows),
        "layer": [
            {
                "mark": {"type": "rule", "color": COLOURS["line"]},
                "encoding": {
                    "y": down,
                    "x": {"datum": bottom, "type": "quantitative", "axis": axis, **across},
                    "x2": {"datum": top},
                },
            },
            layer(
                "beside",
                {"type": "tick", "color": COLOURS["beside"], "thickness": 2.2, "size": 13},
                "isValid(datum.beside)",
            ),
            layer(
                "low",
                {
                    "type": "rule",
                    "color": COLOURS["strong"],
                    "strokeWidth": 5,
                    "opacity": 0.3,
                    "strokeCap": "round",
                },
                known,
                x2={"field": "high"},
            ),
            layer(
                "before",
                {
                    "type": "rule",
                    "color": COLOURS["strong"],
                    "strokeWidth": 1.4,
                    "strokeDash": [2, 2],
                },
                "datum.changed",
                x2={"field": "level"},
            ),
            layer(
                "before",
                {
                    "type": "circle",
                    "size": 70,
                    "fill": COLOURS["ground"],
                    "opacity": 1,
                    "stroke": COLOURS["strong"],
                    "strokeWidth": 1.6,
                },
                "isValid(datum.before)",
            ),
            layer(
                "level",
                {"type": "circle", "size": 80, "fill": COLOURS["strong"], "opacity": 1},
                known,
            ),
            {
                "mark": {"type": "text", "align": "left", "fontSize": 10, "color": COLOURS["soft"]},
                "encoding": {
                    "y": down,
                    "x": {"datum": top + 0.35, "type": "quantitative", "axis": axis, **across},
                    "text": {"field": "said", "type": "nominal"},
                },
            },
        ],
    }
