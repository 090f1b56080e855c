"""Every sentence says what the figures say, no more, for every authority, date and framework.

What stands ready for them, in `sentence_facts` and `other_facts`, is held to the figures so too.
"""

import re

import pandas as pd
import pytest

from kit import wording
from kit.paper import briefing, paper_data
from kit.store import database
from tests.reading_age import grade

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
CAUSE = re.compile(
    r"\b(because|caused?|causes|due to|as a result|thanks to|leads? to|led to|drives?|driven|"
    r"proves?|certainly|definitely|clearly shows?)\b",
    re.I,
)


@pytest.fixture(scope="module")
def sentences(build) -> pd.DataFrame:
    return database.question("select * from sentences")[0]


@pytest.fixture(scope="module")
def templates(build) -> pd.DataFrame:
    rows = database.question("select * from sentence_templates")[0]
    return rows.set_index(["sentence", "form"])["template"]


@pytest.fixture(scope="module")
def figures(build) -> pd.DataFrame:
    return database.question("""
        select figures.*, indicator_labels.kind, indicator_labels.unit,
            indicator_labels.title, cast(decimals as integer) as decimals, polarity,
            cast(least_difference as double) as least_difference, framework,
            limits.basis, limits.lower as limit_lower, limits.upper as limit_upper,
            limits.own_lower, limits.own_upper
        from figures
        inner join indicator_labels on figures.indicator = indicator_labels.indicator
        inner join (select distinct framework, indicator from findings) as found
            on figures.indicator = found.indicator
        left join figure_limits as limits
            on figures.indicator = limits.indicator and figures.area_code = limits.area_code
            and figures.period_end = limits.period_end
        where figures.value is not null and figures.area_type = 'authority'
    """)[0]


def _facts(row) -> dict[str, str]:
    facts = row["facts"]
    if isinstance(facts, dict) and set(facts) == {"key", "value"}:
        facts = dict(zip(facts["key"], facts["value"], strict=True))
    return {key: value for key, value in dict(facts).items() if wording.is_known(value)}


def test_every_authority_date_and_framework_has_every_part(sentences):
    parts = sentences.groupby(["framework", "as_at", "area_code"])["part"].nunique()
    assert set(parts) == {6}
    standing = sentences[sentences["part"] == "standing"]
    counts = standing.groupby(["framework", "as_at", "area_code"]).size()
    named = database.question("select framework, names_levels from frameworks")[0]
    for framework, names_levels in named.itertuples(index=False):  # else not how sure they are
        assert set(counts[framework]) == {3 if names_levels else 2}, framework
        said = sentences[sentences["framework"] == framework]["said"]
        assert said.str.contains(r"\b[Ll]evels\b|A high level").any() == names_levels, framework


def test_every_place_of_a_template_is_filled_and_no_number_comes_from_elsewhere(
    sentences, templates
):
    for row in sentences.to_dict("records"):
        template, facts = templates[row["sentence"], row["form"]], _facts(row)
        assert row["said"] == template.format_map(facts), row["said"]
        used = set(re.findall(r"{(\w+)}", template))
        allowed = set(NUMBER.findall(template))
        for name in used:
            allowed |= set(NUMBER.findall(facts[name]))
        assert set(NUMBER.findall(row["said"])) <= allowed


def test_sentences_about_one_figure_say_that_figure(sentences, figures):
    """The value in the sentence is the last figure's, written by the other road (Python)."""
    said = sentences[
        sentences["sentence"].str.match("(better|worse|improving|worsening|ask_gap|ask_worsening)")
    ]
    assert len(said) > 300
    kept = figures.set_index(["framework", "indicator", "area_code"]).sort_index()
    for row in said.to_dict("records"):
        rows = kept.loc[[(row["framework"], row["indicator"], row["area_code"])]]
        last = rows[rows["period_end"] <= row["as_at"]].sort_values("period_end").iloc[-1]
        figure = wording.figure(last["value"], last["kind"], last["unit"], last["decimals"])
        unit = f" {last['unit']}" if last["kind"] == "rate" else ""
        assert _facts(row)["figure"] == figure + unit
        assert _facts(row)["title"] == last["title"]


