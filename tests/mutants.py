"""Draw each chart wrongly, one way at a time, and see whether a test notices.

Every mutant is a replacement in one file of `kit`, applied alone to a copy of what the tests of
pictures need; those tests must then fail. A mutant is found by its text wherever it is, whatever
the file is called and however its lines are broken; one that is not found exactly once ends the
run with an error, so that no mutant is lost unseen.

    python tests/mutants.py            all mutants; the last line counts those that were killed
    python tests/mutants.py trend      only those whose name holds a word

"""

import contextlib
import io
import multiprocessing
import os
import re
import shutil
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
NEEDED = ("kit", "text", "tests/pictures")  # of the project, for the tests of pictures to run
SIDE_BY_SIDE = 2
# What every run would import again: most of its time, were it not read once for all.
PRELOADED = ["pytest", "pandas", "plotly.graph_objects", "streamlit", "pptx", "vl_convert", "scipy"]


@dataclass(frozen=True)
class Mutant:
    """One way to draw a chart wrongly: `old` becomes `new` in the file where `old` stands.

    Spaces in `old` match any space or none, so that another width of line changes nothing. Where
    `within` is given, only files that hold this text are looked at.
    """

    name: str
    old: str
    new: str
    within: str = ""

    def pattern(self) -> re.Pattern:
        """Return what finds `old`."""
        return re.compile(r"\s*".join(map(re.escape, self.old.split())))


