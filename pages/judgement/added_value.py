"""Added value: what happened in schools that joined, next to similar schools that did not."""

from kit.chart import Column, Differences
from kit.screen import layout, parts
from kit.screen.ask import ask
from kit.screen.blocks import show, table_with_download

finding = ask("added_value/finding").iloc[0]
kinds = ask("added_value/kinds")
told = kinds[kinds["is_enough"] & kinds["is_balanced"].eq(True)]
SOURCE = "results of single schools and the registers of institutions and memberships"
layout.heading(finding["headline"], below=finding["below"])
if len(kinds):
    parts.message("What this does not show", kinds["caution"].iloc[0])
    parts.note(
        "Schools choose to join, and a match on phase, result and poverty cannot see why. Each "
        "school that joined is paired with one that did not; the interval allows for schools of "
        "one authority sharing its fortunes. In a placebo test the two of each pair are swapped, "
        "or not, by the toss of a coin, authority by authority. A difference that placebo tests "
        "find too, in any of the comparisons, is not called one."
    )

columns = {
    "kind_title": Column("Kind of partnership"),
    "title": Column("Result", page="indicator", params=(("indicator", "indicator"),)),
    "sentence": Column("What can be said"),
    "joined": Column("Joined", "number"),
    "matched": Column("Matched", "number"),
    "partnerships": Column("Partnerships", "number"),
    "joined_text": Column("They, before → after"),
    "others_text": Column("Like them, before → after"),
    "effect_text": Column("Difference (95%)"),
    "placebo_text": Column("Seem to differ in placebo tests"),
    "prior_text": Column("Balance: prior result"),
    "poverty_text": Column("Balance: poverty"),
}
for place, (_, rows) in zip(
    parts.two_columns(), told.groupby("indicator", sort=False), strict=False
):
    about = rows.iloc[0]
    less = about["polarity"] == "lower_is_better"
    with place:
        differences = Differences(
            rows=rows,
            axis="← worse · better →",
            falling=less,
            title=f"{about['title']}: how much more it changed where schools joined",
            measure=f"{about['unit']}, two school years after the year before joining, all "
            "authorities together; 95% interval; filled dot: interval does not include 0",
            source=SOURCE,
            alt="; ".join(f"{row.row_title}, {row.effect_text}" for row in rows.itertuples()),
            columns=columns,
            name=f"added_value_{about['indicator']}",
        )
        show(differences)
table_with_download(
    kinds,
    "All comparisons, including those with too few schools",
    columns,
    measure="balance: standardised difference between the groups before → after matching, above "
    "0.1 they are not alike",
    source=SOURCE,
    name="added_value",
    none="Not collected. It needs the registers of institutions, partnerships and memberships, and "
    "results of single schools over several years.",
)
