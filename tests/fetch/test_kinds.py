"""The kinds of address: an API of statistics, a layer of features, a page with links."""

import json

import jsonschema
import pytest

from kit.fetch import page_link, record
from tests.conftest import SHARED_DATA
from tests.fetch.conftest import ROWS
from tests.fetch.server import ID, Answer, Request

DESCRIPTION = SHARED_DATA / "ees" / "openapi-v1.json"


# The public API of Explore education statistics --------------------------------------------------


@pytest.fixture
def api(desk, statistics):
    """A publication among others, with a data set of two versions."""
    for number in range(25):
        statistics.publish(f"Plans of kind {number}")
    publication = statistics.publish("Plans")
    for number in range(22):
        statistics.add(publication, f"Other figures {number}", {"1.0": ROWS})
    newer = ROWS.replace(b"301,10", b"301,11")
    statistics.counts = statistics.add(publication, "Counts of plans", {"1.0": ROWS, "1.1": newer})
    statistics.publication = publication
    _name(desk, statistics, "Counts of plans")
    return statistics


def _name(desk, statistics, data_set, more=""):
    desk.contract("plans", r"plans\.csv", f"""
        kind = "explore_statistics"
        address = "{statistics.base}"
        publication = "Plans"
        data_set = '{data_set}'
        file = "plans.csv"
        {more}
    """)  # fmt: skip


def test_the_newest_version_is_found_by_two_titles_with_its_notes(desk, api):
    outcome = desk.one()
    assert (outcome.state, outcome.release) == ("new", "2026-02-15")
    assert outcome.said == "rows 3; version 1.1"
    assert outcome.notes == ["Notes of 1.1", "changes that are compatible: filters 1"]
    (table,) = [one for each in desk.contracts.values() for one in each.tables]
    kept = record.read(desk.collection, table)
    assert (kept.version, kept.title, kept.notes) == ("1.1", "Counts of plans", outcome.notes)


def test_a_version_that_is_in_use_is_not_fetched_again(desk, api):
    desk.one()
    before = len(api.asked_for(f"/v1/data-sets/{api.counts['id']}/csv"))
    assert desk.one().state == "unchanged"
    assert len(api.asked_for(f"/v1/data-sets/{api.counts['id']}/csv")) == before == 1


def test_a_newer_version_revises(desk, api):
    _name(desk, api, "Counts of plans", 'version = "1.0"')
    assert desk.one().said == "rows 3; version 1.0"
    _name(desk, api, "Counts of plans", 'version = "1.*"')
    assert desk.one().said == "rows revised 1; version 1.1"


def test_a_version_that_is_not_there_is_told_with_those_that_are(desk, api):
    _name(desk, api, "Counts of plans", 'version = "9.0"')
    assert "has no version 9.0. It has: 1.1, 1.0" in desk.one().said


def test_a_title_may_be_a_pattern_that_only_one_matches(desk, api):
    _name(desk, api, "counts of .*")
    assert desk.one().state == "new"
    _name(desk, api, "Other figures .*")
    assert "has 22 data sets that match" in desk.one().said
    _name(desk, api, "Figures that moved")
    said = desk.one().said
    assert "has no data set called “Figures that moved”" in said
    assert "Counts of plans" in said
    assert "https://example.org/plans" in said


def test_a_publication_that_is_not_there_is_told_with_the_nearest(desk, api):
    api.publications.pop()
    assert "no publication “Plans”" in (said := desk.one().said)
    assert "Plans of kind 0" in said


def test_a_data_set_that_is_superseded_leads_to_its_successor(desk, api):
    follower = api.add(api.publication, "Counts of plans, new method", {"1.0": ROWS})
    api.counts |= {"status": "Deprecated", "supersedingDataSetId": follower["id"]}
    outcome = desk.one()
    assert outcome.state == "new"
    assert outcome.notes[0] == (
        "“Counts of plans” has ended; “Counts of plans, new method” takes its place"
    )


def test_a_data_set_that_is_withdrawn_leaves_what_was_imported(desk, api):
    desk.one()
    api.counts["status"] = "Withdrawn"
    outcome = desk.one()
    assert "the publisher has withdrawn “Counts of plans”" in outcome.said
    assert desk.rows() == 3


def test_a_version_that_is_withdrawn_gives_way_to_the_one_before(desk, api):
    api.counts["_versions"][1]["status"] = "Withdrawn"
    assert desk.one().said == "rows 3; version 1.0"
    _name(desk, api, "Counts of plans", 'version = "1.1"')
    assert "withdrawn version 1.1" in desk.one().said


