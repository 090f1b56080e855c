"""Promise: a version is the build that was signed, whole, for those of its step and nobody else."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kit.paper import paper_data
from kit.people import access, erasure, people, record, versions
from kit.records import backup, store
from kit.screen import sign_in
from kit.store import builds, comments, database, kept_builds, replica, stored
from kit.store.paths import OPEN, PROJECT, Collection
from tests.people import matrix
from tests.people.conftest import act_as

AREA, OTHER = "001", "002"
DAY = datetime.now(UTC).date() + timedelta(days=7)
OFFICE = "Director of children's services"


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, demonstration_store, records_at, monkeypatch, tmp_path):
    """The demonstration, on each database; what is kept for versions is kept in a folder apart."""
    monkeypatch.setenv("CAA_STORE", str(demonstration_store))
    monkeypatch.setattr("sys.argv", ["pytest"])
    monkeypatch.chdir(PROJECT)
    monkeypatch.setattr(kept_builds, "_folder", lambda _collection: tmp_path / "kept")
    (tmp_path / "kept").mkdir()
    records_at(request.param)
    act_as(monkeypatch, access.AT_THE_MACHINE)
    yield tmp_path
    database.show(None)


def signed_in(*roles: str, area: str = AREA, version: str = "") -> access.Reader:
    grants = tuple(access.Grant(role, area, DAY, version) for role in roles)
    return access.Reader("ann@x.example", "Ann", "signed_in", grants)


def begin(area: str = AREA) -> str:
    day, framework = paper_data.dates()[0], paper_data.frameworks()[0]
    return versions.begin(area, "Self-assessment", date.fromisoformat(day), framework)


def taken_to(step: str, area: str = AREA) -> versions.Version:
    """Return a version that has taken each step up to this one."""
    version_id = begin(area)
    for each in list(versions.STEPS)[1 : list(versions.STEPS).index(step) + 1]:
        if each == "commented":
            comments.write(area, "Clear, and honest about gaps", "Peer challenge", about="version",
                           subject=version_id)  # fmt: skip
        else:
            versions.take(version_id, each, OFFICE if each == "signed" else "")
    return versions.get(version_id)


def test_each_step_is_taken_in_turn_on_record_and_of_the_build_signed(place):
    version = taken_to("frozen")
    assert [one.step for one in version.steps] == list(versions.STEPS)
    build = database.current()
    assert version.steps[0].build_id == ""
    assert {(one.build_id, one.sha256) for one in version.steps[1:]} == {
        (build.build_id, builds.sha256_of(build.path))
    }
    assert version.signed.role == OFFICE and version.steps[3].role == "Peer challenge"
    entries = [one for one in record.entries() if one.act == "version"][::-1]
    assert [one.details["step"] for one in entries] == list(versions.STEPS)
    assert {one.area_code for one in entries} == {AREA}
    assert versions.of_area(AREA) == [version] and versions.of_area(OTHER) == []
    assert version.said.startswith("signed on ") and ", frozen on " in version.said


@pytest.mark.parametrize(
    ("at", "refused"),
    [
        ("draft", ("shared", "frozen")),
        ("signed", ("frozen",)),
        ("shared", ("shared",)),
        ("commented", ("shared",)),
        ("frozen", ("signed", "shared", "frozen")),
    ],
)
def test_a_step_out_of_turn_changes_nothing(place, at, refused):
    version = taken_to(at)
    for step in refused:
        with pytest.raises(store.Refused, match="cannot be taken now"):
            versions.take(version.version_id, step, OFFICE)
    if at in ("draft", "signed", "frozen"):
        with pytest.raises(store.Refused, match="can be commented on"):
            comments.write(AREA, "Too early or too late", "Inspector", about="version",
                           subject=version.version_id)  # fmt: skip
    assert versions.get(version.version_id) == version


def test_what_is_signed_again_goes_back_to_be_shared_again(place):
    version = taken_to("commented")
    again = versions.take(version.version_id, "signed", OFFICE)
    assert again.last.step == "signed" and not again.may_take("frozen")


def test_each_step_is_taken_by_those_who_may(place, monkeypatch):
    version_id = begin()
    for role, may in (
        ("reader", 0),
        ("member", 0),
        ("steward", 0),
        ("analyst", 1),
        ("director", 2),
    ):
        act_as(monkeypatch, signed_in(role))
        for acts, do in ((1, begin), (2, lambda: versions.take(version_id, "signed", OFFICE))):
            if may < acts:
                with pytest.raises(access.Denied):
                    do()
            else:
                do()
    act_as(monkeypatch, signed_in("director", area=OTHER))
    with pytest.raises(access.Denied):
        versions.take(version_id, "shared")


def test_a_title_without_words_or_with_a_name_is_refused(place):
    for title in ("", "  ", "x" * 81, "Prepared by Mrs Smith"):
        with pytest.raises(store.Refused):
            versions.begin(AREA, title, date(2026, 8, 31), "caa_2009")
    with pytest.raises(store.Refused, match="Choose who signs"):
        versions.take(begin(), "signed")


OPENS = {
    "draft": set(),
    "signed": {"director", "analyst"},
    "shared": {"director", "analyst", "member", "steward"},
    "commented": {"director", "analyst", "member", "steward"},
    "frozen": {"director", "analyst", "member", "steward", "inspector"},
}


@pytest.mark.parametrize("step", OPENS)
def test_who_may_open_a_version_follows_its_step(place, step):
    from kit.people import roles

    version = taken_to(step)
    able = {code for code in roles.known() if versions.may_open(signed_in(code), version)}
    assert able == OPENS[step]
    others = {
        code for code in roles.known() if versions.may_open(signed_in(code, area=OTHER), version)
    }
    assert others == set()
    for reader in (access.ANYBODY, access.NOBODY):
        assert not versions.may_open(reader, version)


def test_an_inspectors_link_opens_one_version_until_its_day(place, monkeypatch):
    mine, other = taken_to("frozen"), taken_to("frozen")
    people.give("eve@x.example", "inspector", AREA, ends_on=DAY, version_id=mine.version_id)
    eve = access.of_person("eve@x.example")
    assert versions.may_open(eve, mine) and not versions.may_open(eve, other)
    seen = versions.reader_of(eve, mine.version_id)
    assert seen.may("read", AREA) and not seen.may("read", OTHER)
    assert not any(seen.may(act, AREA) for act in ("comment", "sql", "registers", "roles"))
    assert versions.reader_of(eve, other.version_id) == eve

    class Later(datetime):
        @classmethod
        def now(cls, zone=None):
            return datetime.now(zone) + timedelta(days=8)

    monkeypatch.setattr(access, "datetime", Later)
    assert not versions.may_open(access.of_person("eve@x.example"), mine)
    monkeypatch.setattr(access, "datetime", datetime)
    people.end("eve@x.example", "inspector", AREA)
    assert not versions.may_open(access.of_person("eve@x.example"), mine)


def test_a_frozen_version_keeps_its_figures_and_words_and_loses_those_erased(place, monkeypatch):
    comments.write(AREA, "Written before", OFFICE)
    secret = comments.write(AREA, "Heronsgate moved away", OFFICE).entry
    version = taken_to("frozen")
    comments.write(AREA, "Written after", OFFICE)
    view = versions.view_of(version)
    assert view.path.parent == place / "kept" and view.path != database.current().path
    with database.viewing(view):
        assert database.current().path == view.path and database.current().clearance == OPEN
        said = set(comments.current_comments(AREA)["said"])
        assert "Written before" in said and "Written after" not in said
        assert "Heronsgate moved away" in said
    erasure.erase(AREA, secret.remark_id)
    with database.viewing(view):
        assert "Heronsgate moved away" not in set(comments.current_comments(AREA)["said"])
        assert erasure.MARKER in set(comments.current_comments(AREA)["said"])
    assert database.view() is None


def test_a_kept_build_that_was_changed_is_not_shown(place):
    version = taken_to("frozen")
    kept = versions.view_of(version).path
    with kept.open("r+b") as file:
        file.seek(5000)
        file.write(b"harm")
    with pytest.raises(store.Refused, match="is damaged"):
        versions.view_of(version)
    # Nor where hash and file were changed together: the store holds the hash too.
    other = builds.sha256_of(kept)
    kept.with_suffix(".sha256").write_text(other, encoding="utf-8")
    with pytest.raises(store.Refused):
        versions.view_of(version)
    kept.unlink()
    with pytest.raises(store.Refused, match="is missing"):
        versions.view_of(version)


def test_every_paper_says_which_step_it_is_of(place):
    chosen = (AREA, paper_data.dates()[0], paper_data.frameworks()[0])
    assert paper_data.read_data(*chosen).step == "draft, not signed"
    version = taken_to("signed")
    assert paper_data.read_data(*chosen).step == version.said != "draft, not signed"
    frozen = versions.step_of(*chosen, build_id="another build")
    assert frozen.startswith("draft, newer than what was signed on")
    assert paper_data.read_data(OTHER, *chosen[1:]).step == "draft, not signed"


def test_machines_that_follow_share_the_builds_of_versions(place, tmp_path, monkeypatch):
    shown = database.current().path
    one, two = (Collection("demonstration", tmp_path / name) for name in ("one", "two"))
    monkeypatch.setattr(kept_builds, "_folder", lambda collection: collection.root / "frozen")
    for each in (one, two):
        (each.root / "frozen").mkdir(parents=True)
    monkeypatch.setattr(kept_builds.building, "open_path", lambda *_: shown)
    monkeypatch.setenv("CAA_FOLLOW", str(tmp_path / "shared"))
    build_id, digest = kept_builds.keep(one)
    assert kept_builds.path(two, build_id, digest).read_bytes() == shown.read_bytes()
    with pytest.raises(store.Refused, match="is damaged"):
        kept_builds.path(two, build_id, "0" * 64)
    (two.root / "frozen" / f"{build_id}.duckdb").unlink()
    for file in (tmp_path / "shared").rglob("*.duckdb"):
        file.write_bytes(b"harm")
    with pytest.raises(store.Unavailable, match="not as it was signed"):
        kept_builds.path(two, build_id, digest)


def test_kit_check_looks_at_the_builds_of_versions(tmp_path):
    collection = Collection("demonstration", tmp_path)
    (tmp_path / replica.KEPT).mkdir()
    kept = tmp_path / replica.KEPT / "20260101T000000Z.duckdb"
    kept.write_bytes(b"not a build")
    assert any("kept for a version, is damaged" in one for one in stored.check(collection).problems)


def test_a_backup_holds_the_builds_of_versions(place, tmp_path, monkeypatch):
    own = Collection("demonstration", tmp_path / "own" / "demonstration")
    shown = database.current().path
    monkeypatch.setattr(kept_builds.building, "open_path", lambda *_: shown)
    monkeypatch.setattr(kept_builds, "_folder", lambda collection: collection.root / "frozen")
    (own.root / "frozen").mkdir(parents=True)
    build_id, digest = kept_builds.keep(own)
    backup.write(tmp_path / "backup.zip", own)
    assert f"frozen/{build_id}.duckdb" in backup.read_about(tmp_path / "backup.zip")["sha256"]
    assert digest in backup.read_about(tmp_path / "backup.zip")["sha256"].values()


# ── On the screen ────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def opened(place, monkeypatch):
    """Open a page as somebody who is looked up each time; give what it shows and is about."""

    def at(who: access.Reader, page: str = matrix.FIRST, **address: str):
        monkeypatch.setattr(sign_in, "_who", lambda: who)
        access.identify_by(sign_in.identify)
        monkeypatch.setattr(sign_in, "is_set_up", lambda: True)
        try:
            return matrix.shown_at(page, **address)
        finally:
            act_as(monkeypatch, access.AT_THE_MACHINE)

    return at


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_an_inspector_opens_the_version_by_its_link_and_nothing_else(opened):
    comments.write(AREA, "Written before", OFFICE, framework=paper_data.frameworks()[0])
    version = taken_to("frozen")
    comments.write(AREA, "Written after", OFFICE, framework=paper_data.frameworks()[0])
    eve = signed_in("inspector", version=version.version_id)
    text, about = opened(eve, version=version.version_id)
    assert about == AREA and "Version “Self-assessment”: signed on" in text
    assert "Written before" in text and "Written after" not in text
    text, about = opened(eve, version=version.version_id, area=OTHER)
    assert about is None and "You have no role for this authority" in text
    for address in ({}, {"version": "mistyped"}, {"area": AREA}):
        text, about = opened(eve, **address)
        assert about is None and "Written" not in text, address
    closed = ("registers/registers", "evidence/sql", "stewards/people", "stewards/record")
    for page in (*closed, "briefing/versions"):
        text, about = opened(eve, f"pages/{page}.py", version=version.version_id)
        assert text == "", page
    text, about = opened(signed_in("member"), version=version.version_id)
    assert about == AREA and "Add a comment" not in text
    text, about = opened(signed_in("reader"), version=version.version_id)
    assert about is None and "This version cannot be opened" in text


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_the_page_takes_a_version_through_its_steps(place):
    from tests.opened import open_at

    test = open_at("pages/briefing/versions.py", area=AREA)
    test.text_input(key="version_title").set_value("Self-assessment 2026")
    _press(test, "Begin a draft")
    [version] = versions.of_area(AREA)
    assert version.last.step == "draft"
    _press(test, "Sign this build")
    assert "Choose who signs" in _html(test)
    test.selectbox(key="version_role").set_value(OFFICE)
    for label, step in (("Sign this build", "signed"), ("Share with members", "shared")):
        _press(test, label)
        assert versions.get(version.version_id).last.step == step
    said = next(each for each in test.text_area if each.key.endswith("_text"))
    said.set_value("Honest about gaps")
    next(
        each for each in test.selectbox if each.key.endswith("_role") and "pen" in each.key
    ).set_value("Peer challenge")
    _press(test, "Save")
    assert versions.get(version.version_id).last.step == "commented"
    assert "Honest about gaps" in _html(test)
    _press(test, "Freeze")
    shown = _html(test)
    assert "“Self-assessment 2026”, signed on" in shown and ", frozen on" in shown
    assert "The two builds say the same." in shown
    test.text_input(key="link_person").set_value("eve@x.example")
    _press(test, "Give the link")
    [held] = people.held()
    assert (held["role"], held["version_id"]) == ("inspector", version.version_id)
    assert f"?version={version.version_id}" in _html(test)


def _press(test, label):
    next(each for each in test.button if each.label == label).click().run()
    assert not test.exception, test.exception


def _html(test) -> str:
    import html

    return html.unescape(" ".join(each.body for each in test.get("html")))
