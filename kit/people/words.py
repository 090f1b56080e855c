"""What a text says that could tell a reader who somebody is: names, ages, addresses, numbers.

No list finds every name, so what is found is shown to the writer before anything is kept. What is
certain (a pupil number, a title with a name, an address, a single child told of by year group or
age) is refused. What may be meant otherwise (a first name, one child without more) is kept once
the writer has read the words found and says that no person is meant.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kit.store.paths import PROJECT
from kit.store.problems import BIRTH, PERSON, PUPIL_NUMBER

_CHILD = (
    r"(?:boy|girl|child|pupil|student|learner|lad|lass|toddler|teenager|youngster|baby|sibling)"
)
_NAME = r"[A-Z][a-zà-öø-ÿ’'-]+"
# What a word for a child belongs to where no child is meant.
_NOT_A_CHILD = (
    r"(?![- ](?:premium|place|places|protection|poverty|centred|focused|led|council|councils|"
    r"voic\w+|number|numbers|referral|services|service|funding|population|ratio|outcom\w+|level|"
    r"development|care|health|mental|support|premiums|admissions|safety|wellbeing|teacher|"
    r"benefit|minder|minders|data|unit|loan|loans|finance)\b)(?![’']s (?:plan|trust|services))"
)
_NUMBER = r"(?:[1-9]|1[0-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_YEAR = r"(?:[Yy]ear|[Yy]r|Y) ?(?:1[0-3]|[1-9])(?!\d)"
_KIN = r"(?:mother|mum|father|dad|parents?|brother|sister|son|daughter|carer|aunt|uncle|nan|family)"
_STREET = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Close|Drive|Crescent|Terrace|Gardens|Way|Court|Place)"
)


@dataclass(frozen=True)
class Finding:
    """Words that could tell who somebody is: which, what they look like, whether surely so."""

    words: str
    looks_like: str
    is_certain: bool


_CERTAIN = (
    (PUPIL_NUMBER, "a pupil number"),
    (BIRTH, "a date of birth"),
    (r"(?i)\b(?:d\.?o\.?b\.?|date of birth|birthday|born)\b[^.]{0,12}?\d", "a date of birth"),
    (r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b", "a learner's or patient's number"),
    (r"\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", "a National Insurance number"),
    (r"(?<!\d)(?:\+44|0)(?:[ -]?\d){9,10}(?!\d)", "a telephone number"),
    (r"[\w.+-]+@[\w-]+\.\w", "an email address"),
    (r"(?<=\w )@\w{3,}", "the name of an account"),
    (r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", "a postcode"),
    (rf"\b\d{{1,4}}[A-Za-z]?,? (?:{_NAME} ){{1,3}}{_STREET}\b", "an address"),
    (PERSON[0], "the name of a person"),
    (rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Sir|Dame|Prof|Rev|Lord|Lady)\.? {_NAME}", "a name"),
    (rf"(?i:\b{_CHILD}s?,? (?:is |was )?(?:named|called|known as))\b", "the name of a child"),
    (rf"(?i:\b{_CHILD}),? (?:{_NAME}|[A-Z]\b)(?! (?:School|Academy|Trust))", "the name of a child"),
    (rf"(?i:\b(?:his|her|whose) (?:\w+ )?{_KIN}s?\b)", "the family of one person"),
    (rf"\b(?i:{_KIN}) of {_NAME}|\b(?i:{_KIN}), {_NAME}", "the family of one person"),
    (rf"\b[Tt]he {_NAME} (?:family|twins|brothers|sisters|siblings|boys|girls)\b", "a family"),
    (rf"(?i:\b{_CHILD}\b)(?i:[^.;]{{0,40}}\b(?:in|of|from|is in) ){_YEAR}", "a child in a year"),
    (rf"\b{_YEAR} (?i:{_CHILD})\b", "a child in a year group"),
    (rf"(?i)\b(?:aged?|age of) {_NUMBER}\b(?! ?(?:to|and|or|-|–|years and over))", "an age"),
    (rf"(?i)\b{_NUMBER}[- ]years?[- ]old\b(?!s)", "the age of one person"),
    (rf"\b[Oo]nly (?:the )?(?:one|two|three|{_NUMBER}) (?i:{_CHILD})s?\b", "very few children"),
)
_POSSIBLE = (
    (
        rf"(?i)\b(?:the|a|an|one|this|that|another|single|only) (?:[\w-]+ ){{0,2}}{_CHILD}\b"
        rf"(?!s){_NOT_A_CHILD}",
        "a single child",
    ),
    (
        rf"(?i)\b(?:two|three|2|3) (?:[\w-]+ ){{0,2}}{_CHILD}s\b(?! in (?:ten|every|each|100)\b)",
        "very few children",
    ),
    (r"\b[A-Z]\.[A-Z]\.(?:[A-Z]\.)?(?=\s|$)", "initials"),
)
_PLACES = (
    r"(?:School|Academy|College|Primary|Secondary|Infant|Junior|Nursery|Trust|Federation|Church|"
    r"Street|Road|Centre|Center|House|Hall|Park|Foundation|Report|Review|Act|Hospital|County|"
    r"Council|Partnership|Green|Hill|Wood|Field|Town|City|Grammar|High)"
)


@lru_cache
def _first_names() -> frozenset[str]:
    text = (PROJECT / "data" / "people" / "first_names.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def findings(said: str) -> list[Finding]:
    """Return what in a text could tell who somebody is, certain things first."""
    plain = unicodedata.normalize("NFKC", said)
    joined = re.sub(r"(?<=[0-9A-Za-z])[ -](?=\d)", "", plain)
    found = [
        Finding(match.group().strip(), looks, True)
        for pattern, looks in _CERTAIN
        for match in re.finditer(pattern, plain)
    ]
    found += [
        Finding(match.group(), "a pupil number", True)
        for match in re.finditer(PUPIL_NUMBER, joined)
        if not found
    ]
    found += [
        Finding(match.group().strip(), looks, False)
        for pattern, looks in _POSSIBLE
        for match in re.finditer(pattern, plain)
    ]
    found += [Finding(name, "the name of a person", False) for name in _named(plain)]
    kept: dict[str, Finding] = {}
    for one in found:
        kept.setdefault(one.words, one)
    return list(kept.values())


def _named(plain: str) -> list[str]:
    """Return first names, with the surname after them, that are not part of the name of a place."""
    named = []
    for match in re.finditer(rf"\b({_NAME})(?:[’']s)?(?=( {_NAME})?)", plain):
        first, second = match.group(1), (match.group(2) or "").strip()
        bare = re.sub(r"[’']s$", "", first).casefold()
        after = plain[match.start() : match.start() + 60]
        before = plain[max(0, match.start() - 4) : match.start()]
        start = plain[max(0, match.start() - 12) : match.start()]
        if bare not in _first_names() or re.search(r"\b(?:St|Saint)\.? $", before):
            continue
        if re.match(rf"(?:{_NAME}(?:[’']s)? ){{1,4}}{_PLACES}\b", after):
            continue
        if re.search(r"\b(?:King|Queen|Prince|Princess|Saint)(?: [A-Z][a-z]+ and Queen)? $", start):
            continue
        named.append(f"{first} {second}".strip())
    return named
