"""Promise: a framework is files. One more loads, nothing else changed; a wrong one is refused."""

import os
import shutil
import subprocess
import sys

import duckdb
import pytest

from kit.store.paths import PROJECT

# A fourth: three words of its own for levels, no limiting rule, one theme nobody can judge.
MADE_UP = {
    "framework": """\
title,in_force_from,in_force_to,scale,names_levels,subject,rules_from,follows,note
Made up,2030-01-01,,named,yes,the school council,2030-01-01,,Made up by a test
""",
    "questions": "question,position,title\nonly,1,How is it?\n",
    "themes": """theme,position,title,description,minimum_evidence
doing,1,Doing,Something is done,1
thinking,2,Thinking,Something is thought,1
""",
    "levels": "level,word,meaning\n1,low,Low\n2,middling,Middling\n3,high,High\n",
    "bearings": """indicator,theme,question,weight,max_age_years
partnerships_with_written_agreement,doing,only,3,1
secondaries_in_a_partnership,doing,only,1,1
""",
    "cut_points": """indicator,level,from_value,range,basis
partnerships_with_written_agreement,2,40,5,Made up
partnerships_with_written_agreement,3,80,5,Made up
secondaries_in_a_partnership,2,50,5,Made up
secondaries_in_a_partnership,3,90,5,Made up
""",
    "limits": "theme,rule,value,basis\n,weight_range,10,Made up\n",
}
# A narrative alone: themes and what bears on them, no level and so no grade.
TOLD = {
    "framework": MADE_UP["framework"].replace("Made up,", "Told,"),
    "questions": MADE_UP["questions"],
    "themes": MADE_UP["themes"],
    "bearings": MADE_UP["bearings"],
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A copy of the project with two more frameworks, and how to build it."""
    root = tmp_path_factory.mktemp("project") / "main"
    for folder in ("kit", "queries", "text", "data/reference", "data/demonstration"):
        shutil.copytree(PROJECT / folder, root / folder)
    (root / "data" / "published").mkdir()
    shipped = ("data/published/*.*", "data/*/*/contract.toml", "data/local/*/*")
    for path in [path for pattern in shipped for path in PROJECT.glob(pattern)]:
        copy = root / path.relative_to(PROJECT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    (root / "tests").mkdir()
    for name, files in (("made_up", MADE_UP), ("told", TOLD)):
        folder = root / "data" / "reference" / "frameworks" / name
        folder.mkdir()
        for file, text in files.items():
            (folder / f"{file}.csv").write_text(text, encoding="utf-8")
    return root


def build(root):
    done = subprocess.run(
        [sys.executable, "-m", "kit", "build"],
        cwd=root,
        text=True,
        capture_output=True,
        check=False,
        env={**os.environ, "CAA_STORE": str(root / "store"), "COLUMNS": "300"},
    )
    return done.returncode, done.stdout + done.stderr


def ask(root, query):
    store = root / "store" / "demonstration"
    path = store / "builds" / (store / "current").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(path), read_only=True) as base:
        return base.execute(query).fetchall()


def test_one_more_framework_loads_with_no_python_or_sql_changed(place):
    status, said = build(place)
    assert status == 0, said
    levels = ask(place, "select distinct level from theme_levels where framework = 'made_up'")
    assert {row[0] for row in levels} <= {1, 2, 3, None}
    judged = ask(
        place,
        """select count(level) > 10, bool_and(why like 'Level%' or not assessed)
        from theme_levels where framework = 'made_up' and theme = 'doing'""",
    )
    assert judged == [(True, True)]
    nothing = ask(
        place,
        """select distinct framework, theme, assessed, why from theme_levels
        where framework in ('made_up', 'told') and theme = 'thinking' or framework = 'told'""",
    )
    none, unjudged = "this theme has no indicators", "no indicator of this theme is judged"
    assert sorted(nothing) == [
        ("made_up", "thinking", False, f"Not assessed: {none}."),
        ("told", "doing", False, f"Not assessed: {unjudged}."),
        ("told", "thinking", False, f"Not assessed: {none}."),
    ]
    told = ask(
        place, "select count(value) > 20, count(level) from evidence where framework = 'told'"
    )
    assert told == [(True, 0)]
    moves = ask(place, "select distinct role from theme_moves where framework = 'made_up'")
    assert moves
    flags = "select count(*) from prospects where framework in ('made_up', 'told')"
    assert ask(place, flags) == [(0,)]


@pytest.mark.parametrize(
    "wrong",
    [
        [  # what the contract of a file says
            (
                "bearings",
                ",only,3,1",
                ",only,three,1",
                ["made_up/bearings.csv was not imported: 1 problem", "three"],
            ),
            ("limits", "weight_range", "wait_range", ["limits.csv", "wait_range"]),
        ],
        [  # what one file says of another
            ("bearings", "secondaries_in", "secondary_in", ["bearings.csv", "secondary_in"]),
            ("cut_points", ",3,80,", ",3,30,", ["cut_points.csv", "no further on", "'line': '3'"]),
            ("limits", "\n,", "\nzz,", ["limits.csv", "no theme zz", "'line': '2'"]),
            ("framework", "2030-01-01,,Made", "2030-01-01,zz,Made", ["framework.csv", "called zz"]),
        ],
    ],
    ids=["by its contract", "by the checks"],
)
def test_a_wrong_file_is_refused_with_line_and_reason(place, wrong):
    folder = place / "data" / "reference" / "frameworks" / "made_up"
    kept = {path: path.read_text(encoding="utf-8") for path in folder.glob("*.csv")}
    for file, old, new, _ in wrong:
        path = folder / f"{file}.csv"
        assert old in kept[path]
        path.write_text(kept[path].replace(old, new, 1), encoding="utf-8")
    try:
        status, said = build(place)
    finally:
        for path, text in kept.items():
            path.write_text(text, encoding="utf-8")
    assert status != 0
    for *_, told in wrong:
        assert all(word in said for word in told), said
