"""A small line over a band, as an image within a line of text."""

from kit import wording
from kit.screen import charts


def draw_sparkline(
    values: list, lows: list, highs: list, colours: dict, width: int = 96, height: int = 26
) -> str:
    """Return a small line over a band as the address of an SVG image (a data: URI).

    `values`, `lows`, `highs` run along the same periods; a missing value cuts the line.
    """
    every = [v for v in [*values, *lows, *highs] if wording.is_known(v)]
    if not every:
        return ""
    low, span = min(every), (max(every) - min(every)) or 1
    across = (width - 10) / max(len(values) - 1, 1)

    def at(i: int, value: float) -> str:
        return f"{5 + i * across:.1f},{height - 4 - (value - low) / span * (height - 8):.1f}"

    band = [
        i for i in range(len(values)) if wording.is_known(lows[i]) and wording.is_known(highs[i])
    ]
    outline = " ".join([at(i, highs[i]) for i in band] + [at(i, lows[i]) for i in band[::-1]])
    drawn = [f'<polygon points="{outline}" fill="{colours["beside_band"]}"/>'] if band else []
    parts: list[list[int]] = [[]]
    for i, value in enumerate(values):
        if wording.is_known(value):
            parts[-1].append(i)
        elif parts[-1]:
            parts.append([])
    for part in filter(None, parts):
        points = " ".join(at(i, values[i]) for i in part)
        drawn.append(
            f'<polyline points="{points}" fill="none" stroke="{colours["strong"]}" '
            'stroke-width="2" stroke-linejoin="round"/>'
        )
    last = max((i for i, value in enumerate(values) if wording.is_known(value)), default=None)
    if last is not None:
        x, y = at(last, values[last]).split(",")
        drawn.append(f'<circle cx="{x}" cy="{y}" r="3.2" fill="{colours["strong"]}"/>')
    return charts.image_address("".join(drawn), width, height)
