"""Ask in SQL: any question of the tables behind these pages, for the analyst."""

from kit.screen import layout, parts, sql_console

chosen = layout.selection()
tables = sql_console.tables()
name = layout.pick("table", "Table to begin with", tables, width=300)
if name is None:
    layout.heading("There is no such table")
    layout.unknown_code("table", "table called")
    layout.stop()

about = tables.set_index("code", drop=False).loc[name]
left, right = parts.two_columns(1.6, 1)
with left:
    answer = sql_console.ask_for_sql(about, chosen["area_code"])
with right:
    sql_console.list_columns(about)
layout.heading(
    sql_console.headline(answer),
    above="Ask in SQL",
    more=f"{parts.page_link('changes', 'What changed')} · "
    f"{parts.page_link('quality', 'Data and quality')} · "
    f"{parts.page_link('trace', 'Evidence trace')}",
    below="One SELECT of DuckDB. Small numbers are left out of every table here, as on the pages; "
    "what is asked changes nothing and is kept nowhere.",
)
if answer is not None:
    sql_console.show_answer(answer, f"answer_{name}")
sql_console.list_tables(tables)
