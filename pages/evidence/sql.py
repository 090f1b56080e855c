"""Ask in SQL: any question of the tables behind these pages, for the analyst."""

from kit.screen import layout, parts, sql_console

chosen = layout.chosen()
tables = sql_console.tables()
name = layout.pick("table", "Table to begin with", tables, width=300)
if name is None:
    layout.head("There is no such table")
    layout.no_such("table", "table called")
    layout.stop()

about = tables.set_index("code", drop=False).loc[name]
left, right = parts.sides(1.6, 1)
with left:
    answer = sql_console.question(about, chosen["area_code"])
with right:
    sql_console.columns(about)
layout.head(
    sql_console.headline(answer),
    above="Ask in SQL",
    below="One SELECT of DuckDB. Small numbers are left out of every table here, as on the pages; "
    "what is asked changes nothing and is kept nowhere.",
)
if answer is not None:
    sql_console.answered(answer, f"answer_{name}")
sql_console.shelf(tables)
