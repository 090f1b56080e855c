"""The cells of one column become values of a register, or questions, or cells that do not fit."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz, process

from kit.registers import dates
from kit.registers.questions import ABOVE, BLANK, LEAVE, Answers, Choice, Question, answered
from kit.registers.words import Words, candidates, plain_name
from kit.store.contract import Contract, values_of
from kit.store.headings import normalise
from kit.store.schema import Column
from kit.store.validate import EARLIEST, YEARS_AHEAD
from kit.store.values import SUPPRESSED

_NOTHING = {"n a", "na", "none", "not applicable", "nil"}  # normalised
_DASH = re.compile(r"[-–—‐.\s]+")  # a cell of these alone says nothing; other marks may say much
_AS_ABOVE = {"ditto", "do", "as above", "same", "same as above", "see above"}
_PERHAPS = {
    "tbc", "tba", "unknown", "not known", "n k", "ongoing", "on going", "current", "present",
    "to date", "continuing", "open", "not yet", "pending", "tbd", "rolling",
}  # fmt: skip
_YES = {"y", "yes", "true", "1", "✓", "✔", "☑"}
_NO = {"n", "no", "false", "0", "✗", "✘", "☐"}
_SCALES = ((r"[’'`]000|\b000s?\b|£k\b|thousand", 1000), (r"£m\b|million", 1_000_000))
_THREE_DECIMALS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")  # or thousands, as some write them
_MOST = 40  # values asked about one by one
Known = dict[str, dict[str, str]]  # register → the number of each of its rows → its name


@dataclass
class Given:
    """What is known while a sheet is read: lists, names of other registers, words and answers."""

    contracts: dict[str, Contract]
    known: Known
    words: Words
    answers: Answers
    today: date
    shown: str = ""  # which comes first in its dates
    has_dates: bool = False


@dataclass
class Converted:
    """A column read: a value for each cell, "" for none, None where it does not fit, and why."""

    values: list[str | None] = field(default_factory=list)
    why: dict[int, str] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def column(column: Column, title: str, cells: list[str], given: Given) -> Converted:
    """Read the cells of their column `title` as values of our `column`."""
    kind = _kind(column, given)
    made = Converted()
    reader = _READERS[kind](column, title, cells, given, made)
    asked: dict[str, int] = {}
    blank = 0
    for place, cell in enumerate(cells):
        plain = kind == "text" and not column.required and _is_nothing(cell)
        value = "" if not cell or plain else reader(cell)
        blank += bool(cell and plain)
        if value is None and not column.required and _is_blank(cell, kind):
            value, blank = "", blank + 1
        if value is None:
            value = _decided(column, title, cell, given, made, place, asked, kind)
        made.values.append(value)
    if blank:
        made.notes.append(f"“{title}”: {blank} cells such as “n/a” or “-” are read as blank")
    _ask_of_values(column, title, asked, kind, given, made)
    _ask_of_blanks(column, title, cells, given, made)
    return made


def _kind(column: Column, given: Given) -> str:
    if column.refers:
        return "refers"
    if column.allowed or column.listed:
        known = values_of(column, given.contracts)[0]
        return "yes_no" if set(known) == {"yes", "no"} else "listed"
    return {"integer": "number", "decimal": "number", "date": "date"}.get(column.type, "text")


def says_nothing(cell: str) -> bool:
    """Say whether a cell is written, and yet says nothing, or perhaps nothing."""
    return _is_nothing(cell) or _repeats(cell) or normalise(cell) in _PERHAPS


def _is_nothing(cell: str) -> bool:
    return normalise(cell) in _NOTHING or bool(_DASH.fullmatch(cell))


def _repeats(cell: str) -> bool:
    """Say whether a cell may stand for the one above: a word for it, or quotation marks."""
    return normalise(cell) in _AS_ABOVE or bool(re.fullmatch(r"[\"'“”„〃,\s]+", cell))


def _is_blank(cell: str, kind: str) -> bool:
    # In money and counts a dash or nil may be zero as well as nothing: that is asked.
    return _is_nothing(cell) and kind not in ("number", "yes_no")


def _decided(column, title, cell, given: Given, made: Converted, place, asked, kind) -> str | None:
    """Return what a person decided about a value; else note that it must be asked, or fits not."""
    waiting = kind == "date" and dates.is_waiting(cell, made.questions, given.answers)
    if waiting:
        made.why[place] = f"“{cell}” in “{title}” waits for an answer"
        return None
    said = given.answers.get(f"value:{column.name}:{cell}")
    if said == BLANK and not column.required:
        return ""
    if said == ABOVE and _repeats(cell) and place and made.values[place - 1] is not None:
        return made.values[place - 1]
    if said and said not in (LEAVE, BLANK, ABOVE) and _is_valid(column, said, given):
        if column.refers:
            named = given.known[column.refers][said]
            note = f"“{title}”: “{cell}” is {named} ({said}), as decided"
            made.notes += [] if note in made.notes else [note]
        return said
    if said == LEAVE:
        made.why[place] = f"“{cell}” in “{title}”: left out, as decided"
        return None
    asked[cell] = asked.get(cell, 0) + 1
    made.why[place] = f"“{cell}” in “{title}” is not understood"
    return None


def _is_valid(column: Column, said: str, given: Given) -> bool:
    if column.refers:
        return said in given.known.get(column.refers, {})
    if column.allowed or column.listed:
        return said in values_of(column, given.contracts)[0]
    if column.type == "date":
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", said))
    if column.type in ("integer", "decimal"):
        return _number(said.replace(",", ""), column.type == "integer") is not None
    return True


def _ask_of_values(column, title, asked: dict[str, int], kind, given: Given, made) -> None:
    for cell, count in sorted(asked.items(), key=lambda one: -one[1])[:_MOST]:
        choices = _choices(column, cell, kind, given)
        if kind == "date":
            within = bounds(column, given.today)
            choices = dates.choices(cell, given.answers, made.questions, within)
        if _repeats(cell):
            choices.insert(0, Choice(ABOVE, "The same as the row above"))
        if not column.required:
            choices.append(Choice(BLANK, "Leave the cell blank"))
        choices.append(Choice(LEAVE, "Leave these rows out"))
        rows = "1 row" if count == 1 else f"{count} rows"
        made.questions.append(Question(
            f"value:{column.name}:{cell}",
            f"“{title}”: what does “{cell}” mean ({rows})?",
            tuple(choices),
            (cell,),
            is_open=kind in ("number", "date", "text"),
        ))  # fmt: skip


def _choices(column: Column, cell: str, kind: str, given: Given) -> list[Choice]:
    if kind == "refers":
        known = given.known.get(column.refers or "", {})
        return [Choice(k, f"{known[k]} ({k})", score) for k, score in candidates(cell, known)]
    if kind == "number" and (found := _THREE_DECIMALS.fullmatch(re.sub(r"[£\s]", "", cell))):
        whole = found[0].replace(".", "")
        return [Choice(whole, f"{int(whole):,}"), Choice(found[0], f"{found[0]}: three decimals")]
    if kind in ("listed", "yes_no"):
        known = values_of(column, given.contracts)[0]
        if len(known) > 25:
            near = process.extract(cell, known, scorer=fuzz.WRatio, limit=5)
            return [Choice(key, title, round(score)) for title, score, key in near]
        scores = {
            key: round(max(fuzz.WRatio(normalise(cell), normalise(one)) for one in (key, title)))
            for key, title in known.items()
        }
        return [
            Choice(key, known[key], score)
            for key, score in sorted(scores.items(), key=lambda one: (-one[1], one[0]))
        ]
    return []


def _ask_of_blanks(column, title, cells: list[str], given: Given, made: Converted) -> None:
    """Ask what blanks mean where blanks in a column of yes or no may well say no."""
    if _kind(column, given) != "yes_no" or "" not in cells:
        return
    if {value for value in made.values if value} != {"yes"}:
        return
    choices = (Choice("no", "No"), Choice(BLANK, "Not known: leave blank"))
    question = Question(f"blank:{column.name}", f"“{title}” is either yes or blank. What does a "
                        "blank mean?", choices)  # fmt: skip
    made.questions.append(question)
    if answered(question, given.answers) == "no":
        made.values = [
            value if cell else "no" for value, cell in zip(made.values, cells, strict=True)
        ]


# One reader for each kind of column: it returns the value of a cell, or None ----------------------


def _text(column: Column, title, cells, given, made):
    def read(cell: str) -> str | None:
        if column.pattern:
            cell = re.sub(r"^(\d+)\.0+$", r"\1", cell)
            return cell if re.fullmatch(column.pattern, cell) else None
        # A mark alone, or a word for the row above, is no text of its own.
        return cell if re.search(r"\w", cell) and not _repeats(cell) else None

    return read


def _listed(column: Column, title, cells, given: Given, made: Converted):
    known = values_of(column, given.contracts)[0]
    spelled = {normalise(one): key for key, title_ in known.items() for one in (key, title_)}
    words = {w: v for w, v in given.words.values.get(column.name, {}).items() if v in known}
    used: Counter[tuple[str, str]] = Counter()

    def read(cell: str) -> str | None:
        said = normalise(cell)
        code = re.sub(r"\.0+$", "", cell)
        if column.digits and code.isdigit() and code.zfill(column.digits) in known:
            return code.zfill(column.digits)
        if said in spelled:
            return spelled[said]
        if said in words:
            if not used[cell, words[said]]:
                made.notes.append(f"“{title}”: “{cell}” is read as {known[words[said]]}")
            used[cell, words[said]] += 1
            return words[said]
        return None

    return read


def _yes_no(column, title, cells, given, made):
    def read(cell: str) -> str | None:
        said = cell.strip().lower()
        return "yes" if said in _YES else "no" if said in _NO else None

    return read


def _refers(column: Column, title, cells, given: Given, made):
    known = given.known.get(column.refers or "", {})
    named: dict[str, list[str]] = {}
    for key, name in known.items():
        named.setdefault(plain_name(name), []).append(key)

    def read(cell: str) -> str | None:
        code = re.sub(r"\.0+$", "", cell)
        if code in known:
            return code
        found = named.get(plain_name(cell), [])
        return found[0] if len(found) == 1 else None

    return read


def bounds(column: Column, today: date) -> dates.Bounds:
    """Return the days between which a date of `column` may be."""
    first = column.minimum if isinstance(column.minimum, date) else EARLIEST
    last = today.replace(year=today.year + YEARS_AHEAD, day=1) if column.planned else today
    return dates.Bounds(first, last)


def _date(column: Column, title, cells, given: Given, made: Converted):
    within = bounds(column, given.today)
    asked = dates.ask(column.name, title, cells, given.shown, given.has_dates)
    made.questions += asked

    def read(cell: str) -> str | None:
        if dates.is_waiting(cell, asked, given.answers):
            return None
        day = dates.read(cell, given.answers, asked, within)
        return day.isoformat() if day else None

    return read


def _money(column: Column, title, cells, given: Given, made: Converted):
    scale = 1
    times = next((n for form, n in _SCALES if re.search(form, title, re.IGNORECASE)), 0)
    if times:
        first = next((cell for cell in cells if re.search(r"\d", cell)), "")
        question = Question(
            f"scale:{column.name}",
            f"“{title}”: is {first} in {'thousands' if times == 1000 else 'millions'} of pounds?",
            (Choice(str(times), f"Yes: multiply by {times:,}"), Choice("1", "No: as it is")),
            tuple(cells[:4]),
        )
        made.questions.append(question)
        scale = int(answered(question, given.answers) or 0)

    def read(cell: str) -> str | None:
        if column.type == "integer" and re.fullmatch(SUPPRESSED, cell):
            return cell
        number = _number(cell, column.type == "integer")
        if number is None or not scale:
            return None
        if not given.has_dates and _THREE_DECIMALS.fullmatch(re.sub(r"[£\s]", "", cell)):
            return None  # of text: a point may part thousands
        return _written(float(number) * scale)

    return read


def _number(cell: str, is_whole: bool) -> str | None:
    """Return the number a cell writes without doubt, else None: 1,234 and (£1,234.50) and £45k."""
    text = cell.replace("£", "").replace("\u2212", "-").strip()
    text = re.sub(r"^([+-]) ", r"\1", text)
    if re.fullmatch(r"\(?[+-]?\d{1,3}( \d{3})+(\.\d+)?\)?", text):
        text = text.replace(" ", "")
    if found := re.fullmatch(r"\(([^()+-]+)\)", text):
        text = f"-{found[1]}"
    times = 1
    if "£" in cell and (found := re.fullmatch(r"(-?[\d.,]+)([km])", text, re.IGNORECASE)):
        text, times = found[1], 1000 if found[2].lower() == "k" else 1_000_000
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", text):
        return None
    number = round(float(text) * times, 6)
    if is_whole and not number.is_integer():
        return None
    return _written(number)


def _written(number: float) -> str:
    number = round(number, 6)
    return str(int(number)) if number.is_integer() else repr(number)


_READERS = {
    "text": _text, "listed": _listed, "yes_no": _yes_no, "refers": _refers, "date": _date,
    "number": _money,
}  # fmt: skip


def share_read(column_: Column, cells: list[str], given: Given) -> float:
    """Return the share of filled cells that could be values of a column, whatever is asked."""
    filled = [cell for cell in cells if cell and not says_nothing(cell)]
    if not filled:
        return 0
    kind = _kind(column_, given)
    if kind == "date":
        return sum(map(dates.is_date, filled)) / len(filled)
    reader = _READERS[kind](column_, "", cells, given, Converted())
    if kind == "number":
        return sum(_number(cell, column_.type == "integer") is not None for cell in filled) / len(
            filled
        )
    return sum(reader(cell) is not None for cell in filled) / len(filled)
