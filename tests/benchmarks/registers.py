"""Registers from nothing: fields typed, spreadsheets, edits at once, and a survey under attack.

The last line is the figure. The officer's part needs the schools register in ../shared/data; the
part on PostgreSQL needs PostgreSQL. What could not be tried is said and counts as failed.
"""

import os
import random
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from kit.records import register_rows as records
from kit.records import store, tables
from kit.records.store import Refused
from kit.registers import ledger, match, offers, sheets, snapshot, survey
from kit.screen.register_editor import complete
from kit.store import building, contract, database, importing
from kit.store.paths import PROJECT, Collection
from tests.conftest import POSTGRESQL, Cluster
from tests.registers.more_spreadsheets import MORE
from tests.registers.spreadsheets import AREA, CASES, KNOWN, TODAY

PUBLISHED = PROJECT.parent / "shared" / "data" / "partnerships"
ROLE, PLACE = "Head of partnerships", "330"
WRITERS, TURNS, LEADERS, SESSIONS, ROWS = 4, 10, 60, 200, 200_000
KEPT = ["role", "phase"]


def spreadsheets() -> tuple[int, int]:
    """Return how many spreadsheets give a row that is not so, unasked or rightly answered."""
    contracts = contract.load_all(Collection.open("demonstration").contract_folders)
    wrong = 0
    for case in (*CASES, *MORE):
        with tempfile.TemporaryDirectory() as folder:
            found = sheets.read(case.write(Path(folder)))
        for answers in (None, case.answers):
            made = match.match(
                found, contracts[case.register].tables[0], contracts, known=KNOWN, area_code=AREA,
                today=TODAY, answers=answers,
            )  # fmt: skip
            # Nothing can be saved while a question is open: until then a blank is not wrong.
            known = [
                any(
                    all(row[n] == v or (not row[n] and made.questions) for n, v in true.items())
                    for true in case.true
                )
                for row in made.rows
            ]
            is_whole = len(made.rows) == len(case.true) and not made.questions
            missing = answers is not None and case.true and not is_whole
            if missing or not all(known):
                print(f"  wrong: {case.name}")
                wrong += 1
                break
    return wrong, len(CASES) + len(MORE)


@contextmanager
def on_database(name: str):
    """Give a collection of its own whose store is on SQLite or on PostgreSQL."""
    store.close()
    os.environ.pop(store.ADDRESS, None)
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        cluster = None
        if name == "postgresql":
            (Path(folder) / "server").mkdir()
            Path(folder).chmod(0o755)
            cluster = Cluster(Path(folder) / "server")
            os.environ[store.ADDRESS] = cluster.address
        try:
            yield Collection("demonstration", Path(folder) / "collection")
        finally:
            store.close()
            os.environ.pop(store.ADDRESS, None)
            if cluster:
                cluster.stop()