def test_a_data_set_may_be_named_by_its_id(desk, api):
    _name(desk, api, api.counts["id"])
    assert desk.one().state == "new"
    assert not api.asked_for("/v1/publications")


def test_a_list_of_changes_that_is_missing_is_no_reason_to_do_without_figures(desk, api):
    api.pages.pop(f"/v1/data-sets/{api.counts['id']}/versions/1.1/changes")
    assert desk.one().notes == ["Notes of 1.1"]


def test_columns_that_drifted_leave_the_version_before(desk, api):
    desk.one()
    api.add(api.publication, "Counts by term", {"1.0": ROWS, "2.0": b"area_code,term\n301,1\n"})
    _name(desk, api, "Counts by term")
    outcome = desk.one()
    assert outcome.state == "was not imported"
    assert desk.rows() == 3


def test_an_answer_that_breaks_its_promise_is_told(desk, api):
    api.pages["/v1/publications"] = lambda _: Answer.of_json({"items": []})
    assert "answers without `results`" in desk.one().said
    api.pages["/v1/publications"] = lambda _: Answer(b"<html>Welcome</html>")
    assert "did not answer in JSON" in desk.one().said


def test_the_server_of_these_tests_speaks_as_the_api_is_described(desk, api):
    if not DESCRIPTION.is_file():
        pytest.skip("the description of the API is not in ../shared/data/ees")
    api.fail("/v1/publications", Answer.of_json(
        {"type": "https://example.org", "title": "Too many", "status": 429}, 429))  # fmt: skip
    desk.one()
    described = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    checked = 0
    for asked in {one.path: one for one in api.asked}.values():
        route, operation = _route(described, asked.path)
        names = {each["name"] for each in operation["parameters"]}
        assert set(asked.query) <= names, route
        for each in operation["parameters"]:
            if each["name"] in asked.query:
                _holds(described, each["schema"], asked.query[each["name"]])
        content = operation["responses"]["200"].get("content", {})
        if "application/json" in content:
            schema = content["application/json"]["schema"]
            answer = json.loads(api.answer(asked).body)
            _hidden(answer)
            _holds(described, schema, answer)
            checked += 1
    assert checked == 4  # publications, data sets, versions, changes


def _route(described, path):
    """Return the route of the description that a path takes, and its operation."""
    for route, operations in described["paths"].items():
        parts, asked = route.split("/"), path.split("/")
        if len(parts) == len(asked) and all(
            one.startswith("{") or one == other for one, other in zip(parts, asked, strict=True)
        ):
            return route, operations["get"]
    raise AssertionError(f"{path} is no route of the API")


def _hidden(answer):
    """Leave out what the tests keep beside a data set."""
    for one in answer.get("results", []):
        one.pop("_versions", None)


def _holds(described, schema, value):
    """Check a value against a schema of OpenAPI 3.0, in which `nullable` allows null."""

    def plain(node):
        if isinstance(node, list):
            return [plain(one) for one in node]
        if not isinstance(node, dict):
            return node
        made = {key: plain(one) for key, one in node.items() if key not in ("nullable", "example")}
        if "$ref" in made:
            made["$ref"] = made["$ref"].replace("#/components/schemas/", "#/$defs/")
        if node.get("nullable") and isinstance(made.get("type"), str):
            made["type"] = [made["type"], "null"]
        return made

    if isinstance(value, str) and schema.get("type") == "integer":
        value = int(value)
    whole = {**plain(schema), "$defs": plain(described["components"]["schemas"])}
    jsonschema.Draft202012Validator(whole).validate(value)


# A layer of features -----------------------------------------------------------------------------

FEATURES = 'key = ["area_code"]\nformat = "json"\nrows = "features"\nignore_others = true'


