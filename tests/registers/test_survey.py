"""Promise: an answer counts once, and nothing that is kept leads from it to who gave it."""

import random
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from kit.records import store, tables
from kit.records.store import Refused
from kit.registers import survey
from kit.store import contract
from kit.store.paths import Collection

TODAY = survey.today()
KEPT = ["role", "phase"]
SAID = {"items": {"vision": {"valued": "yes", "received": "no", "barrier": ""}}, "words": "More"}
LEADERS = [
    {"institution_id": f"9{n:05}", "name": f"School {n}", "role": "headteacher",
     "phase": "primary" if n % 3 else "secondary"} for n in range(60)
]  # fmt: skip


def begin(opens=TODAY, closes=TODAY + timedelta(7)):
    wave_id = survey.begin("Survey", "001", opens, closes, ["vision"], "What else?", KEPT)
    return next(one for one in survey.waves("001") if one.wave_id == wave_id)


def test_a_token_opens_its_survey_once(folder):
    wave = begin()
    (token,) = survey.invite(wave, LEADERS[:1])
    assert survey.opened(token).wave_id == wave.wave_id
    survey.send(token, "", SAID)
    with pytest.raises(Refused, match="has been used"):
        survey.opened(token)
    with pytest.raises(Refused, match="has been used"):
        survey.send(token, "", SAID)
    assert len(survey.answers(wave)) == 1


def test_a_token_that_is_guessed_early_or_late_opens_nothing(folder):
    with pytest.raises(Refused, match="does not open"):
        survey.opened("guessed")
    (early,) = survey.invite(begin(opens=TODAY + timedelta(1)), LEADERS[:1])
    with pytest.raises(Refused, match="opens on"):
        survey.opened(early)
    past = begin(opens=TODAY - timedelta(9), closes=TODAY - timedelta(1))
    (late,) = survey.invite(past, LEADERS[:1])
    with pytest.raises(Refused, match="has closed"):
        survey.send(late, "", SAID)
    assert survey.answers(past) == []


def test_what_is_saved_as_it_goes_counts_only_when_it_is_sent(folder):
    wave = begin()
    (token,) = survey.invite(wave, LEADERS[:1])
    draft = survey.save_draft(wave, "", SAID)
    assert survey.draft_of(wave, draft)["words"] == "More"
    assert survey.answers(wave) == []
    survey.send(token, draft, SAID | {"words": "Less"})
    assert [one["words"] for one in survey.answers(wave)] == ["Less"]
    assert survey.draft_of(wave, draft) == {}


def test_nothing_kept_leads_from_an_answer_to_an_invitation(folder):
    wave = begin()
    tokens = survey.invite(wave, LEADERS)
    order = list(range(60))
    random.Random(5).shuffle(order)
    for n in order[:45]:
        draft = survey.save_draft(wave, "", SAID | {"words": f"word {n}"})
        survey.send(tokens[n], draft, SAID | {"words": f"word {n}"})
    with store.reading() as connection:
        invited = list(connection.execute(select(tables.wave_invitations)).mappings())
        given = list(connection.execute(select(tables.wave_answers)).mappings())
    kept = " ".join(map(str, given))
    for token, leader in zip(tokens, LEADERS, strict=True):
        assert token not in kept + str(invited)
        assert leader["institution_id"] not in kept
        assert leader["name"] not in kept
    assert {one["day"] for one in given} == {wave.closes_on}
    assert {one["used_on"] for one in invited} == {None, wave.closes_on}
    used = [one["who_for"]["name"] for one in invited if one["used_on"]]
    paired = [
        name == f"School {one['answers']['words'].removeprefix('word ')}"
        for name, one in zip(used, given, strict=True)
    ]
    assert sum(paired) < 10, "the order rows are kept in pairs no more than chance does"


def test_a_locked_wave_becomes_rows_and_takes_no_more(folder):
    wave = begin()
    tokens = survey.invite(wave, LEADERS)
    for token in tokens[:6]:
        survey.send(token, "", SAID)
    survey.save_draft(wave, "", SAID)
    survey.lock(wave)
    (wave,) = survey.waves("001")
    with pytest.raises(Refused, match="has closed"):
        survey.opened(tokens[7])
    contracts = contract.load_all(Collection.open("demonstration").contract_folders)
    made, asked = survey.rows(wave, contracts["survey_answers"].tables[0])
    assert len(made) == 6
    assert {row["respondent"] for row in made} == set("123456")
    assert sum(int(row["invited"]) for row in asked) == 60
    with store.reading() as connection:
        kept = connection.execute(select(tables.wave_answers)).mappings().all()
    assert len(kept) == 6, "a draft never sent is deleted"


def test_small_groups_are_named_before_they_are_asked_and_hidden_after():
    assert survey.small_groups(LEADERS[:6], KEPT) == [
        "headteacher · primary: 4", "headteacher · secondary: 2",
    ]  # fmt: skip


def test_open_answers_grouped_by_hand_are_kept_and_small_groups_are_hidden(folder):
    wave = begin()
    said = ["Money", "money!", "More money", "Funds", "Pay", "Buses", "Buses", ""]
    for words, token in zip(said, survey.invite(wave, LEADERS[:8]), strict=True):
        survey.send(token, "", SAID | {"words": words})
    grouped = [(each, "Buses" if each == "Buses" else " Money ") for each in said[:7]]
    survey.keep_groups(wave, grouped, "Steward")
    assert survey.groups(wave)["Funds"] == "Money"
    assert survey.group_counts(wave) == [], "nothing while answers come in"
    assert survey.group_counts(survey.lock(wave)) == [("Money", 5)], "Buses are two"
    with store.reading() as connection:
        rows = connection.execute(select(tables.register_rows)).mappings().all()
    assert "Funds" not in str([dict(one) for one in rows]), "words are kept in one place alone"


def test_partners_score_one_checklist_each_alone_and_become_rows_by_kind(folder):
    wave_id = survey.begin(
        "Checklist", "001", TODAY, TODAY, ["trust", "money"], "", ["partner"], form=survey.PARTNERS
    )
    (wave,) = (one for one in survey.waves("001") if one.wave_id == wave_id)
    partners = ["schools", "schools", "police"]
    tokens = survey.invite(wave, [{"partner": one, "name": one} for one in partners])
    for token, score in zip(tokens, ("3", "4", "1"), strict=True):
        survey.send(token, "", {"items": {"trust": {"score": score}, "money": {"score": ""}}})
    contracts = contract.load_all(Collection.open("demonstration").contract_folders)
    made = survey.scores(wave, contracts["partner_scores"].tables[0])
    assert sorted((one["partner"], one["item"], one["score"]) for one in made) == [
        ("police", "trust", "1"), ("schools", "trust", "3"), ("schools", "trust", "4"),
    ]  # fmt: skip
    assert {one["respondent"] for one in made if one["partner"] == "schools"} == {"1", "2"}


def test_a_survey_that_closes_before_it_opens_is_refused(folder):
    with pytest.raises(Refused, match="close before"):
        begin(opens=TODAY, closes=TODAY - timedelta(1))
    assert isinstance(TODAY, date)
