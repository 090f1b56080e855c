"""What arrives is imported, what fails leaves what was there, and each fault is told with a way."""

import datetime as dt
import gzip
import ipaddress
import ssl
from datetime import date

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from typer.testing import CliRunner

from kit.__main__ import app
from kit.fetch import client as clients
from kit.fetch import fetching
from kit.store import contract, importing
from kit.store.paths import Collection
from tests.fetch.conftest import ROWS
from tests.fetch.server import Answer, Request, Server

PATH = "/plans.csv"


def test_a_file_is_new_then_unchanged_then_revised(plain, server):
    first = plain.one(today=date(2026, 9, 1))
    assert (first.state, first.release, plain.rows()) == ("new", "2026-09-01", 3)
    again = plain.one(today=date(2026, 9, 2))
    assert (again.state, again.receipt) == ("unchanged", None)
    assert server.asked[-1].headers["if-none-match"]  # the server was asked for news only
    server.file(PATH, ROWS.replace(b"302,20", b"302,25") + b"304,40\n")
    revised = plain.one(today=date(2026, 9, 3))
    assert (revised.state, revised.said) == ("revised", "rows added 1, revised 1")
    assert not list((plain.collection.root / "fetched").glob("*.csv*"))


def test_the_same_file_without_an_etag_is_unchanged(plain, server):
    server.pages[PATH] = lambda _: Answer(ROWS, 200, {"Content-Type": "text/csv"})
    assert plain.one().state == "new"
    assert plain.one().state == "unchanged"
    assert len(importing.vintages.history(plain.collection)) == 1


def test_what_was_undone_is_fetched_again(plain):
    plain.one()
    importing.vintages.undo(plain.collection)
    assert plain.one().state == "new"


def test_the_release_is_the_day_the_server_gives_the_file(plain, server):
    server.file(PATH, ROWS, **{"Last-Modified": "Mon, 03 Aug 2026 10:00:00 GMT"})
    assert plain.one().release == "2026-08-03"


def test_a_server_that_is_busy_is_asked_again_after_the_time_it_says(plain, server):
    server.fail(PATH, Answer(status=429, headers={"Retry-After": "7"}), Answer(status=500))
    assert plain.one().state == "new"
    assert plain.waited == [7.0, 2.0]


def test_a_time_to_wait_until_is_understood(plain, server):
    later = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=60)
    said = later.strftime("%a, %d %b %Y %H:%M:%S GMT")
    server.fail(PATH, Answer(status=503, headers={"Retry-After": said}))
    assert plain.one().state == "new"
    assert 50 <= plain.waited[0] <= 60


def test_a_server_that_asks_for_an_hour_is_left_alone(plain, server):
    server.fail(PATH, Answer(status=429, headers={"Retry-After": "3600"}))
    outcome = plain.one()
    assert outcome.state == "could not be fetched"
    assert "asks to wait 3,600 seconds" in outcome.said
    assert plain.waited == []


def test_a_server_that_stays_broken_is_asked_five_times_and_no_more(plain, server):
    server.fail(PATH, *[Answer(status=502)] * 9)
    outcome = plain.one()
    assert "answers 502, 5 times" in outcome.said
    assert plain.waited == [1.0, 2.0, 4.0, 8.0]


def test_a_cut_connection_is_continued_where_it_broke(plain, server):
    whole = server.pages[PATH]

    def cut(request):
        answer = whole(request)
        answer.cut = 20 if "range" not in request.headers else None
        return answer

    server.pages[PATH] = cut
    assert (plain.one().state, plain.rows()) == ("new", 3)
    assert [one.headers.get("range") for one in server.asked] == [None, "bytes=20-"]


def test_a_run_that_was_stopped_is_continued_by_the_next(plain, server):
    whole = server.pages[PATH]

    def stopped(request):
        answer = whole(request)
        answer.cut = 0 if "range" in request.headers else 20
        return answer

    server.pages[PATH] = stopped
    assert plain.one().failed
    server.pages[PATH] = whole
    assert (plain.one().state, plain.rows()) == ("new", 3)
    assert server.asked[-1].headers["range"] == "bytes=20-"


def test_a_file_that_changed_meanwhile_is_begun_again(plain, server):
    etag = server.pages[PATH](Request(PATH, {}, {}, PATH)).headers
    server.fail(PATH, Answer(ROWS, 200, etag, cut=20))
    server.file(PATH, b"area_code,plans\n305,50\n")
    assert (plain.one().state, plain.rows()) == ("new", 1)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<!DOCTYPE html><html>Sign in to the network</html>", "a web page arrived"),
        (b"", "arrived empty"),
        (b"MZ\0\0binary", "is not text"),
        (b"\x1f\x8b\x08\0damaged", "is damaged"),
    ],
)
def test_what_is_no_table_is_refused_before_the_import(plain, server, body, said):
    server.file(PATH, body)
    outcome = plain.one()
    assert outcome.state == "could not be fetched"
    assert said in outcome.said
    assert not importing.current_vintages(plain.collection)


def test_a_file_that_is_gone_names_the_page_and_the_way_by_hand(plain, server):
    plain.one()
    server.pages.pop(PATH)
    outcome = plain.one()
    assert "answers 404: nothing is there any more" in outcome.said
    assert "https://example.org/plans" in outcome.said
    assert "python -m kit import FILE" in outcome.said
    assert "plans/contract.toml" in outcome.said
    assert plain.rows() == 3  # what was there stays
    assert plain.waited == []  # and nobody waited for what is gone