@pytest.fixture
def layer(desk, server):
    """A layer of 25 features that gives ten at most."""
    features = [
        {
            "type": "Feature",
            "properties": {"CODE26": f"{300 + n}", "PLANS26": n},
            "geometry": {"type": "Point", "coordinates": [0, n]},
        }
        for n in range(25)
    ]

    def query(request: Request) -> Answer:
        if request.query.get("returnCountOnly"):
            return Answer.of_json({"count": len(features)})
        begin = int(request.query["resultOffset"])
        size = min(10, int(request.query["resultRecordCount"]))
        return Answer.of_json({
            "type": "FeatureCollection",
            "features": features[begin : begin + size],
            "properties": {"exceededTransferLimit": begin + size < len(features)},
        })  # fmt: skip

    server.pages["/layer/0/query"] = query
    desk.contract("shapes", r"shapes\.geojson", f"""
        kind = "features"
        address = "{server.address}/layer/0"
        where = "CODE26 LIKE '3%'"
        order = "CODE26"
        names = {{ area_code = "CODE26", plans = "PLANS26" }}
        blank = ["ended"]
        file = "shapes.geojson"
    """, FEATURES)  # fmt: skip
    place = desk.folder / "shapes" / "contract.toml"
    text = place.read_text(encoding="utf-8")
    for name in ("area_code", "plans"):
        text = text.replace(
            f'name = "{name}"', f'name = "{name}"\nheading = "properties.{name}"'
        )  # fmt: skip
    place.write_text(text, encoding="utf-8")
    server.features = features
    return server


def test_every_page_of_a_layer_is_joined_under_the_names_of_the_contract(desk, layer):
    assert (desk.one().state, desk.rows()) == ("new", 25)
    asked = layer.asked_for("/layer/0/query")
    assert [one.query.get("resultOffset") for one in asked] == [None, "0", "10", "20"]
    assert {one.query["where"] for one in asked} == {"CODE26 LIKE '3%'"}
    assert desk.one().state == "unchanged"


def test_a_layer_that_gives_fewer_than_it_promised_is_not_imported(desk, layer):
    whole = layer.pages["/layer/0/query"]

    def short(request):
        if request.query.get("resultOffset") == "20":
            return Answer.of_json({"type": "FeatureCollection", "features": []})
        return whole(request)

    layer.pages["/layer/0/query"] = short
    assert "promised 25 features and gave 20" in desk.one().said


def test_a_layer_that_was_replaced_or_renamed_is_told(desk, layer):
    layer.fail("/layer/0/query", Answer.of_json({"error": {"code": 400, "message": "Invalid"}}))
    assert "answers: Invalid" in desk.one().said
    for one in layer.features:
        one["properties"]["CODE27"] = one["properties"].pop("CODE26")
    assert "has no field CODE26. It has: PLANS26, CODE27" in desk.one().said


# A page with links -------------------------------------------------------------------------------

COLLECTION = b"""<html><a href="/stats/plans-2024">Plans, 2024</a>
<a href="/stats/plans-2025"><span>Plans</span>, <b>2025</b></a><a href="/about">About 2026</a>"""
RELEASE = b"""<p><a class="x" href="media/aa2031/plans.csv">Plans, March 2026 (CSV)</a>
<a href="media/bb/plans.csv">Plans, September 2025 (CSV)</a>
<a href="notes.pdf">Plans 2027</a></p>"""


@pytest.fixture
def pages(desk, server):
    server.file("/collection", COLLECTION, "text/html")
    server.file("/stats/plans-2025", RELEASE, "text/html")
    server.file("/stats/media/aa2031/plans.csv", ROWS)
    desk.contract("plans", r"plans\.csv", rf"""
        kind = "link"
        address = "{server.address}/collection"
        follow = ["/stats/plans-"]
        link = 'plans\.csv$'
    """)  # fmt: skip
    return server


def test_the_newest_link_of_the_newest_page_is_followed(desk, pages):
    assert (desk.one().state, desk.rows()) == ("new", 3)
    assert [one.path for one in pages.asked] == [
        "/collection", "/stats/plans-2025", "/stats/media/aa2031/plans.csv",
    ]  # fmt: skip
    assert desk.one().state == "unchanged"


def test_a_page_without_such_a_link_is_told(desk, pages):
    pages.file("/stats/plans-2025", b"<p>Plans are elsewhere</p>", "text/html")
    said = desk.one().said
    assert r"has no link that matches 'plans\\.csv$'" in said
    assert "https://example.org/plans" in said


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Plans, March 2026 (CSV)", (2026, 3, 0)),
        ("Plans 2024 to 2025", (2025, 0, 0)),
        ("plans_20260331.csv", (2026, 3, 31)),
        ("as at 2026-03-31, or September 2025", (2026, 3, 31)),
        ("plans-2026-03.ods", (2026, 3, 0)),
        ("about plans", (0, 0, 0)),
    ],
)
def test_the_date_of_a_link_is_the_latest_it_names(text, date):
    assert page_link.newest_date(text) == date


def test_ids_of_the_tests_are_of_the_form_the_api_uses():
    assert len(ID.format(1)) == 36
