"""Promise: a role may do what its line says, for its authorities, while it lasts; no more."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kit.people import access, people, record, roles, sessions
from kit.records import store
from tests.people.conftest import act_as

ANN, BOB = "ann@x.example", "bob@x.example"
TOMORROW = datetime.now(UTC).date() + timedelta(days=1)


def test_a_role_counts_for_its_authorities_alone(folder):
    people.give(ANN, "director", "001")
    people.give(ANN, "reader", "002")
    ann = access.of_person(" Ann@X.example ")
    assert ann.may("comment", "001") and ann.may("read", "002") and ann.may("comment")
    assert not ann.may("comment", "002") and not ann.may("read", "003")
    assert ann.areas("read") == {"001", "002"} and ann.areas("comment") == {"001"}
    assert ann.areas("sql") == frozenset()
    people.give(BOB, "analyst")
    assert access.of_person(BOB).areas("sql") is None
    assert not access.of_person("eve@x.example").may("read")


@pytest.mark.parametrize("code", roles.known())
def test_each_role_may_what_its_line_says_and_nothing_else(code):
    reader = access.Reader(ANN, ANN, "signed_in", (access.Grant(code, "001"),))
    for act in roles.acts():
        assert reader.may(act, "001") == (act in roles.known()[code].acts), act
        assert not reader.may(act, "002")


@pytest.mark.parametrize(
    ("reader", "may"),
    [(access.AT_THE_MACHINE, roles.acts()), (access.ANYBODY, {"read"}), (access.NOBODY, set())],
)
def test_who_has_not_signed_in_may_all_or_read_or_nothing(reader, may):
    assert {act for act in roles.acts() if reader.may(act, "001")} == set(may)


def test_a_role_ends_on_its_day_and_at_once_when_taken_away(folder, monkeypatch):
    people.give(ANN, "inspector", "001", ends_on=TOMORROW)
    assert access.of_person(ANN).may("versions", "001")

    class Later(datetime):
        @classmethod
        def now(cls, zone=None):
            return datetime.now(zone) + timedelta(days=2)

    monkeypatch.setattr(access, "datetime", Later)
    assert not access.of_person(ANN).may("versions", "001")
    monkeypatch.setattr(access, "datetime", datetime)
    people.end(ANN, "inspector", "001")
    assert not access.of_person(ANN).may("versions", "001")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((ANN, "king"), "no role"),
        (("a b", "reader"), "without spaces"),
        (("", "reader"), "without spaces"),
        ((ANN, "inspector"), "needs a day"),
    ],
)
def test_a_role_that_cannot_be_given_is_refused(folder, arguments, said):
    with pytest.raises(store.Refused, match=said):
        people.give(*arguments)
    with pytest.raises(store.Refused, match="has passed"):
        people.give(ANN, "reader", ends_on=date(2020, 1, 1))
    assert people.held() == []


def test_stewards_give_roles_for_their_own_authorities_and_one_always_stays(folder, monkeypatch):
    people.give(ANN, "steward", "001")
    act_as(monkeypatch, access.of_person(ANN))
    people.give(BOB, "reader", "001")
    for area in ("002", "*"):
        with pytest.raises(access.Denied, match="Steward"):
            people.give(BOB, "reader", area)
    assert [one["area_code"] for one in people.held(frozenset({"001"}))] == ["001", "001"]
    act_as(monkeypatch, access.AT_THE_MACHINE)
    people.give(ANN, "steward")
    act_as(monkeypatch, access.of_person(ANN))
    with pytest.raises(store.Refused, match="must stay steward"):
        people.end(ANN, "steward")
    act_as(monkeypatch, access.of_person(BOB))
    with pytest.raises(access.Denied):
        people.give(BOB, "steward")


def test_small_numbers_need_the_setting_and_a_role_for_all_authorities(monkeypatch):
    def of(*grants):
        act_as(monkeypatch, access.Reader(ANN, ANN, "signed_in", grants))
        return access.clearance()

    everywhere, one = access.Grant("analyst", "*"), access.Grant("analyst", "001")
    assert of(everywhere) == "open"
    monkeypatch.setenv(access.CLEARANCE, "in_confidence")
    assert of(everywhere) == "in_confidence"
    assert of(one) == of(access.Grant("reader", "*")) == of() == "open"
    for reader, expected in (
        (access.ANYBODY, "open"), (access.NOBODY, "open"),
        (access.AT_THE_MACHINE, "in_confidence"),
    ):  # fmt: skip
        act_as(monkeypatch, reader)
        assert access.clearance() == expected


# ── Sessions ─────────────────────────────────────────────────────────────────────────────────

NOW = datetime.now(UTC)
CLAIMS = {"iss": "https://x", "sub": "1", "email": "Ann@x.example", "iat": 1,
          "exp": (NOW + timedelta(hours=8)).timestamp()}  # fmt: skip


def test_a_sign_in_goes_on_until_it_is_idle_and_never_after(folder):
    for minutes in (0, 50, 100, 150):
        assert sessions.continue_sign_in(CLAIMS, NOW + timedelta(minutes=minutes)) == ANN
    with pytest.raises(sessions.Ended, match="away too long"):
        sessions.continue_sign_in(CLAIMS, NOW + timedelta(minutes=211))
    with pytest.raises(sessions.Ended):  # the same cookie again
        sessions.continue_sign_in(CLAIMS, NOW + timedelta(minutes=212))
    assert sessions.continue_sign_in(CLAIMS | {"iat": 2}, NOW) == ANN, "who signs in anew goes on"
    assert [one.act for one in record.entries()] == ["sign_in", "sign_out", "sign_in"]


def test_a_sign_in_ends_when_the_provider_said(folder):
    sessions.continue_sign_in(CLAIMS, NOW)
    with pytest.raises(sessions.Ended, match="expired"):
        sessions.continue_sign_in(CLAIMS, NOW + timedelta(hours=8))
    with pytest.raises(sessions.Ended):  # even if the clock went back
        sessions.continue_sign_in(CLAIMS, NOW)


def test_a_cookie_kept_from_before_signing_out_opens_nothing(folder):
    sessions.continue_sign_in(CLAIMS, NOW)
    sessions.finish(CLAIMS, "signed out", NOW)
    with pytest.raises(sessions.Ended):
        sessions.continue_sign_in(CLAIMS, NOW)


@pytest.mark.parametrize(
    ("claims", "person"),
    [({"email": "A@x"}, "a@x"), ({"preferred_username": "b@x", "sub": "9"}, "b@x"),
     ({"email": "a@x", "email_verified": False, "sub": "9"}, "9"), ({}, ""), ({"email": None}, "")],
)  # fmt: skip
def test_who_somebody_is_comes_from_what_the_provider_vouches_for(claims, person):
    assert sessions.person_of(claims) == person