_PAPER, _SLIDE = "vl_convert", "from pptx import"
MUTANTS = [
    # ── A line over time, on screen ──
    Mutant("trend: value axis upside down", '"range": [floor, ceiling]',
           '"range": [ceiling, floor]'),
    Mutant("trend: interval dropped", "if chart.has_interval(part) and len(part) > 1:",
           "if False:"),
    Mutant("trend: interval mirrored about its upper end",
           'list(piece["upper"]) + list(piece["lower"])[::-1]',
           'list(piece["upper"]) + list(2 * piece["upper"] - piece["lower"])[::-1]'),
    Mutant("trend: whisker of a lone point turned over",
           '"array": list(piece["upper"] - piece["value"]),',
           '"array": list(piece["value"] - piece["lower"]),'),
    Mutant("trend: chosen authority grey",
           '"line": {"color": colours["strong"], "width": 3},',
           '"line": {"color": colours["other"], "width": 3},', within="error_y"),
    Mutant("trend: values in another order", '"y": list(piece["value"]),',
           '"y": list(piece["value"])[::-1],'),
    Mutant("trend: time runs backwards",
           '"range": [ x[0] - pd.Timedelta(days=60), '
           'x[-1] + (x[-1] - x[0]) * 0.42 + pd.Timedelta(days=150), ],',
           '"range": [x[-1] + (x[-1] - x[0]) * 0.42, x[0] - pd.Timedelta(days=60)],'),
    Mutant("trend: provisional point filled",
           '"circle-open" if hollow[i] else "circle"', '"circle"'),
    Mutant("trend: break of the series at the wrong place",
           "cuts = [x[i] - (x[i] - x[i - 1]) / 2 for i in chart.breaks()]",
           "cuts = [x[i - 1] - (x[i] - x[i - 1]) / 2 for i in chart.breaks()]"),
    Mutant("trend: line drawn over gaps and breaks",
           "joined = parts and parts[-1][-1] == i - 1 and runs[i] == runs[i - 1]",
           "joined = bool(parts)"),
    Mutant("trend: periods named one too late",
           '"ticktext": [names[i] for i in kept],',
           '"ticktext": [names[i - 1] for i in kept],'),
    Mutant("trend: a comparison drawn from another column",
           '"y": list(rows[column].iloc[part]),', '"y": list(rows["value"].iloc[part]),'),
    Mutant("lines, everywhere: axis begins at the lowest value",
           "floor = 0.0 if 0 <= low <= 0.6 * high else",
           "floor = low if 0 <= low <= 0.6 * high else"),
    Mutant("lines, everywhere: names at the first value",
           "(float(self.rows[column].dropna().iloc[-1]), name, is_own)",
           "(float(self.rows[column].dropna().iloc[0]), name, is_own)"),
    Mutant("lines, everywhere: a break is forgotten", "if wording.is_known(broken[i])]",
           "if not broken]"),
    # ── Everybody as a dot, in a plane, side by side ──
    Mutant("strip: mirrored", '"range": [low - step * 1.5, high + step * 1.5],',
           '"range": [high + step * 1.5, low - step * 1.5],'),
    Mutant("strip: chosen authority grey", '_DOTS = {"chosen": "strong", "neighbour": "beside",',
           '_DOTS = {"chosen": "other", "neighbour": "beside",'),
    Mutant("strip: neighbours and others exchanged",
           '"neighbour": "beside", "region": "ground", "other": "other"}',
           '"neighbour": "other", "region": "ground", "other": "beside"}'),
    Mutant("strip: values doubled", '"x": list(dots["value"].iloc[at]),',
           '"x": list(2 * dots["value"].iloc[at]),'),
    Mutant("scatter: axes exchanged",
           '"x": list(part["x"]), "y": list(part["y"]),',
           '"x": list(part["y"]), "y": list(part["x"]),'),
    Mutant("scatter: titles of axes exchanged", 'for axis, title in zip("xy", titles,',
           'for axis, title in zip("yx", titles,'),
    Mutant("scatter: chosen authority grey", '"chosen": ("strong", 15)}',
           '"chosen": ("other", 15)}'),
    Mutant("funnel: benchmark at zero", '"y": [one["benchmark"], one["benchmark"]],',
           '"y": [0, 0],'),
    Mutant("funnel: limits exchanged", '(("95", "dot"), ("998", "solid"))',
           '(("998", "dot"), ("95", "solid"))'),
    Mutant("ranking: reversed", '"x": list(part.index + 1),', '"x": list(len(rows) - part.index),'),
    Mutant("ranking: whiskers turned over",
           'part["value"], part["lower"], part["upper"], colours[colour], thick, 0',
           'part["value"], part["upper"], part["lower"], colours[colour], thick, 0'),
    Mutant("map: tones reversed", "_TONES = {4: (0.22, 0.45, 0.7, 1.0)}",
           "_TONES = {4: (1.0, 0.7, 0.45, 0.22)}"),
    Mutant("map: upside down", '"y": _outlines(part["ys"]),',
           '"y": -_outlines(part["ys"]),'),
    Mutant("map: the chosen one not ringed", 'chosen = rows[rows["standing"] == "chosen"]',
           'chosen = rows[rows["standing"] == "nobody"]', within="scaleanchor"),
    Mutant("map: what is not known drawn as the lowest",
           'if known else colours["ground"]', 'if known else _mix_colours(colours, 0.22)',
           within="scaleanchor"),
    # ── Bars, dots, steps, limits ──
    Mutant("bars: twice as long",
           "values = [float(value) if wording.is_known(value) else 0.0 for value in rows[column]]",
           "values = [2 * float(value) if wording.is_known(value) else 0.0 for value in "
           "rows[column]]"),
    Mutant("bars: axis does not begin at zero", '"rangemode": "tozero", "automargin": True, #',
           '"rangemode": "normal", "automargin": True, #'),
    Mutant("bars: order turned over",
           '"ticktext": [escape(name) for name in names], "autorange": "reversed",',
           '"ticktext": [escape(name) for name in names], "autorange": True,'),
    Mutant("bars beside: twice as long", '"x": values, "marker": {"color": [',
           '"x": [2 * each for each in values], "marker": {"color": ['),
    Mutant("bars beside: interval dropped",
           'ends = known["value"], known["lower"], known["upper"]',
           'ends = known["value"], known["value"], known["value"]'),
    Mutant("large figures: as small as others", "return part * factor if name in _SIZES",
           "return part if name in _SIZES"),
    Mutant("bars beside: chosen authority grey", 'colours["strong" if each else "other"]',
           'colours["other"]'),
    Mutant("bars beside: axis does not begin at zero", '"range": [low, low + 1.35',
           '"range": [0.5 * high, low + 1.35'),
    Mutant("bars beside: order turned over",
           'for name, own in zip(names, strong, strict=True) ], "autorange": "reversed",',
           'for name, own in zip(names, strong, strict=True) ], "autorange": True,'),
    Mutant("dots: whiskers turned over",
           "charts.interval(value, lower, upper, colour, 1.6)",
           "charts.interval(value, upper, lower, colour, 1.6)"),
    Mutant("all whiskers: ends exchanged",
           '{"array": list(upper - value), "arrayminus": list(value - lower)}',
           '{"array": list(value - lower), "arrayminus": list(upper - value)}'),
    Mutant("dots: names of lines in the wrong order",
           "lines = [len(rows) - place for place in range(len(rows))] traces",
           "lines = [place + 1 for place in range(len(rows))]\n    traces"),
    Mutant("dots: axis does not begin at zero", '"range": [0, top * (1.04',
           '"range": [20, top * (1.04'),
    Mutant("ranges: every line as long as the scale",
           "for low, high in ends.to_numpy() for each in (low, high, None)]",
           "for low, high in ends.to_numpy() for each in (1, len(scale), None)]"),
    Mutant("ranges: lines in the other order",
           "place = {title: len(titles) - n for n, title in enumerate(titles)}",
           "place = {title: n + 1 for n, title in enumerate(titles)}"),
    Mutant("differences: the unsure filled", '"circle" if low * high > 0 else "circle-open"',
           '"circle"'),
    Mutant("differences: zero line moved", 'charts.vertical(0, colours["soft"], 2,',
           'charts.vertical(1, colours["soft"], 2,'),
    Mutant("steps: money falls before it ends", '"shape": "hv"', '"shape": "vh"'),
    Mutant("steps: floor of the axis lifted", '"range": [0, top * 1.2]',
           '"range": [top * 0.2, top * 1.2]'),
    Mutant("limits: what is beyond them not marked",
           "is_beyond = row.value > row.upper or row.value < row.lower", "is_beyond = False"),
    Mutant("limits: lower limit drawn at the average", '"y0": at, "y1": at, "layer": "below",',
           '"y0": one["centre"], "y1": one["centre"], "layer": "below",'),
    Mutant("upset: bars in another order", '"y": [int(count) for count in drawn["count"]],',
           '"y": [int(count) for count in drawn["count"]][::-1],'),
    # ── Networks, flows, spells ──
    Mutant("network: mirrored", '"x": list(at["x"]), "y": list(at["y"]),',
           '"x": list(at["y"]), "y": list(at["x"]),'),
    Mutant("network: whoever leaves looks like the others",
           '"leaves": ("ink", "x", 0),', '"leaves": ("other", "circle", 0),'),
    Mutant("flows: every flow as wide as the others", '"value": [link[3] for link in links],',
           '"value": [1 for link in links],'),
    Mutant("flows: colour of another route", '"color": [translucent(colours[routes[link[2]]])',
           '"color": [translucent(colours[list(routes.values())[0]])'),
    Mutant("spells: every one lasts to today", "x += [row.started_on, row.drawn_to, None]",
           'x += [row.started_on, pd.Timestamp("2026-03-31"), None]'),
    Mutant("spells: first lane at the foot", '"range": [len(lanes) + 0.7, 0.3],',
           '"range": [0.3, len(lanes) + 0.7],'),
    # ── HTML and SVG ──
    Mutant("ladder: mirrored, level 1 drawn at 4",
           'return f"left:{100 * (level - 1) / max(top - 1, 1):.1f}%"',
           'return f"left:{100 * (top - level) / max(top - 1, 1):.1f}%"'),
    Mutant("ladder: range half as wide",
           "width = 100 * (row.level_high - row.level_low) / max(top - 1, 1)",
           "width = 50 * (row.level_high - row.level_low) / max(top - 1, 1)"),
    Mutant("ladder: neighbours at the authority's own level",
           'class="beside" style="{left(row.beside)}"',
           'class="beside" style="{left(row.level)}"'),
    Mutant("spine: worst and best exchanged", "{mark(f'at {_kind(verdict)}', row.value_at)}",
           "{mark(f'at {_kind(verdict)}', 100 - row.value_at)}"),
    Mutant("spine: verdict turned over",
           'if verdict in ("better", "worse", "similar"): return verdict',
           'if verdict in ("better", "worse", "similar"):\n'
           '        return {"better": "worse", "worse": "better"}.get(verdict, verdict)'),
    Mutant("spine: interval dropped", "{bar('spread', row.lower_at, row.upper_at)}", ""),
    Mutant("ruler: levels always count upwards",
           "steps = range(1, len(cuts) + 2) if cuts == edges else range(len(cuts) + 1, 0, -1)",
           "steps = range(1, len(cuts) + 2)"),
    Mutant("ruler: does not begin at zero", "low, high = min(0.0, *seen),",
           "low, high = min(seen),"),
    Mutant("small line: upside down",
           "{height - 4 - (value - low) / span * (height - 8):.1f}",
           "{4 + (value - low) / span * (height - 8):.1f}"),
    Mutant("panel: upside down", "{_TOP + (1 - (value - low) / span) * down:.1f}",
           "{_TOP + (value - low) / span * down:.1f}"),
    Mutant("panel: interval dropped",
           "if len(part) > 1 and chart.has_interval(part):", "if False:"),
    Mutant("panel: numbers of the axis exchanged",
           '<text x="0" y="{_TOP + 5}">{wording.number(high, decimals)}',
           '<text x="0" y="{_TOP + 5}">{wording.number(low, decimals)}'),
    Mutant("squares: minus in the colour of plus", 'colour = "strong" if row.r > 0 else "weak"',
           'colour = "strong"'),
    Mutant("table: a row above its own", 'for row in rows.to_dict("records"): cells',
           'for row in rows[::-1].to_dict("records"):\n        cells'),
    # ── Paper: Vega ──
    Mutant("paper trend: upside down",
           'up = {"scale": {"domain": [floor, ceiling], "nice": False, "zero": False}}',
           'up = {"scale": {"domain": [ceiling, floor], "nice": False, "zero": False}}'),
    Mutant("paper trend: interval dropped", "if chart.has_interval(part): mark",
           "if False:\n        mark"),
    Mutant("paper trend: chosen authority grey",
           '{"type": "line", "color": COLOURS["strong"], "strokeWidth": 2.6}',
           '{"type": "line", "color": COLOURS["other"], "strokeWidth": 2.6}'),
    Mutant("paper bars: twice as long",
           '"value": row.value, "lower": row.lower, "upper": row.upper, "chosen"',
           '"value": 2 * row.value, "lower": row.lower, "upper": row.upper, "chosen"'),
    Mutant("paper bars: axis does not begin at zero",
           "least = min([0.0, *(row[\"value\"] for row in rows)])",
           "least = 0.9 * min(row[\"value\"] for row in rows)"),
    Mutant("paper bars: chosen authority grey",
           '"condition": {"test": "datum.chosen", "value": COLOURS["strong"]}',
           '"condition": {"test": "datum.chosen", "value": COLOURS["other"]}'),
    Mutant("paper rows: sorted by name",
           '{"field": field, "type": "nominal", "sort": None,',
           '{"field": field, "type": "nominal", "sort": "ascending",'),
    Mutant("paper ladder: mirrored",
           '"domain": [bottom - 0.35, end]', '"domain": [end, bottom - 0.35]'),
    Mutant("paper ladder: level before drawn as the level now",
           '"level": row.level, "low": row.level_low,', '"level": row.before, "low": '
           'row.level_low,'),
    # ── Paper: slides ──
    Mutant("slide trend: ends of the interval exchanged",
           '"lower": "95% interval, lower", "upper": "95% interval, upper",',
           '"upper": "95% interval, lower", "lower": "95% interval, upper",'),
    Mutant("slide bars: values in another order",
           'data.add_series("Value", [_number(value) for value in rows["value"]])',
           'data.add_series("Value", [_number(value) for value in rows["value"]][::-1])'),
    Mutant("slide bars: chosen authority grey",
           '_colour("strong" if row.place == "chosen" else "other")', '_colour("other")'),
    Mutant("slide bars: axis does not begin at zero",
           'drawn.value_axis.minimum_scale = min(0.0, float(chart.rows["value"].min()))',
           'drawn.value_axis.minimum_scale = float(chart.rows["value"].min())'),
    Mutant("slide bars: whiskers turned over", 'side("plus", rows["upper"].astype(float) - value)',
           'side("plus", value - rows["lower"].astype(float))'),
    Mutant("slide ladder: now and before exchanged",
           'data.add_series("Now", [_number(value) for value in now])',
           'data.add_series("Now", [_number(value) for value in rows["before"]])'),
    Mutant("slide ladder: of two levels the higher", 'rows["level"].fillna(rows["level_low"])',
           'rows["level"].fillna(rows["level_high"])'),
]  # fmt: skip


