"""How figures look, on screen and on paper: the colours.

The colours are those of the Government Analysis Function: the chosen one in the strong colour, all
others grey. Kinds of things, where they must be told apart, have second and third besides, and each
a shape.
"""

PALETTES = {
    "light": {
        "ink": "#0b0c0c",
        "soft": "#505a63",
        "line": "#d0d3d8",
        "ground": "#ffffff",
        "panel": "#f3f4f6",
        "strong": "#12436d",
        "weak": "#f46a25",
        "weak_text": "#b03d06",
        "other": "#bfc4ca",
        "second": "#28a197",
        "third": "#801650",
        "beside": "#6f777b",
        "band": "rgba(18, 67, 109, 0.16)",
        "beside_band": "rgba(111, 119, 123, 0.25)",
        "alert": "#fdeee5",
    },
    "dark": {
        "ink": "#f1f3f5",
        "soft": "#b4bcc6",
        "line": "#3b4450",
        "ground": "#12161c",
        "panel": "#1d232c",
        "strong": "#7ab8f0",
        "weak": "#f7935f",
        "weak_text": "#f9a778",
        "other": "#58626f",
        "second": "#4fc3b8",
        "third": "#e49ac0",
        "beside": "#a3adb8",
        "band": "rgba(122, 184, 240, 0.22)",
        "beside_band": "rgba(163, 173, 184, 0.28)",
        "alert": "#33231a",
    },
}
