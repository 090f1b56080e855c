"""Promise: a file the server keeps goes to those it was made for, and what holds small numbers only
while they may see them."""

from types import SimpleNamespace

import pytest
import streamlit as st
from starlette.datastructures import Headers
from streamlit import config

from kit.people import access, record, roles
from kit.records import store
from kit.screen import sign_in
from kit.store.paths import CLEARANCES, OPEN

CLEARED = next(name for name in CLEARANCES if name != OPEN)
MAY_SEE = next(name for name, role in roles.known().items() if CLEARED in role.acts)


@pytest.fixture
def server(monkeypatch):
    """A server behind a proxy that names readers; returns how to make a file and to ask for one."""
    contents, grants = {}, {}

    def of_person(person):
        if grants.get(person) is store.Unavailable:
            raise store.Unavailable("the store cannot be reached")
        return access.Reader(person, person, "signed_in", tuple(grants.get(person, ())))

    def read_file(file_id):
        return SimpleNamespace(content=contents[file_id]) if file_id in contents else None

    runtime = SimpleNamespace(
        media_file_mgr=SimpleNamespace(read_file=read_file, _files_by_session_and_coord={}),
        _session_mgr=SimpleNamespace(get_session_info=lambda _key: None),
    )
    monkeypatch.setattr(st.runtime, "get_instance", lambda: runtime)
    monkeypatch.setattr(access, "of_person", of_person)
    monkeypatch.setattr(access, "reader", lambda anew=False: of_person("ann@example.org"))
    monkeypatch.setattr(record, "write", lambda *_, **__: None)
    monkeypatch.setattr(sign_in, "_owners", type(sign_in._owners)())
    config.set_option("server.trustedUserHeaders", {"X-User": "email"})

    def make(content: bytes) -> None:
        contents["abc"] = sign_in.on_record("export", lambda: content)()

    def given_to(person: str) -> bool:
        headers = Headers({"x-user": person} if person else {})
        return sign_in.may_have("/caa/media/abc.xlsx", headers)

    yield SimpleNamespace(make=make, given_to=given_to, grants=grants)
    config.set_option("server.trustedUserHeaders", None)


def test_a_file_goes_to_nobody_else(server):
    server.make(b"figures")
    assert server.given_to("ann@example.org")
    assert not server.given_to("bob@example.org")
    assert not server.given_to("")


def test_a_file_of_small_numbers_goes_to_who_may_see_them_today(server, monkeypatch):
    monkeypatch.setenv("CAA_CLEARANCE", CLEARED)
    everywhere = access.Grant(MAY_SEE, access.EVERYWHERE)
    server.grants |= {"ann@example.org": [everywhere], "bob@example.org": [everywhere]}
    server.make(b"figures with small numbers")
    assert server.given_to("ann@example.org")
    assert not server.given_to("bob@example.org"), "it was not made for him"
    server.grants["ann@example.org"] = [access.Grant(MAY_SEE, "001")]
    assert not server.given_to("ann@example.org"), "the file holds all authorities"
    server.grants["ann@example.org"] = []
    assert not server.given_to("ann@example.org")
    server.grants["ann@example.org"] = store.Unavailable
    assert not server.given_to("ann@example.org")


def test_a_file_of_open_figures_outlives_a_role_that_may_see_more(server, monkeypatch):
    monkeypatch.setenv("CAA_CLEARANCE", CLEARED)
    server.make(b"open figures")  # ann holds no role that may see more
    assert server.given_to("ann@example.org")