def test_columns_that_changed_are_refused_and_the_file_before_stays(plain, server):
    plain.one()
    server.file(PATH, b"area_code,plans_issued\n301,99\n")
    outcome = plain.one()
    assert outcome.state == "was not imported"
    assert "plans" in outcome.said
    assert "What was imported before stays in use" in outcome.said
    assert plain.rows() == 3
    assert (plain.collection.root / "fetched" / "plans.csv").is_file()  # to be looked at
    server.file(PATH, ROWS)
    assert plain.one().state == "unchanged"


def test_a_fault_of_one_source_stops_no_other(plain, server):
    address = f'kind = "file"\naddress = "{server.address}/gone.csv"'
    plain.contract("gone", r"gone\.csv", address)
    gone, taken = plain.fetch()
    assert (gone.state, taken.state) == ("could not be fetched", "new")


def test_a_file_may_be_no_larger_than_its_contract_allows(desk, server):
    large = b"area_code,plans\n" + b"301,1\n" * 200_000
    server.file("/large.csv", large)
    address = f'kind = "file"\nlargest_mb = 1\naddress = "{server.address}/large.csv"'
    desk.contract("large", r"large\.csv", address)
    assert "is larger than 1 MB" in desk.one().said
    packed = gzip.compress(large)
    server.file("/large.csv", packed)
    assert "larger than 1 MB once unpacked" in desk.one().said


def test_a_dated_address_goes_back_to_the_last_day_that_has_a_file(desk, server):
    server.file("/plans20260828.csv", ROWS)
    address = f'kind = "file"\naddress = "{server.address}/plans{{day:%Y%m%d}}.csv"'
    desk.contract("plans", r"plans(?P<release>\d{8})\.csv", address)
    outcome = desk.one(today=date(2026, 8, 31))
    assert (outcome.state, outcome.release) == ("new", "2026-08-28")
    assert len(server.asked) == 4
    assert "nothing is there" in desk.one(today=date(2026, 9, 20)).said


def test_files_can_be_saved_without_an_import(plain, tmp_path):
    outcome = plain.one(out=tmp_path)
    assert (tmp_path / "plans.csv").read_bytes() == ROWS
    assert outcome.receipt is None
    assert not importing.current_vintages(plain.collection)


def test_the_proxy_of_the_environment_is_used(plain, server, monkeypatch):
    proxy = Server()
    proxy.file(PATH, ROWS)
    monkeypatch.setenv("HTTP_PROXY", proxy.address)
    assert plain.one().state == "new"
    assert proxy.asked[0].target == f"{server.address}{PATH}"
    assert not server.asked
    proxy.fail(PATH, Answer(status=407))
    proxy.file(PATH, ROWS + b"304,1\n")
    assert "asks for a name and password" in plain.one().said
    proxy.close()


def test_nothing_is_sent_to_an_address_that_is_not_encrypted(plain, server):
    leads = {"Location": "http://example.org/plans.csv"}
    server.pages[PATH] = lambda _: Answer(b"", 302, leads)
    assert "is not encrypted" in plain.one().said
    with pytest.raises(contract.ContractError, match="https"):
        plain.contract("open", r"a\.csv", 'kind = "file"\naddress = "http://example.org/a.csv"')
        _ = plain.contracts


def test_a_redirect_without_end_is_told(plain, server):
    server.pages[PATH] = lambda _: Answer(b"", 302, {"Location": PATH})
    assert "redirected without end" in plain.one().said


def test_certificates_of_the_environment_are_trusted(desk, tmp_path, monkeypatch):
    path = _certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    server = Server(context)
    server.file(PATH, ROWS)
    desk.contract("plans", r"plans\.csv", f'kind = "file"\naddress = "{server.address}{PATH}"')
    outcome = desk.one()
    assert "is not trusted" in outcome.said
    assert "SSL_CERT_FILE" in outcome.said
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    assert desk.one().state == "new"
    server.close()
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "missing.pem"))
    with pytest.raises(clients.FetchError, match="cannot be read as certificates"):
        desk.one()


def _certificate(folder):
    """A certificate of this machine, signed by itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    pem = serialization.Encoding.PEM
    private = serialization.PrivateFormat.PKCS8
    path.write_bytes(
        key.private_bytes(pem, private, serialization.NoEncryption()) + made.public_bytes(pem)
    )
    return path


# The command ------------------------------------------------------------------------------------


def test_the_list_asks_nobody(monkeypatch, tmp_path):
    monkeypatch.setenv("CAA_STORE", str(tmp_path))
    monkeypatch.setattr(clients.httpx, "Client", lambda *_, **__: pytest.fail("asked"))
    done = CliRunner().invoke(app, ["fetch", "--list"])
    assert done.exit_code == 0, done.output
    contracts = contract.load_all(Collection.open("published").contract_folders)
    for table in fetching.with_address(contracts):
        assert table.source in done.output
    for name, about in contracts.items():
        if about.address:
            assert name in "".join(done.output.split()), name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("council_registr", "did you mean 'council_register'"),
        ("joint_inspections", "Download it by hand from https://"),
    ],
)
def test_a_source_that_cannot_be_fetched_is_told(name, said, monkeypatch, tmp_path):
    monkeypatch.setenv("CAA_STORE", str(tmp_path))
    done = CliRunner().invoke(app, ["fetch", name])
    assert done.exit_code == 1
    assert said in " ".join((done.output + done.stderr).split())


def test_a_failure_ends_the_command_with_its_reason(monkeypatch, tmp_path):
    monkeypatch.setenv("CAA_STORE", str(tmp_path))
    told = fetching.Outcome
    monkeypatch.setattr(
        fetching,
        "fetch",
        lambda _, __, tables, *___: [told(tables[0], fetching.MISSING, said="It is gone.")],
    )
    done = CliRunner().invoke(app, ["fetch", "council_register"])
    assert done.exit_code == 1
    assert "council_register__councils could not be fetched: It is gone." in done.stderr