def edits(collection: Collection) -> tuple[int, int]:
    """Return how many saves of several writers at once are lost or doubled, of how many."""
    key, done, failed = "P1", [], []
    records.save("notes", [records.Change(key, {"said": ""})], who="x", collection=collection)

    def work(who: int) -> None:
        for turn in range(TURNS):
            for _ in range(500):
                (row,) = records.rows("notes", collection=collection)
                if who == 0 and turn == TURNS // 2:
                    store.close()  # one loses its connection half-way
                try:
                    change = records.Change(
                        key, {"said": f"{row.values['said']} {who}-{turn}"}, row.version
                    )
                    records.save("notes", [change], who=str(who), collection=collection)
                except Refused:
                    continue
                done.append(f"{who}-{turn}")
                break
            else:
                failed.append((who, turn))

    threads = [threading.Thread(target=work, args=(who,)) for who in range(WRITERS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    kept = records.rows("notes", collection=collection)[0].values["said"].split()
    lost = len(set(done) - set(kept)) + (len(kept) - len(set(kept))) + len(failed)
    return lost, WRITERS * TURNS


def tied(collection: Collection) -> tuple[int, int]:
    """Return how many leaders' answers the whole store leads to, beyond their role and phase.

    200 sessions of 60 leaders: drafts, tokens used twice and guessed. Whoever attacks has the whole
    database and tries the order of rows, what was written together, and every text in common.
    """
    os.environ["CAA_STORE"] = str(collection.root.parent)
    today, chance = survey.today(), random.Random(1)
    wave_id = survey.begin(
        "S", PLACE, today, today + timedelta(3), ["vision"], "", KEPT, collection
    )
    wave = next(one for one in survey.waves(PLACE, collection) if one.wave_id == wave_id)
    leaders = [
        {"institution_id": f"i{n}", "name": f"School {n}", "role": "headteacher",
         "phase": "primary" if n % 2 else "secondary"} for n in range(LEADERS)
    ]  # fmt: skip
    tokens = survey.invite(wave, leaders, collection)
    said = {"items": {"vision": {"valued": "yes", "received": "no", "barrier": ""}}}
    truth, drafts = {}, {}
    for _ in range(SESSIONS):
        n = chance.randrange(LEADERS)
        words = {"words": f"answer {n}"}
        try:
            if n not in drafts:
                drafts[n] = survey.save_draft(wave, "", said | words, collection)
            elif chance.random() < 0.6:
                survey.send(tokens[n], drafts[n], said | words, collection)
                truth[f"answer {n}"] = f"School {n}"
            survey.send("guessed", "", said | words, collection)
        except Refused:
            continue
    with store.reading(collection) as connection:
        invited = [
            dict(one) for one in connection.execute(select(tables.wave_invitations)).mappings()
        ]
        given = [dict(one) for one in connection.execute(select(tables.wave_answers)).mappings()]
    given = [one for one in given if one["answers"].get("sent")]
    doubled = len(given) - len(truth)
    used = [one["who_for"]["name"] for one in invited if one["used_on"]]
    found = _by_order(used, given, truth) + _by_text(invited, given)
    return found + max(doubled, 0), len(truth)


def _by_order(used: list[str], given: list[dict], truth: dict[str, str]) -> int:
    """Return how many more are paired by the order of rows than chance would pair."""
    paired = sum(
        truth[one["answers"]["words"]] == name for name, one in zip(used, given, strict=True)
    )
    return paired if paired > 6 else 0  # by chance 1 is; more than 6 in 1 of 10,000


def _by_text(invited: list[dict], given: list[dict]) -> int:
    """Return how many answers share any text with one invitation alone, but for role and phase."""
    found = 0
    for one in given:
        text = str(one | {"answers": {k: v for k, v in one["answers"].items() if k != "group"}})
        found += any(
            each["token_hash"] in text
            or each["who_for"]["institution_id"] + "'" in text
            or each["who_for"]["name"] + "'" in text
            for each in invited
        )
    return found


def editing(collection: Collection) -> None:
    """Print how long one save takes in a register of 200,000 rows, and each part of it."""
    contracts = contract.load_all(Collection.open("demonstration").contract_folders)
    table = contracts["survey_answers"].tables[0]
    items = list(contract.values_of(table.columns[5], contracts)[0])
    rows = [
        {"wave": "2026-06-30", "area_code": AREA, "respondent": str(n // len(items) + 1),
         "role": "headteacher", "phase": "primary", "item": items[n % len(items)],
         "valued": "yes", "received": "no", "barrier": ""} for n in range(ROWS)
    ]  # fmt: skip
    ledger.confirm(table, None, ROLE, collection, starts=True)
    changes = [records.Change(offers.row_key(table, row), row, 0, AREA) for row in rows]
    records.save(table.source, changes, who=ROLE, source="benchmark", collection=collection)
    took = {}
    for name, act in {
        "first page": lambda: records.page(table.source, AREA, collection=collection),
        "last page": lambda: records.page(
            table.source, AREA, first=ROWS - 300, collection=collection
        ),
        "search": lambda: _search("777", table, collection),
        "search that finds all": lambda: _search("headteacher", table, collection),
        "state": lambda: ledger.state(table, collection),
        "save": lambda: _change_one(table, contracts, collection),
        "undo": lambda: ledger.undo(table, contracts, role=ROLE, collection=collection),
    }.items():
        began = time.perf_counter()
        act()
        took[name] = (time.perf_counter() - began) * 1000
    said = ", ".join(f"{name} {ms:.0f}" for name, ms in took.items())
    print(f"  {ROWS:,} rows on {store.address(collection).get_backend_name()}, ms: {said}")


def _search(word: str, table, collection: Collection) -> None:
    names = [column.name for column in table.columns]
    records.page(table.source, AREA, [(word, [])], names=names, collection=collection)


def _change_one(table, contracts, collection: Collection) -> None:
    (row, *_), _ = records.page(table.source, AREA, first=1000, most=1, collection=collection)
    after = {row.row_key: row.values | {"barrier": "yes"}}
    changes = ledger.edits(table, {row.row_key: row}, after, AREA)
    ledger.save(table, contracts, changes, role=ROLE, source="benchmark", collection=collection)


# ── The officer ──────────────────────────────────────────────────────────────────────────────


class Officer:
    """Who fills in registers through what the page calls, counting every field typed."""

    def __init__(self, collection: Collection):
        self.collection, self.typed = collection, 0
        self.contracts = contract.load_all(collection.contract_folders)
        self.tables = ledger.registers(self.contracts)

    def accept(self, register: str, **typed: str) -> int:
        """Accept what is offered; `typed` is filled into each row that lacks it, a field each."""
        table, after = self.tables[register], {}
        for row in offers.offered(register, PLACE):
            blank = offers.incomplete(table, row)
            if set(blank) - set(typed):
                continue
            self.typed += len(blank)
            values = {one.name: row.get(one.name, "") for one in table.columns}
            after[offers.row_key(table, row)] = values | {name: typed[name] for name in blank}
        self._save(table, after, "offered")
        return len(after)

    def type(self, register: str, **typed: str) -> None:
        """Type one row: each value is a field."""
        table = self.tables[register]
        self.typed += len(typed)
        held = records.rows(register, PLACE, self.collection)
        used = {row.values[table.key[0]] for row in held}
        blank = dict.fromkeys((one.name for one in table.columns), "")
        self._save(table, {"new": complete(table, blank | typed, used, PLACE)}, "typed")

    def _save(self, table, after, source: str) -> None:
        if after:
            changes = ledger.edits(table, {}, after, PLACE)
            ledger.save(table, self.contracts, changes, role=ROLE, source=source,
                        collection=self.collection)  # fmt: skip

    def confirm(self) -> None:
        """Confirm today, which is offered, for every register begun: a click each, no field."""
        for table in self.tables.values():
            if ledger.state(table, self.collection).follows == "screen":
                ledger.confirm(table, survey.today(), ROLE, self.collection)

    def ask_leaders(self, leaders: list[dict]) -> None:
        """Run the survey, its fields not counted, and put its answers in the registers."""
        answers = next(one for one in self.tables.values() if one.wide)
        items = list(contract.values_of(answers.columns[5], self.contracts)[0])
        today = survey.today()
        survey.begin("S", PLACE, today, today, items, "", KEPT, self.collection)
        (wave,) = survey.waves(PLACE, self.collection)
        for n, token in enumerate(survey.invite(wave, leaders, self.collection)):
            said = {item: {"valued": "yes", "received": "yes" if n % 3 else "no", "barrier": "no"}
                    for item in items}  # fmt: skip
            survey.send(token, "", {"items": said}, self.collection)
        wave = survey.lock(wave, self.collection)
        made, asked = survey.rows(wave, answers, self.collection)
        for table, rows in ((answers, made), (self.tables[answers.wide.invitations], asked)):
            self._save(table, {offers.row_key(table, row): row for row in rows}, "survey")


def officer() -> tuple[int, int]:
    """Return the fields typed from an empty store, and how many themes then have a level."""
    if not PUBLISHED.is_dir():
        print("  the officer was not tried: the schools register is not in ../shared/data")
        return 0, 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"CAA_STORE": folder, "CAA_DATA": "published"}
        collection = Collection.open("published")
        contracts = contract.load_all(collection.contract_folders)
        files = sorted(PUBLISHED.glob("gias_*.csv"))
        importing.import_paths(collection, contracts, files)
        building.build(collection)
        self = Officer(collection)
        for register in ("institutions", "partnerships", "memberships"):
            print(f"  accepted {self.accept(register)} rows of {register}")
        partnership = next(
            row.row_key for row in records.rows("partnerships", PLACE, collection)
            if row.values["kind"] == "federation"
        )  # fmt: skip
        self.accept("forums", established_on="2003-01-15")
        self.accept("seats", started_on="2024-09-01")
        self.type(
            "priorities", title="Reading at 7", plan_start="2025-04-01", plan_end="2028-03-31"
        )
        priority = records.rows("priorities", PLACE, collection)[0].row_key
        self.type("priority_partnerships", priority_id=priority, partnership_id=partnership,
                  role="leads")  # fmt: skip
        self.type("posts", partnership_id=partnership, post="leadership", fte="0.5",
                  paid_by="authority", annual_cost="28000", started_on="2024-09-01")  # fmt: skip
        leaders = [
            {"institution_id": row.row_key, "name": row.values["name"], "role": "headteacher",
             "phase": row.values["phase"]}
            for row in records.rows("institutions", PLACE, collection)[:LEADERS]
        ]  # fmt: skip
        self.ask_leaders(leaders)
        self.confirm()
        for one in snapshot.take(collection, self.contracts):
            if isinstance(one, importing.Refusal):
                print(f"  {one}")
        built = building.build(collection)
        for fault in built.faults:
            print(f"  {fault}")
        return self.typed, _assessed(self.typed)


def _assessed(typed: int) -> int:
    rows, _ = database.question(
        "select title, told, used, possible, assessed from theme_summaries "
        "where area_code = $area and framework = 'caa_2009' "
        "and as_at = (select max(as_at) from theme_summaries where area_code = $area) "
        "order by position", {"area": PLACE},
    )  # fmt: skip
    for row in rows.to_dict("records"):
        print(f"  {row['title']}: {row['told']} ({row['used']} of {row['possible']})")
    print(f"  {typed} fields typed")
    return int(rows["assessed"].sum())


def main() -> None:
    """Print what was found and, last, the figure."""
    sys.argv = sys.argv[:1]
    wrong, sheets_ = spreadsheets()
    lost = tried = found = given = 0
    for name in ("sqlite", "postgresql"):
        if name == "postgresql" and POSTGRESQL is None:
            print("  PostgreSQL is not installed: its edits count as lost")
            lost, tried = lost + WRITERS * TURNS, tried + WRITERS * TURNS
            continue
        with on_database(name) as collection:
            one, of = edits(collection)
            lost, tried = lost + one, tried + of
            one, of = tied(collection)
            found, given = found + one, given + of
            editing(collection)
    typed, themes = officer()
    said = str(typed) if themes >= 4 else f"(only {themes} reached with {typed})"
    print(
        f"fields typed to four themes {said}; spreadsheets silently wrong {wrong} of {sheets_}; "
        f"edits lost {lost} of {tried}; answers tied to a leader {found} of {given}"
    )