def test_better_and_worse_are_said_only_beyond_chance_and_where_worth_telling(sentences, figures):
    said = sentences[sentences["sentence"].str.fullmatch("(better|worse)(_improving|_worsening)?")]
    beside = database.question(
        "select indicator, area_code, period_end, coalesce(value, median) as beside "
        "from comparisons where comparison = 'neighbours'"
    )[0].set_index(["indicator", "area_code", "period_end"])["beside"]
    kept = figures.set_index(["framework", "indicator", "area_code"]).sort_index()
    for row in said.to_dict("records"):
        rows = kept.loc[[(row["framework"], row["indicator"], row["area_code"])]]
        last = rows[rows["period_end"] <= row["as_at"]].sort_values("period_end").iloc[-1]
        other = beside[row["indicator"], row["area_code"], last["period_end"]]
        above = last["limit_lower"] > other
        assert above or last["limit_upper"] < other
        assert abs(last["value"] - other) >= last["least_difference"]
        assert _facts(row)["figure"].split(" per")[0] != _facts(row)["beside"]
        assert last["kind"] != "percentage" or last["denominator"] >= 5
        good = above == (last["polarity"] == "higher_is_better")
        assert row["sentence"].startswith("better" if good else "worse")


def test_improving_and_worsening_are_said_only_where_tested(sentences):
    """Of an outcome against its country where that can be tested, of all else by itself."""
    countries = {name for (name,) in database.question("select name from areas "
                 "where area_type = 'country'")[0].itertuples(index=False)}  # fmt: skip
    told = database.question(
        "select indicator, area_code, period_end, direction, relative, points from directions"
    )[0]
    said = sentences[
        sentences["sentence"].str.contains("improving|worsening")
        & (sentences["sentence"] != "ask_worsening")
    ]
    assert len(said)
    for row in said.to_dict("records"):
        rows = told[
            (told["indicator"] == row["indicator"])
            & (told["area_code"] == row["area_code"])
            & (told["period_end"] <= row["as_at"])
        ].sort_values("period_end")
        last = rows.iloc[-1]
        apart = not wording.is_known(row["theme"]) and last["relative"] != "cannot be calculated"
        assert last["relative" if apart else "direction"] in row["sentence"]
        assert any(name in row["said"] for name in (*countries, "the country")) == apart
        assert str(int(last["points"])) == _facts(row)["points"]


