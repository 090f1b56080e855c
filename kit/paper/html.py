"""Parts of papers as HTML: their own style inside, no script, nothing fetched.

Every function returns a piece of HTML; words are escaped here and nowhere else.
"""

import re
from html import escape
from pathlib import Path

from kit.chart import Chart
from kit.look import PALETTES
from kit.paper import charts
from kit.paper.model import Section, Table

_LOOK = Path(__file__).with_name("page.css")
_SAID = re.compile(r' (?:role|aria-[a-z]+|class|pointer-events)="[^"]*"')
_FONTS = f"{charts.FONT}, Segoe UI, Helvetica Neue, Arial, sans-serif"


class Link(str):
    """Words of a table's cell that lead to a place: an anchor, a file of the same archive, a page.

    Only what begins in one of these ways can be followed; anything else stays words.
    """

    href: str

    def __new__(cls, said: str, href: str) -> "Link":
        """Return `said`, leading to `href`."""
        self = super().__new__(cls, said)
        self.href = href
        return self


class Value(str):
    """Words of a cell that stand for a number: `exact` is what they were rounded from."""

    exact: float

    def __new__(cls, said: str, exact: float) -> "Value":
        """Return `said`, which stands for `exact`."""
        self = super().__new__(cls, said)
        self.exact = exact
        return self


class Exact(str):
    """Words of a cell that are to be compared letter for letter: a hash, say."""


def page(title: str, body: list[str], *, stamp: str, footer: str, back: str = "") -> str:
    """Return a whole page. `stamp` and `footer` stand on it and, printed, on each of its sheets."""
    style = _LOOK.read_text(encoding="utf-8")
    for name, colour in PALETTES["light"].items():
        style = style.replace(f"var(--{name})", colour)
    style = style.replace("{fonts}", _FONTS)
    style = style.replace('"{stamp}"', _css_string(stamp)).replace('"{foot}"', _css_string(footer))
    banner = f'<p class="stamp">{escape(stamp)}</p>' if stamp else ""
    nav = f'<nav aria-label="Pack"><a href="{back}">All of the pack</a></nav>' if back else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"<header>{banner}{nav}</header>\n<main>\n" + "\n".join(filter(None, body)) + "\n</main>\n"
        f"<footer><p>{escape(' · '.join(filter(None, [stamp, footer])))}</p></footer>\n"
        "</body>\n</html>\n"
    )


def _css_string(said: str) -> str:
    """Write words as a string of a style sheet."""
    return '"' + re.sub(r'["\\<\n]', lambda found: f"\\{ord(found[0]):x} ", said) + '"'


def heading(level: int, title: str, anchor: str = "") -> str:
    """Return a heading; `anchor` is what links lead to."""
    place = f' id="{escape(anchor)}"' if anchor else ""
    return f"<h{level}{place}>{escape(title)}</h{level}>"


def write_paragraph(said: str, kind: str = "") -> str:
    """Return a paragraph, `kind` being lead, note or nothing."""
    name = f' class="{kind}"' if kind else ""
    return f"<p{name}>{_table_cell(said)}</p>" if said else ""


def _table_cell(said: str) -> str:
    if isinstance(said, Link) and re.match(r"https?://|[#\w]|\.\./", said.href):
        return f'<a href="{escape(said.href)}">{escape(said)}</a>'
    if isinstance(said, Value):
        return f'<data value="{said.exact!r}">{escape(said)}</data>'
    if isinstance(said, Exact):
        return f"<code>{escape(said)}</code>"
    return escape(str(said))


def code_block(said: str) -> str:
    """Return text to be read, or typed, letter for letter."""
    return f'<pre tabindex="0"><code>{escape(said)}</code></pre>'


def collapsed(title: str, inside: list[str]) -> str:
    """Return what is shown when its title is chosen; closed, it is not printed."""
    return f"<details><summary>{escape(title)}</summary>\n{''.join(inside)}\n</details>"


def bullet_list(points: list[tuple[str, str]], numbered: bool = False) -> str:
    """Return sentences under one another, each with a few words beside it."""
    if not points:
        return ""
    kind = "ol" if numbered else "ul"
    lines = (
        f"<li>{_table_cell(said)} <span>{escape(beside)}</span></li>".replace(" <span></span>", "")
        for said, beside in points
    )
    return f"<{kind}>{''.join(lines)}</{kind}>"


def definition_list(pairs: list[tuple[str, str]]) -> str:
    """Return names and what is said of each."""
    if not pairs:
        return ""
    return f"<dl>{''.join(f'<dt>{escape(k)}</dt><dd>{_table_cell(v)}</dd>' for k, v in pairs)}</dl>"


def table(told: Table) -> str:
    """Return a table; its first column names the row. A reader can move across a wide one."""

    def side(place: int) -> str:
        return ' class="right"' if place in told.right else ""

    def line(cells: list[str]) -> str:
        said = []
        for place, cell in enumerate(cells):
            tag, scope = ("th", ' scope="row"') if place == 0 else ("td", "")
            said.append(f"<{tag}{scope}{side(place)}>{_table_cell(cell)}</{tag}>")
        return f"<tr>{''.join(said)}</tr>"

    head = "".join(
        f'<th scope="col"{side(place)}>{escape(heading)}</th>'
        for place, heading in enumerate(told.headings)
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(told.caption)}"><table>'
        f"<caption>{escape(told.caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(map(line, told.rows))}</tbody></table></div>"
    )


def chart(drawn: Chart) -> str:
    """Return a chart as a vector, with its finding above and its source below."""
    svg = charts.svg(drawn, *charts.fit_size(drawn, tall=170))
    svg = _SAID.sub("", svg).replace(f'font-family="{charts.FONT}"', f'font-family="{_FONTS}"')
    width = float(re.findall(r' width="([\d.]+)"', svg)[0])
    svg = re.sub(
        r'^<svg .*? width="([\d.]+)" height="([\d.]+)"[^>]*>',
        rf'<svg role="img" aria-label="{escape(drawn.alt)}" viewBox="0 0 \1 \2" '
        rf'style="max-width: {1.5 * width:.0f}px">',
        svg,
    )
    below = ". ".join(filter(None, [drawn.behind, drawn.source and f"Source: {drawn.source}"]))
    measure = "; ".join(filter(None, [drawn.measure, drawn.key]))
    return (
        f"<figure><figcaption><strong>{escape(drawn.title)}</strong> "
        f"<span>{escape(measure)}</span></figcaption>{svg}"
        f'<p class="note">{escape(below)}</p></figure>'
    )


def section(told: Section, level: int, anchor: str = "") -> list[str]:
    """Return the pieces of a section, its heading at `level`."""
    return [
        heading(level, told.title, anchor),
        *(write_paragraph(said, "lead") for said in told.lead),
        write_paragraph(told.note),
        bullet_list(told.points, told.numbered),
        chart(told.chart) if told.chart else "",
        definition_list(told.facts),
        table(told.table) if told.table else "",
    ]
