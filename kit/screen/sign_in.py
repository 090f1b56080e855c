"""Who is reading a screen: signed in by OpenID Connect, named by a trusted proxy, or neither.

Where sign-in is set up (`[auth]` in .streamlit/secrets.toml, or server.trustedUserHeaders),
nobody reads without it. Where it is not, whoever sits at the machine may do everything, and
whoever reaches the server by another name may only read.
"""

import hashlib
import ipaddress
import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from streamlit import config
from streamlit.auth_util import get_secrets_auth_section
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.web.server.starlette import starlette_websocket
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from kit import NAME
from kit.people import access, record, roles, sessions, versions
from kit.records import store
from kit.screen import parts
from kit.store import database
from kit.store.paths import OPEN

VERSION = "_version"  # in a session: the version that was opened
_READER, _ENDED, _REFUSED = "_reader", "_sign_in_ended", "_refused_before"
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


def is_by_provider() -> bool:
    """Say whether sign-in by OpenID Connect is set up."""
    return bool(get_secrets_auth_section())


def is_by_proxy() -> bool:
    """Say whether a trusted proxy names the reader in headers."""
    return bool(config.get_option("server.trustedUserHeaders"))


def is_set_up() -> bool:
    """Say whether readers sign in, by either way."""
    return is_by_provider() or is_by_proxy()