def test_levels_said_are_the_levels_given(sentences):
    levels = database.question("select * from theme_levels")[0]
    keys = ["framework", "as_at", "area_code"]
    kept = levels.set_index([*keys, "theme"])
    judged = database.question("select * from judgement_changes")[0].set_index([*keys, "theme"])
    ladder = database.question(
        "select * from framework_levels inner join frameworks using (framework)"
    )
    words = {
        (row.framework, row.level): (row.scale, row.word.lower()) for row in ladder[0].itertuples()
    }

    def run(framework: str, low: int, high: int) -> str:
        scale, word = words[framework, low]
        if scale == "named":
            return f"“{word}”" + (f" or “{words[framework, high][1]}”" if high > low else "")
        return f"level {low} ({word})" if low == high else f"level {low} or {high}"

    said = sentences[
        sentences["theme"].notna() & sentences["sentence"].str.match("(top|low)_level|level_")
    ]
    for row in said.to_dict("records"):
        now = kept.loc[tuple(row[key] for key in [*keys, "theme"])]
        facts, low, high = _facts(row), int(now["level_low"]), int(now["level_high"])
        assert high - low <= 1
        assert facts["step"] == facts["level"] == run(row["framework"], low, high)
        if row["sentence"].startswith("level_"):
            change = judged.loc[tuple(row[key] for key in [*keys, "theme"])]
            before = int(change["low_before"]), int(change["high_before"])
            assert facts["before"] == run(change["former_ruler"], *before)
            assert row["sentence"] in ("level_up", "level_down")
            assert before[1] < low if row["sentence"] == "level_up" else high < before[0]
        else:
            ends = [level for framework, level in words if framework == row["framework"]]
            assert low == high == (max if row["sentence"] == "top_level" else min)(ends)
    upper = database.question(
        "select framework, median(level) as half from framework_levels group by framework"
    )[0].set_index("framework")["half"]
    named = database.question("select framework, names_levels from frameworks")[0]
    named = named.set_index("framework")["names_levels"]
    groups = levels.groupby(keys)
    for row in sentences[sentences["sentence"] == "levels"].to_dict("records"):
        rows, facts = groups.get_group(tuple(row[key] for key in keys)), _facts(row)
        assert facts["themes"] == str(len(rows))
        assessed = rows["level_low"].notna()
        half = upper.get(row["framework"], float("inf"))  # without a ladder nothing is ready
        ready = int((rows["level_low"] > half).sum())
        assert facts["assessed"] == str(assessed.sum())
        assert facts["ready"] == str(ready)
        assert facts["unsure"] == str((assessed & rows["level"].isna()).sum() or "none")
        if row["form"] == "unsure":
            assert not named[row["framework"]] and not assessed.any()
        elif 2 * assessed.sum() < len(rows):
            assert row["form"] == ("few" if assessed.any() else "silent")
        elif ready in (0, len(rows)):
            assert row["form"] == ("all" if ready else "none" if assessed.all() else "most")
        else:
            assert row["form"] == "many"


def _hidden(dated: pd.DataFrame) -> pd.Series:
    """Count, by framework, date and area, the newest figures that are suppressed: of all that
    bears on the framework, outcomes too, and not older than it allows."""
    rows = database.question(
        "select framework, max_age_years, figures.* from framework_bearings "
        "inner join figures using (indicator) where area_type = 'authority'"
    )[0].merge(dated, on=["framework", "area_code"])
    rows = rows[rows["period_end"] <= rows["as_at"]].sort_values("period_end")
    last = rows.groupby(["framework", "as_at", "area_code", "indicator"]).tail(1)
    age = (last["as_at"] - last["period_end"]).dt.days / 365.25
    shown = last[(last["missing_reason"] == "suppressed") & (age < last["max_age_years"] - 0.01)]
    return shown.groupby(["framework", "as_at", "area_code"]).size()


def test_counts_of_what_is_not_known_are_true(sentences):
    keys = ["framework", "as_at", "area_code"]
    levels = database.question("select * from theme_levels")[0]
    gone = levels["evidence_possible"] - levels["evidence_used"]
    missing = levels.assign(gone=gone).groupby(keys)["gone"].sum()
    hidden = _hidden(sentences[keys].drop_duplicates())
    for name, counts in (("missing", missing), ("hidden", hidden)):
        said = sentences[
            sentences["sentence"] == {"missing": "not_known", "hidden": "not_hidden"}[name]
        ]
        for row in said.to_dict("records"):
            assert _facts(row)[name] == str(counts.get(tuple(row[key] for key in keys), 0))


def test_no_sentence_claims_a_cause_or_more_than_is_known(sentences):
    said = sentences[~sentences["sentence"].isin(["not_why"])]["said"].unique()
    assert not [one for one in said if CAUSE.search(one)]


def test_little_evidence_is_met_with_silence(sentences, as_at):
    sparse = sentences[
        (sentences["area_code"] == "005")
        & (sentences["as_at"] == as_at)
        & (sentences["framework"] == "caa_2009")
    ].set_index("sentence")
    assert sparse.loc["levels", "form"] == "silent"
    assert sparse.loc["levels_unsure", "form"] == "silent"
    assert sparse.loc["ask_missing", "form"] == "all"
    assert not set(sparse.index) & {"top_level", "low_level", "level_up", "level_down"}
    first = sentences[sentences["as_at"] == sentences["as_at"].min()]
    named = database.question("select framework from frameworks where names_levels")[0]["framework"]
    first = first[first["sentence"] == "levels_same"]
    has_levels = first["framework"].isin(named)
    assert set(first[has_levels]["form"]) <= {"first", "silent"}
    assert set(first[~has_levels]["form"]) == {"unsure"}