class Lost(Exception):
    """The text of a mutant is not found, or not only once."""


def place(mutant: Mutant, root: Path = PROJECT) -> tuple[Path, str]:
    """Return the file that a mutant changes and the text it then has. Raises Lost."""
    pattern, found = mutant.pattern(), []
    for path in sorted((root / "kit").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if mutant.within in text:
            found += [(path, text, hit) for hit in pattern.finditer(text)]
    if len(found) != 1:
        places = ", ".join(str(path.relative_to(root)) for path, *_ in found) or "nowhere"
        raise Lost(f"{mutant.name}: its text is found {len(found)} times ({places}), not once")
    ((path, text, hit),) = found
    return path, text[: hit.start()] + mutant.new + text[hit.end() :]


def _copy(folder: Path) -> None:
    for each in NEEDED:
        left_out = shutil.ignore_patterns("__pycache__", "test_mutants.py")
        shutil.copytree(PROJECT / each, folder / each, ignore=left_out)
    (folder / "tests" / "__init__.py").touch()
    shutil.copy(PROJECT / "pyproject.toml", folder)


def _tests(folder: Path, only: str = "") -> tuple[int, str]:
    """Run the tests of pictures in a copy; return pytest's answer and the test that failed."""
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    sys.dont_write_bytecode = True  # a mutated file may be as old as its compiled form
    said = io.StringIO()
    options = ["-q", "-x", "--tb=no", "-p", "no:cacheprovider", "-p", "no:xdist"]
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        answer = pytest.main([*options, f"tests/pictures/{only}"])
    failed = re.search(r"^FAILED \S*::(\S+)", said.getvalue(), re.MULTILINE)
    return int(answer), failed[1] if failed else said.getvalue()[-600:]


def attempt(mutant: Mutant | None) -> tuple[int, str]:
    """Run the tests of pictures on a copy with one mutant, or with none. Once in a process."""
    with tempfile.TemporaryDirectory(prefix="mutant_", ignore_cleanup_errors=True) as name:
        folder, only = Path(name), ""
        _copy(folder)
        if mutant:
            path, text = place(mutant, folder)
            path.write_text(text, encoding="utf-8")
            only = "test_paper.py" if "paper" in path.parts else ""
        answer = _tests(folder, only)
        os.chdir(PROJECT)
        return answer


def main(word: str = "") -> int:
    """Run the mutants whose name holds a word; the last line says how many were killed."""
    chosen = [mutant for mutant in MUTANTS if word in mutant.name]
    for mutant in chosen:
        place(mutant)
    can_fork = "forkserver" in multiprocessing.get_all_start_methods()
    how = multiprocessing.get_context("forkserver" if can_fork else "spawn")
    if can_fork:
        how.set_forkserver_preload(PRELOADED)
    killed = 0
    with ProcessPoolExecutor(SIDE_BY_SIDE, how, max_tasks_per_child=1) as pool:
        answer, said = pool.submit(attempt, None).result()
        if answer:
            print(f"The tests of pictures fail without any mutant: {said}")
            return 1
        for mutant, (answer, said) in zip(chosen, pool.map(attempt, chosen), strict=True):
            # 1: a test failed. Anything else (no test ran, say) kills nothing.
            killed += answer == 1
            print(f"{'killed' if answer == 1 else 'SURVIVED':8} {mutant.name}: {said}", flush=True)
    print(f"mutants killed {killed} of {len(chosen)}")
    return 0 if killed == len(chosen) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
