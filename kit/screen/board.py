"""A board: cards side by side in lanes, in the order given."""

from html import escape

import pandas as pd

from kit import wording


def draw_board(rows: pd.DataFrame, urgent: set[str]) -> str:
    """Return a board as HTML, a lane for each value of `lane`; those in `urgent` are marked.

    `rows`: lane, action, aim, owner_role, seen, milestones, now_text, target_text and
    neighbours_text, texts that may be empty.
    """
    lanes = []
    for lane, cards in rows.groupby("lane", sort=False):
        items = "".join(_card(card) for card in cards.itertuples())
        mark = " past" if lane in urgent else ""
        lanes.append(
            f'<section class="lane"><h3 class="due{mark}">{escape(str(lane))}, {len(cards)}</h3>'
            f"<ul>{items}</ul></section>"
        )
    return f'<div class="board">{"".join(lanes)}</div>'


def _card(card) -> str:
    figures = [
        f"{label} {said}"
        for label, said in (
            ("Now", card.now_text), ("target", card.target_text), ("against", card.neighbours_text)
        )
        if said
    ]  # fmt: skip
    lines = [
        " · ".join(filter(None, [card.aim, wording.capitalise(card.owner_role)])),
        ", ".join(figures),
        f"Seen: {card.seen}" if card.seen else "",
        f"Milestones: {card.milestones}" if card.milestones and not card.seen else "",
    ]
    said = "".join(f'<p class="soft">{escape(line)}</p>' for line in lines if line)
    return f"<li><h4>{escape(card.action)}</h4>{said}</li>"