def test_questions_are_asked_once_for_each_figure_first(sentences):
    asked = sentences[(sentences["part"] == "question") & sentences["indicator"].notna()]
    assert asked["asked_of"].notna().all()
    for _, rows in asked.groupby(["framework", "as_at", "area_code"]):
        first = rows.sort_values("position").head(3)
        assert first["indicator"].nunique() >= min(3, rows["indicator"].nunique())


def test_untested_figures_are_said_to_be_untested(sentences, figures):
    said = sentences[sentences["sentence"].str.fullmatch("(better|worse)_untested")]
    kept = figures.set_index(["framework", "indicator", "area_code"]).sort_index()
    assert len(said)
    for row in said.to_dict("records"):
        assert "it cannot be tested for chance" in row["said"]
        rows = kept.loc[[(row["framework"], row["indicator"], row["area_code"])]]
        last = rows[rows["period_end"] <= row["as_at"]].sort_values("period_end").iloc[-1]
        assert not wording.is_known(last["basis"]) or last["denominator"] < 5


def test_a_reader_of_twelve_years_of_school_can_read_a_briefing(read, as_at, record_property):
    """Flesch-Kincaid grade of the sentences, mean over every authority."""
    grades = {}
    for code in paper_data.authorities(as_at):
        said = read(code).sentences
        shown = said[said["position"] <= 6]["said"]
        grades[code] = grade(list(shown))
    mean = sum(grades.values()) / len(grades)
    record_property("reading_grade", mean)
    print(f"reading grade: mean {mean:.1f}, highest {max(grades.values()):.1f}")
    assert max(grades.values()) <= 12


def test_what_moved_is_said_only_where_it_did(sentences, figures):
    """By more than the noise of both figures, and by enough to be worth telling."""
    kept = figures.set_index(["framework", "indicator", "area_code"]).sort_index()
    said = sentences[sentences["sentence"].str.startswith("moved_")]
    assert len(said)
    for row in said.to_dict("records"):
        rows = kept.loc[[(row["framework"], row["indicator"], row["area_code"])]]
        rows = rows[rows["period_end"] <= row["as_at"]].sort_values("period_end")
        former, last = rows.iloc[-2], rows.iloc[-1]
        rose = last["value"] > former["value"]
        better = rose == (last["polarity"] == "higher_is_better")
        assert row["sentence"] == f"moved_{'better' if better else 'worse'}"
        low, high = (former, last) if rose else (last, former)
        apart = high["value"] - low["value"]
        assert apart >= last["least_difference"]
        assert (
            apart**2
            > (high["value"] - high["own_lower"]) ** 2 + (low["own_upper"] - low["value"]) ** 2
        )


