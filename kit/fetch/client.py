"""The one way out to the network: time-outs, retries, resuming, sizes, proxies, certificates."""

import contextlib
import json
import os
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, TypeVar

import certifi
import httpx

from kit import NAME, VERSION

TRIES = 5
BACK_OFF = 1.0  # seconds before the second try; doubled each time
LONGEST_WAIT = 120.0  # seconds that a server may ask us to wait
TIMEOUT = httpx.Timeout(60.0, connect=15.0)
PASSING = {408, 425, 429, 500, 502, 503, 504}  # answers that may be otherwise in a moment
LARGEST_ANSWER = 20 * 2**20  # bytes of a page, or of an answer in JSON
CERTIFICATES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")

Progress = Callable[[float, str], None]
Answer = TypeVar("Answer")


class FetchError(Exception):
    """A file could not be had: what happened, and what to do where that is known."""

    def __init__(self, happened: str, remedy: str = "", not_found: bool = False):
        super().__init__(f"{happened}. {remedy}".strip() if remedy else happened)
        self.happened, self.remedy, self.not_found = happened, remedy, not_found


class _Again(Exception):
    """The server may answer otherwise in a moment, or after `wait` seconds."""

    def __init__(self, why: str, wait: float | None = None):
        super().__init__(why)
        self.wait = wait


@dataclass
class Known:
    """What a server said of the file we have, by which it can say that nothing changed."""

    etag: str = ""
    modified: str = ""


@dataclass
class Download:
    """A file on this machine, where it came from, and what the server said of it."""

    path: Path
    address: str
    etag: str = ""
    modified: str = ""


def certificates() -> ssl.SSLContext:
    """Return the certificates trusted: the system's, certifi's, and the environment's own."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    for name in CERTIFICATES:
        if path := os.environ.get(name):
            try:
                context.load_verify_locations(path)
            except (OSError, ssl.SSLError) as error:
                raise FetchError(
                    f"{name} names {path}, which cannot be read as certificates ({error})",
                    "Correct the environment variable, or remove it",
                ) from None
    if path := os.environ.get("SSL_CERT_DIR"):
        context.load_verify_locations(capath=path)
    return context


class Client:
    """Asks servers, patiently; the proxy and the certificates are those of the environment."""

    def __init__(self, sleep: Callable[[float], None] = time.sleep):
        self.sleep = sleep
        self.http = httpx.Client(
            verify=certificates(),
            timeout=TIMEOUT,
            follow_redirects=True,
            max_redirects=5,
            headers={"User-Agent": f"{NAME.replace(' ', '-')}/{VERSION}"},
            event_hooks={"request": [_refuse_insecure]},
        )

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def json(self, address: str, parameters: dict | None = None) -> Any:
        """Return what the server says in JSON. Raises FetchError."""
        text, _ = self.text(address, parameters)
        try:
            return json.loads(text)
        except ValueError:
            raise FetchError(
                f"{address} did not answer in JSON", "A proxy may have answered instead"
            ) from None

    def text(self, address: str, parameters: dict | None = None) -> tuple[str, str]:
        """Return a page and the address it was found at in the end. Raises FetchError."""

        def attempt() -> tuple[str, str]:
            with self.http.stream("GET", address, params=parameters) as answer:
                _check(answer)
                content = b""
                for part in answer.iter_bytes():
                    content += part
                    if len(content) > LARGEST_ANSWER:
                        raise FetchError(f"{address} answers with more than 20 MB")
                return content.decode(answer.encoding or "utf-8", "replace"), str(answer.url)

        return self._patiently(attempt, address)

    def download(
        self,
        address: str,
        place: Path,
        largest: int,
        parameters: dict | None = None,
        known: Known | None = None,
        progress: Progress | None = None,
    ) -> Download | None:
        """Save a file of at most `largest` bytes at `place`; None where it has not changed.

        What an earlier try began is continued where the server can. Raises FetchError.
        """
        part = _Part(place, largest, f"{address} {parameters}", progress)

        def attempt() -> Download | None:
            headers = {"Accept-Encoding": "identity", **part.headers(known)}
            with self.http.stream("GET", address, params=parameters, headers=headers) as answer:
                if answer.status_code == 304:
                    return None
                if answer.status_code == 416:  # what we have is no beginning of what is there
                    part.remove()
                    raise _Again("the server could not continue the file")
                _check(answer)
                part.receive(answer)
                said = answer.headers
                return Download(
                    place, str(answer.url), said.get("etag", ""), said.get("last-modified", "")
                )

        done = self._patiently(attempt, address)
        if done is not None:
            part.finish()
        return done

    def _patiently(self, attempt: Callable[[], Answer], address: str) -> Answer:
        """Return what `attempt` returns, tried again where that may help."""
        for number in range(1, TRIES + 1):
            wait = None
            try:
                return attempt()
            except _Again as again:
                why, wait = str(again), again.wait
            except httpx.TooManyRedirects:
                raise FetchError(f"{address} is redirected without end", not_found=True) from None
            except httpx.ProxyError as error:
                raise FetchError(
                    f"the proxy refused {address} ({error})",
                    "Check HTTPS_PROXY; a proxy that asks for a name and password is written "
                    "http://name:password@proxy:port",
                ) from None
            except httpx.TransportError as error:
                if "certificate" in str(error).lower():
                    raise FetchError(
                        f"the certificate of {address} is not trusted",
                        "Where your network checks traffic, save its certificate as a file and "
                        "set SSL_CERT_FILE to it",
                    ) from None
                why = f"no answer ({type(error).__name__}: {error})".replace(": )", ")")
            wait = BACK_OFF * 2 ** (number - 1) if wait is None else wait
            if wait > LONGEST_WAIT:
                raise FetchError(
                    f"{address}: {why}; it asks to wait {wait:,.0f} seconds", "Try again later"
                )
            if number < TRIES:
                self.sleep(wait)
        raise FetchError(f"{address}: {why}, {TRIES} times", "Try again later")


def _refuse_insecure(request: httpx.Request) -> None:
    """Stop a redirect that leaves the encrypted connection."""
    if request.url.scheme != "https" and request.url.host not in ("localhost", "127.0.0.1"):
        raise FetchError(f"{request.url} is not encrypted, so it is not fetched", not_found=True)


def _check(answer: httpx.Response) -> None:
    """Return where the answer is what was asked for; otherwise say what it means."""
    code, address = answer.status_code, str(answer.url)
    if code in PASSING:
        raise _Again(f"the server answers {code}", _asked_wait(answer))
    if code in (404, 410):
        raise FetchError(f"{address} answers {code}: nothing is there any more", not_found=True)
    if code in (401, 403):
        raise FetchError(
            f"{address} answers {code}: access is refused",
            "Open it in a browser; your network may block it",
        )
    if code == 407:
        raise FetchError(
            "the proxy asks for a name and password",
            "Write HTTPS_PROXY as http://name:password@proxy:port",
        )
    if code not in (200, 206):
        raise FetchError(f"{address} answers {code}")


def _asked_wait(answer: httpx.Response) -> float | None:
    """Return the seconds that Retry-After asks for, which is a number or a time."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isdigit():
        return float(said)
    with contextlib.suppress(ValueError, TypeError):
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    return None


