"""A publisher's server on this machine, which can be told to fail, and one that is a proxy."""

import gzip
import hashlib
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass
class Answer:
    """What a server answers; with `cut` it breaks off after so many bytes of the body."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None

    @classmethod
    def of_json(cls, said: object, status: int = 200) -> "Answer":
        body = json.dumps(said).encode()
        return cls(body, status, {"Content-Type": "application/json"})


@dataclass
class Request:
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    target: str  # as it was asked: a proxy is asked by the whole address


class Server:
    """Answers what `pages` says of a path; before that, each of its `faults` once."""

    def __init__(self, context=None):
        self.pages: dict[str, Callable[[Request], Answer]] = {}
        self.faults: dict[str, list[Answer]] = {}
        self.asked: list[Request] = []
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        scheme = "http"
        if context:
            self._http.socket = context.wrap_socket(self._http.socket, server_side=True)
            scheme = "https"
        self.address = f"{scheme}://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=lambda: self._http.serve_forever(0.02), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def fail(self, path: str, *answers: Answer) -> None:
        self.faults.setdefault(path, []).extend(answers)

    def file(self, path: str, body: bytes, media: str = "text/csv", **headers: str) -> None:
        """Serve a file that can be continued and that says when it has not changed."""
        etag = headers.pop("ETag", f'"{hashlib.sha256(body).hexdigest()[:12]}"')

        def page(request: Request) -> Answer:
            said = {"Content-Type": media, "ETag": etag, **headers}
            if request.headers.get("if-none-match") == etag:
                return Answer(b"", 304, said)
            asked = request.headers.get("range", "")
            if asked and request.headers.get("if-range") == etag:
                begin = int(asked.removeprefix("bytes=").rstrip("-"))
                said["Content-Range"] = f"bytes {begin}-{len(body) - 1}/{len(body)}"
                return Answer(body[begin:], 206, said)
            return Answer(body, 200, said)

        self.pages[path] = page

    def asked_for(self, path: str) -> list[Request]:
        return [one for one in self.asked if one.path == path]

    def answer(self, request: Request) -> Answer:
        self.asked.append(request)
        if waiting := self.faults.get(request.path):
            return waiting.pop(0)
        page = self.pages.get(request.path)
        return page(request) if page else Answer(b"nothing here", 404)

    def _handler(self):
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                parts = urlsplit(self.path)
                query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
                headers = {name.lower(): value for name, value in self.headers.items()}
                answer = server.answer(Request(parts.path, query, headers, self.path))
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if answer.status != 304:
                    self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                if answer.cut is not None:
                    self.wfile.write(answer.body[: answer.cut])
                    self.close_connection = True
                elif answer.status != 304:
                    self.wfile.write(answer.body)

            def log_message(self, *_):
                pass

        return Handler


ID = "00000000-0000-4000-8000-{:012d}"


def paged(results: list, request: Request, most: int) -> Answer:
    """A list of the API, page by page."""
    size = int(request.query.get("pageSize", 10))
    page = int(request.query.get("page", 1))
    if not (1 <= size <= most and page >= 1):
        return Answer.of_json({"type": "about:blank", "title": "Bad request", "status": 400}, 400)
    total = -(-len(results) // size)
    paging = {"page": page, "pageSize": size, "totalResults": len(results), "totalPages": total}
    chosen = results[(page - 1) * size : page * size]
    return Answer.of_json({"paging": paging, "results": chosen})


class Statistics(Server):
    """Speaks the public API of Explore education statistics, as its specification has it."""

    def __init__(self):
        super().__init__()
        self.base = f"{self.address}/v1"
        self.publications: list[dict] = []
        self.sets: dict[str, list[dict]] = {}  # by publication
        self.pages["/v1/publications"] = self._publications

    def _publications(self, request: Request) -> Answer:
        words = request.query.get("search", "").lower()
        found = [one for one in self.publications if words in one["title"].lower()]
        return paged(found, request, 40)

    def publish(self, title: str) -> str:
        """Add a publication; return its id."""
        number = ID.format(1000 + len(self.publications))
        slug = title.lower().replace(" ", "-")
        self.publications.append({
            "id": number, "title": title, "slug": slug, "summary": "A publication",
            "lastPublished": "2026-06-01T09:30:00+00:00",
        })  # fmt: skip
        self.sets[number] = []
        self.pages[f"/v1/publications/{number}/data-sets"] = lambda request: paged(
            self.sets[number], request, 20
        )
        return number

    def add(self, publication: str, title: str, versions: dict[str, bytes]) -> dict:
        """Add a data set with the file of each of its versions, oldest first; return it."""
        number = ID.format(2000 + sum(map(len, self.sets.values())))
        described = [self._version(one, n) for n, one in enumerate(versions)]
        newest = described[-1]
        kept = ("version", "published", "totalResults", "file", "timePeriods", "geographicLevels",
                "filters", "indicators")  # fmt: skip
        found = {
            "id": number, "title": title, "summary": "A data set", "status": "Published",
            "latestVersion": {name: newest[name] for name in kept},
        }  # fmt: skip
        self.sets[publication].append(found)
        self.pages[f"/v1/data-sets/{number}"] = lambda _: Answer.of_json(found)
        self.pages[f"/v1/data-sets/{number}/versions"] = lambda request: paged(
            described[::-1], request, 20
        )
        for one in versions:
            self.pages[f"/v1/data-sets/{number}/versions/{one}/changes"] = self._changes(one)
        self.pages[f"/v1/data-sets/{number}/csv"] = lambda request: Answer(
            gzip.compress(versions[request.query.get("dataSetVersion", newest["version"])]),
            200, {"Content-Type": "text/csv", "Content-Encoding": "gzip"},
        )  # fmt: skip
        found["_versions"] = described
        return found

    @staticmethod
    def _version(version: str, n: int) -> dict:
        return {
            "version": version, "type": "Minor", "status": "Published",
            "published": f"2026-0{n + 1}-15T09:30:00+00:00", "notes": f"Notes of {version}",
            "totalResults": 3, "file": {"id": ID.format(3000 + n)},
            "release": {"title": f"Release {n + 1}", "slug": f"release-{n + 1}"},
            "timePeriods": {"start": "2024/25", "end": "2025/26"},
            "geographicLevels": ["National", "Local authority"],
            "filters": ["Phase"], "indicators": ["Number of plans"],
        }  # fmt: skip

    @staticmethod
    def _changes(version: str):
        filters = [{"currentState": {
            "id": "f1", "column": "phase", "label": "Phase", "hint": "The phase",
        }}]  # fmt: skip
        return lambda _: Answer.of_json({
            "versionNumber": version, "notes": f"Notes of {version}",
            "majorChanges": {}, "minorChanges": {"filters": filters},
        })  # fmt: skip