def test_one_level_is_said_only_where_it_is_named_with_confidence(sentences):
    """And a change of level only where what is missing could not undo it."""
    keys = ["framework", "as_at", "area_code"]
    asked = "select framework, theme, confidence as asked from theme_rules"
    levels = database.question(
        f"select * from theme_levels inner join ({asked}) using (framework, theme)"
    )[0]
    levels["is_sure"] = levels["level"].notna() & (levels["confidence"] >= levels["asked"])
    assessed = levels[levels["level_low"].notna()]
    counts = assessed.groupby(keys)["is_sure"].agg(["size", "sum"])
    sure = levels.set_index([*keys, "theme"])["is_sure"]
    said = sentences[sentences["sentence"] == "levels_unsure"]
    assert {"none", "one", "many", "all", "silent"} <= set(said["form"])
    for row in said.to_dict("records"):
        area = tuple(row[key] for key in keys)
        size, single = counts.loc[area] if area in counts.index else (0, 0)
        if row["form"] in ("none", "silent"):
            assert single == size and bool(size) == (row["form"] == "none")
        else:
            run = {"one": 1, "few": size, "all": size}.get(row["form"])
            assert size - single == (int(_facts(row)["unsure"]) if run is None else run)
            assert row["form"] != "few" or size == 1
    ends = sentences[sentences["sentence"].isin(["top_level", "low_level", "ask_lift"])]
    assert len(ends)
    for row in ends.to_dict("records"):
        assert sure[tuple(row[key] for key in [*keys, "theme"])]
    then = database.question("""
        select changes.*, now.counted = before.counted as is_of_the_same,
            now.level_low > before.open_high as rose, now.open_high < before.level_low as fell
        from judgement_changes as changes
        inner join theme_levels as now
            on changes.ruler = now.framework and changes.as_at = now.as_at
            and changes.area_code = now.area_code and changes.theme = now.theme
        inner join theme_levels as before
            on changes.ruler = before.framework and changes.previous_as_at = before.as_at
            and changes.area_code = before.area_code and changes.theme = before.theme
    """)[0].set_index([*keys, "theme"])
    moved = sentences[sentences["sentence"].isin(["level_up", "level_down"])]
    assert len(moved)
    for row in moved.to_dict("records"):
        change = then.loc[tuple(row[key] for key in [*keys, "theme"])]
        assert change["is_of_the_same"]
        assert change["rose" if row["sentence"] == "level_up" else "fell"]


def test_no_action_is_said_only_where_none_is_under_way(sentences, as_at):
    under_way = database.question(
        "select area_code, outcome, started_on from actions where status = 'under_way'"
    )[0]
    said = sentences[(sentences["sentence"] == "ask_no_action") & (sentences["as_at"] == as_at)]
    assert len(said)
    for row in said.to_dict("records"):
        assert under_way[
            (under_way["area_code"] == row["area_code"])
            & (under_way["outcome"] == row["indicator"])
            & (under_way["started_on"] <= as_at)
        ].empty


def test_numbers_and_their_words_agree(sentences):
    wrong = (
        r"\b1 (?:are|themes|levels|figures)\b|\bnone are\b|\b0 of\b|\b[Oo]f 1 \b|\bnone not\b"
        r"|\b8 of (?:the )?8\b|\b(?:one|none) .* are not"
    )
    said = sentences["said"]
    assert not list(said[said.str.contains(wrong)].unique())


def test_clearly_is_explained_wherever_it_is_said(sentences):
    for _, rows in sentences.groupby(["framework", "as_at", "area_code"]):
        others = rows[rows["sentence"] != "not_chance"]["said"]
        if others.str.contains("[Cc]learly (?:better|worse)").any():
            assert "not_chance" in set(rows["sentence"])


def test_questions_of_one_kind_take_turns(sentences):
    asked = sentences[sentences["sentence"].isin(["ask_gap", "ask_gap_untested"])]
    for _, rows in asked.groupby(["framework", "as_at", "area_code", "sentence"]):
        counts = rows["form"].value_counts()
        assert counts.max() - counts.reindex(["first", "second", "third"]).fillna(0).min() <= 1


def test_every_sentence_leads_to_a_page_that_is_there(sentences):
    pages = {path.stem for path in (database.PROJECT / "pages").glob("*/*.py")}
    assert set(sentences["page"].dropna()) <= pages
    leads = sentences["part"].isin(["question", "well", "worry", "changed"])
    silent = sentences["sentence"].isin(["ask_nothing"])
    assert sentences[leads & ~silent]["page"].notna().all()


def test_a_briefing_is_made_for_every_framework(as_at):
    for framework in paper_data.frameworks():
        made = briefing.briefing(paper_data.read_data("001", as_at, framework))
        assert made.sections[0].lead
