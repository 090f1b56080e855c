"""What is asked of a person where a spreadsheet could be read in two ways, and their answers."""

from dataclasses import dataclass

LEAVE = "(leave out)"  # of a column: it is not taken in; of a value: its rows are not
BLANK = "(blank)"  # of a value: it says nothing
ABOVE = "(as above)"  # of a value: what the row above says
Answers = dict[str, str]  # what is asked about → what was decided


@dataclass(frozen=True)
class Choice:
    """One answer: what is kept, what a person reads, and how like it is of 100."""

    value: str
    title: str
    score: int = 0


@dataclass(frozen=True)
class Question:
    """One thing to decide: `about` names it in the answers, `said` is read, `choices` answer it.

    `is_open`: another answer than those listed may be typed.
    """

    about: str
    said: str
    choices: tuple[Choice, ...] = ()
    examples: tuple[str, ...] = ()
    is_open: bool = False


def answered(question: Question, answers: Answers) -> str | None:
    """Return the decision on a question; None where there is none, or it is none of the choices."""
    said = answers.get(question.about)
    if said is None or question.is_open:
        return said
    return said if said in {one.value for one in question.choices} else None