class _Part:
    """A file while it arrives: what is there, and whether the server can continue it."""

    def __init__(self, place: Path, largest: int, asked: str, progress: Progress | None):
        self.place, self.largest, self.asked, self.progress = place, largest, asked, progress
        self.path = place.with_name(f"{place.name}.part")
        self.about = place.with_name(f"{place.name}.part.json")

    def headers(self, known: Known | None) -> dict[str, str]:
        """Return the headers that ask for the rest, or only for what is new."""
        with contextlib.suppress(OSError, ValueError):
            about = json.loads(self.about.read_text(encoding="utf-8"))
            validator = about["validator"]
            if self.path.stat().st_size and validator and about["asked"] == self.asked:
                return {"Range": f"bytes={self.path.stat().st_size}-", "If-Range": validator}
        self.remove()
        if known and known.etag:
            return {"If-None-Match": known.etag}
        return {"If-Modified-Since": known.modified} if known and known.modified else {}

    def receive(self, answer: httpx.Response) -> None:
        """Write what arrives, after what is there where the answer continues it."""
        begun = self.path.stat().st_size if self.path.exists() else 0
        if answer.status_code == 206:
            if not answer.headers.get("content-range", "").startswith(f"bytes {begun}-"):
                self.remove()
                raise _Again("the server continued the file at another place")
        else:
            begun = 0
        length = int(answer.headers.get("content-length") or 0)
        total = begun + length if length else 0
        self._hold(max(total, begun), answer)
        etag = answer.headers.get("etag", "")
        validator = etag if etag and not etag.startswith("W/") else ""
        validator = validator or answer.headers.get("last-modified", "")
        said = {"asked": self.asked, "validator": validator}
        self.about.write_text(json.dumps(said), encoding="utf-8")
        with self.path.open("ab" if begun else "wb") as file:
            for part in answer.iter_raw():
                begun += len(part)
                self._hold(begun, answer)
                file.write(part)
                if self.progress:
                    share = begun / total if total else 0.0
                    self.progress(share, f"{self.place.name}, {begun / 1e6:.1f} MB")

    def _hold(self, size: int, answer: httpx.Response) -> None:
        if size > self.largest:
            self.remove()
            raise FetchError(
                f"{answer.url} is larger than {self.largest / 2**20:,.0f} MB",
                "If that is right, raise `largest_mb` in its contract",
            )

    def remove(self) -> None:
        """Remove what is there of the file."""
        self.path.unlink(missing_ok=True)
        self.about.unlink(missing_ok=True)

    def finish(self) -> None:
        """Give the whole file its name."""
        self.path.replace(self.place)
        self.about.unlink(missing_ok=True)
