"""An export of a form, with a column for each question, becomes a row for each person and item.

Which column asks what is shown and confirmed, or asked about, before it is taken.
"""

from dataclasses import replace

from kit.registers.questions import LEAVE, Answers, Choice, Question, answered
from kit.registers.sheets import Located, Sheet
from kit.registers.words import Words
from kit.store import column_map
from kit.store.contract import Contract, values_of
from kit.store.headings import normalise
from kit.store.schema import Table

Asked = tuple[str, str]  # an answer of the register, and the item it is about


def located_export(sheet: Sheet, table: Table) -> Located | None:
    """Return the headings and rows of an export of a form; None where the sheet is none."""
    rows = [(n, row) for n, row in enumerate(sheet.rows, 1) if any(row)]
    export = column_map.export_of(rows) if table.wide else None
    if export is None:
        return None
    rows_ = [(n, (row + [""] * len(export.headings))[: len(export.headings)])
             for n, row in export.rows]  # fmt: skip
    return Located(list(export.headings), rows_, [], ["read as the export of a form"], rows[0][0])


def unfolded(
    located: Located,
    table: Table,
    contracts: dict[str, Contract],
    words: Words,
    answers: Answers,
) -> tuple[Located, list[Question]]:
    """Return the sheet with a row for each person and item, and what is to be asked about it."""
    wide = table.wide
    named = [words.named(heading) for heading in located.headings]
    if wide is None or any(wide.item in one for one in named):
        return located, []
    columns = {column.name: column for column in table.columns}
    items = values_of(columns[wide.item], contracts)[0]
    guessed = {
        place: column_map.guess(heading, table, items)
        for place, heading in enumerate(located.headings)
        if any(row[place] for _, row in located.rows)
    }
    if not any(item for _, item, _ in guessed.values()):
        return located, []
    details, asked, left = _parted(located, table, named, guessed)
    questions, decided = _decisions(located, table, items, {n: guessed[n] for n in asked}, answers)
    notes = [*located.notes]
    if left:
        notes.append(f"left out, as they say who answered or when: {', '.join(left)}")
    if not decided:
        return replace(located, rows=[], notes=notes), questions
    headings = [details[place] for place in details]
    headings += [wide.respondent, wide.item, *wide.answers]
    made = [
        (number, [*(row[place] for place in details), str(person), item, *said])
        for person, (number, row) in enumerate(located.rows, 1)
        for item, said in _answers(row, located.headings, decided, wide.answers).items()
    ]
    return replace(located, headings=headings, rows=made, notes=notes), questions


def _parted(
    located: Located, table: Table, named: list[set[str]], guessed: dict[int, tuple[str, str, str]]
) -> tuple[dict[int, str], list[int], list[str]]:
    """Return the columns about a person with their headings, those that ask, and those left out."""
    assert table.wide is not None
    details, asked, left = {}, [], []
    about = {column.name for column in table.columns} - {*table.wide.answers, table.wide.item}
    for place, (becomes, _, _) in guessed.items():
        heading = located.headings[place]
        if becomes == column_map.DROP or table.wide.respondent in named[place]:
            left.append(heading)
        elif becomes in about:
            details[place] = becomes
        elif named[place] & about:
            details[place] = heading
        else:
            asked.append(place)
    return details, asked, left


def _decisions(
    located: Located,
    table: Table,
    items: dict[str, str],
    guessed: dict[int, tuple[str, str, str]],
    answers: Answers,
) -> tuple[list[Question], dict[int, Asked]]:
    """Return what is asked about columns, and what each is decided to ask."""
    assert table.wide is not None
    titles = {
        f"{answer}:{item}": f"{title}: {answer}"
        for item, title in items.items() for answer in table.wide.answers
    }  # fmt: skip
    sure = {n: f"{answer}:{item}" for n, (answer, item, _) in guessed.items() if answer and item}
    together = Question(
        "asks",
        f"{len(sure)} columns are read as below. Is that right?",
        (Choice("yes", "Yes"), Choice("no", "No: ask about each")),
        tuple(f"“{located.headings[n]}” is {titles[said]}" for n, said in sure.items()),
    )
    if sure and answers.get("asks") != "no":
        questions, one_by_one = [together], [n for n in guessed if n not in sure]
        chosen = dict(sure) if answers.get("asks") == "yes" else {}
    else:
        questions, one_by_one, chosen = [], list(guessed), {}
    for place in one_by_one:
        near = [Choice(sure[place], titles[sure[place]], 90)] if place in sure else []
        question = Question(
            f"asks:{located.headings[place]}",
            f"What does the question “{located.headings[place]}” ask?",
            (*near, *(Choice(code, title) for code, title in titles.items()),
             Choice(LEAVE, "Leave this column out")),
            tuple(dict.fromkeys(row[place] for _, row in located.rows if row[place]))[:4],
        )  # fmt: skip
        questions.append(question)
        if (said := answered(question, answers)) and said != LEAVE:
            chosen[place] = said
    decided = {n: said.split(":", 1) for n, said in chosen.items()}
    return questions, {n: (answer, item) for n, (answer, item) in decided.items()}


def _answers(
    row: list[str], headings: list[str], decided: dict[int, Asked], kinds: list[str]
) -> dict[str, list[str]]:
    """Return what one person answered: for each item a cell for each kind of answer."""
    made: dict[str, list[str]] = {}
    for place, (answer, item) in decided.items():
        cells = made.setdefault(item, [""] * len(kinds))
        cells[kinds.index(answer)] = _said(row[place], headings[place])
    return made


def _said(cell: str, heading: str) -> str:
    """Return a cell; where a tick is the words of the question, yes, and no where it is blank."""
    option = heading.rpartition("[")[2].rstrip("]") if heading.endswith("]") else ""
    if not option:
        return cell
    return "yes" if normalise(cell) == normalise(option) else cell or "no"