def identify(anew: bool = False) -> access.Reader:
    """Return who is reading in this session; found once an interaction, unless `anew`."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        # A thread of the server that draws for no session; elsewhere, a command of this machine.
        return access.NOBODY if st.runtime.exists() else access.AT_THE_MACHINE
    found = getattr(context, _READER, None)
    if found is None or anew:
        found = _find()
        setattr(context, _READER, found)
    return found


def _find() -> access.Reader:
    found, version_id = _who(), st.session_state.get(VERSION)
    return versions.reader_of(found, version_id) if version_id else found


def _who() -> access.Reader:
    if not is_set_up():
        headers = {name.lower(): value for name, value in dict(st.context.headers).items()}
        return access.AT_THE_MACHINE if _is_at_machine(headers) else access.ANYBODY
    claims = st.user.to_dict()
    if is_by_provider() and not is_by_proxy() and not claims.get("is_logged_in"):
        return access.NOBODY
    if not sessions.person_of(claims):
        return access.NOBODY
    try:
        return access.of_person(sessions.continue_sign_in(claims))
    except sessions.Ended as over:
        st.session_state[_ENDED] = str(over)
        return access.NOBODY


def _is_at_machine(headers: Mapping[str, str]) -> bool:
    """Say whether a request came from this machine by its own name, through no proxy."""
    if any(name in headers for name in _FORWARDED):
        return False
    return _is_loopback(urlsplit(f"//{headers.get('host', 'localhost')}").hostname) and (
        _is_loopback(config.get_option("server.address"))
    )


def _is_loopback(host: str | None) -> bool:
    if host in (None, ""):
        return False
    try:
        return host == "localhost" or ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


access.identify_by(identify)


def print_start_line() -> None:
    """Say on the console who can read and write, where that is not the one at the machine."""
    if said := start_line():
        print(said, flush=True)


# Of files made for readers, by their hash: who has each, and of which clearance it was made.
_owners: OrderedDict[str, dict[str, str]] = OrderedDict()
_REMEMBERED = 20_000


def _digest(made: bytes | str) -> str:
    return hashlib.sha256(made.encode() if isinstance(made, str) else made).hexdigest()


def _note_owner(made: bytes | str, person: str, clearance: str) -> None:
    """Note who a file was made for: the server keeps it under an address of its own."""
    _owners.setdefault(_digest(made), {})[person] = clearance
    while len(_owners) > _REMEMBERED:
        _owners.popitem(last=False)


def may_have(path: str, headers: Headers) -> bool:
    """Say whether whoever sends a request may have a file the server keeps for its readers.

    Each file was made for a person, or is of the sessions that were shown it; where readers sign
    in, it goes to such a person alone, and what holds small numbers only while they may see
    them. Streamlit gives it to whoever knows its address.
    """
    if not is_set_up():
        return True
    person = sessions.person_of(_claims_of(headers))
    runtime = st.runtime.get_instance()
    file_id = path.rsplit("/", 1)[-1].split(".")[0]
    files = runtime.media_file_mgr._files_by_session_and_coord
    made = runtime.media_file_mgr.read_file(file_id)
    owners = _owners.get(_digest(made.content), {}) if made else {}
    if owners and not _may_see(person, set(owners.values())):
        return False
    if person and person in owners:
        return True
    sessions_shown = [key for key, held in list(files.items()) if file_id in held.values()]
    for key in sessions_shown:
        session = runtime._session_mgr.get_session_info(key)
        if session and person and sessions.person_of(session.session._user_info) == person:
            return True
    return False


def _may_see(person: str, clearances: set[str]) -> bool:
    """Say whether a person may see today what was made of one of these clearances."""
    if OPEN in clearances:
        return True
    try:
        found = access.of_person(person)
    except store.Refused:
        return False
    return any(found.areas(name) is None for name in clearances)


def may_send(headers: Headers) -> bool:
    """Say whether whoever sends a request may send a file: whoever may change registers."""
    if not is_set_up():
        return _is_at_machine({name.lower(): value for name, value in headers.items()})
    person = sessions.person_of(_claims_of(headers))
    try:
        return bool(person) and access.of_person(person).may("registers")
    except store.Refused:
        return False


def _claims_of(headers: Headers) -> dict[str, Any]:
    """Return what a request itself says of its sender, as the server reads it on connecting."""
    claims: dict[str, Any] = {}
    if is_by_provider():
        cookies = cookie_parser(headers.get("cookie", ""))
        if raw := starlette_websocket._get_signed_cookie_with_chunks(cookies, USER_COOKIE_NAME):
            claims = json.loads(raw)
            claims = claims if claims.get("is_logged_in") else {}
    return claims | starlette_websocket.gather_user_info(headers)


def start_line() -> str:
    """Return what the server says of its readers when it starts; nothing at the machine alone."""
    if is_set_up():
        by = "a trusted proxy" if is_by_proxy() else "OpenID Connect"
        return f"{NAME}: readers sign in by {by}."
    if _is_loopback(config.get_option("server.address")):
        return ""
    return (
        f"{NAME}: read only. Nobody signs in, so everybody who can open it can read and "
        "nobody can write. To let people write, set up sign-in: docs/how_to/people.md."
    )


# ── On the screen ────────────────────────────────────────────────────────────────────────────


def begin() -> access.Reader:
    """Look up anew who is reading, as each interaction begins."""
    try:
        return access.reader(anew=True)
    except store.Refused:  # said by require_reader, when there is a page to say it on
        return access.NOBODY


def may_open(reader: access.Reader, address: str) -> bool:
    """Say whether a page is in the menu.

    Who may not read is stopped on whichever they asked for, so that none is said not to exist.
    """
    if reader.how == access.IN_VERSION and roles.is_of_today(address):
        return False
    return not reader.may("read") or reader.may(roles.act_of_page(address))


def on_record(act: str, make: Callable, area_code: str = "", **details: Any) -> Callable:
    """Return what makes a file for whoever reads now, once it is on record that they have it."""
    found, seen_by, view = access.reader(), access.clearance(), database.view()

    def write_and_make():
        if found.how != "open":  # of whom nothing is known
            record.write(act, area_code, reader=found, **details)
        with database.viewing(view):  # a download is made in a thread of its own
            made = make()
        if found.person and made is not None:
            _note_owner(made, found.person, seen_by)
        return made

    return write_and_make


def require_reader() -> access.Reader:
    """Return who is reading; else offer to sign in, or say that no role is held, and stop."""
    try:
        found = access.reader()
    except store.Refused as error:
        parts.message("It cannot be checked who you are", str(error))
        st.stop()
    if found.how == "nobody":
        _offer_sign_in()
        st.stop()
    if not found.may("read"):
        _log_refusal("no role")
        why = "Ask a steward to give you a role."
        if found.may("versions"):
            why = "Your role opens frozen versions only. Use the link you were given."
        parts.message("You may not open this page", f"You are signed in as {found.person}. {why}")
        _sign_out_button()
        st.stop()
    return found


def _offer_sign_in() -> None:
    st.title(f"Sign in to {NAME}")
    if why := st.session_state.get(_ENDED):
        parts.message("Sign in again", why)
    if is_by_proxy():
        parts.message(
            "Your organisation's sign-in did not say who you are",
            "Open this page by the address your organisation gave you.",
        )
        return
    if st.user.to_dict().get("is_logged_in"):  # of a session that is over: its cookie goes first
        _sign_out_button("Continue")
        return
    st.button("Sign in", on_click=st.login, type="primary", key="sign_in")


def show_reader() -> None:
    """Say who is signed in, beside the line of the page, and offer to sign out."""
    found = access.reader()
    if found.person:
        parts.note(f"Signed in as {found.name}")
        _sign_out_button()
    elif found.how == "open":
        parts.note("Read only: nobody signs in here")


def _sign_out_button(label: str = "Sign out") -> None:
    if is_by_provider() and not is_by_proxy():
        st.button(label, on_click=_sign_out, key="sign_out")


def _sign_out() -> None:
    claims: dict[str, Any] = st.user.to_dict()
    sessions.finish(claims, "signed out")
    st.logout()


def own_areas(options: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of authorities the reader may open; the first of them is the default."""
    areas = access.reader().areas("read")
    if areas is None:
        return options
    kept = options[options["code"].isin(areas)].reset_index(drop=True)
    asked = st.query_params.get("area", "")
    if asked and asked not in set(kept["code"]):
        _log_refusal("authority", asked[:9])
    return kept


def _log_refusal(what: str, area_code: str = "") -> None:
    """Put a refusal on record, once for each thing refused in a session."""
    before: set = st.session_state.setdefault(_REFUSED, set())
    if (what, area_code) not in before:
        before.add((what, area_code))
        record.write("refusal", area_code, what=what)
