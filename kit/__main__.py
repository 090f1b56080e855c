"""The commands: `python -m kit --help`."""

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from kit import NAME, VERSION, spreadsheet, wording
from kit.console import Bar, Data, DataOption, console, fail
from kit.fetch.command import commands as fetch_commands
from kit.people import record
from kit.people_commands import commands as people_commands
from kit.record_commands import commands as record_commands
from kit.registers import offers
from kit.store import (
    building,
    comments,
    contract,
    database,
    docs,
    sign_offs,
    templates,
)
from kit.store.paths import PROJECT, Collection
from kit.store_commands import commands, tell_counts

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.registered_commands += commands.registered_commands
app.registered_commands += record_commands.registered_commands
app.registered_commands += fetch_commands.registered_commands
app.registered_commands += people_commands.registered_commands
app.registered_groups += people_commands.registered_groups


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"{NAME} {VERSION}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
):
    """Import published files and registers, and build what the dashboard shows."""


def _current(data: Data) -> None:
    """Serve this data, built anew first if its SQL or its files were edited, as the app does."""
    os.environ["CAA_DATA"] = data.value
    with Bar() as bar:
        wrong = database.ensure(bar)
    if building.open_path(Collection.open(data.value)) is None:
        raise fail(f"There is nothing to show yet. {wrong}".strip())
    if wrong == database.BUSY:
        raise fail(f"{wrong} No paper was written: ask again when that is done.")
    unwritten = wrong.startswith(database.UNWRITTEN)
    for said in (database.damage(), wrong if unwritten else ""):
        if said:
            console.print(said, markup=False, soft_wrap=True)
    if wrong and not unwritten:
        raise fail(
            f"{wrong}\n\nNo paper was written. Fix this, then run "
            f"`python -m kit build --data {data.value}`."
        )


@app.command()
def status(data: DataOption = Data.demonstration):
    """Say what is loaded, and which build serves it from which file."""
    collection = Collection.open(data.value)
    path = building.open_path(collection)
    if path is None:
        raise fail(f"Nothing is built: run `python -m kit build --data {data.value}`")
    table = Table("What", "Table", "Release", "Rows", "Imported")
    with building.open_read_only(path) as base:
        rows = base.execute(
            "select table_title, table_name, release, rows, imported_at from build_sources "
            "where imported_at is not null order by table_name"
        ).fetchall()
    for what, name, release, counted, moment in rows:
        number = wording.number(counted) if wording.is_known(counted) else "hidden"
        table.add_row(what, name, release, number, f"{wording.minute(moment)} UTC")
    console.print(table)
    tell_counts(path)
    console.print(f"Build {path.stem}, in {path}", soft_wrap=True)


def _one_of(wanted: str | None, known: list[str]) -> str:
    """Return what was asked for, else the first; or stop where it is none of those known."""
    if wanted is not None and wanted not in known:
        raise fail(f"There is no {wanted!r}: choose of {', '.join(known)}.")
    return wanted or known[0]


def _folder(out: Path) -> None:
    """Make the folder papers are written to; or stop before any is made."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / ".written").touch()
        (out / ".written").unlink()
    except OSError as error:
        raise fail(f"Nothing can be written to {out}: {error.strerror}.") from error


@app.command()
def brief(
    out: Annotated[Path, typer.Option(help="The folder the papers are written to.")],
    authorities: Annotated[
        list[str] | None, typer.Argument(help="Authorities, each by code or by name.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every authority of the date.")] = False,
    forms: Annotated[
        str, typer.Option("--format", help="Of pdf, pptx, docx and xlsx, with commas between.")
    ] = "pdf",
    book: Annotated[
        bool, typer.Option("--book", help="The full book instead of the two-page briefing.")
    ] = False,
    data: DataOption = Data.demonstration,
    as_at: Annotated[str | None, typer.Option(help="The date; by default the latest.")] = None,
    framework: Annotated[str | None, typer.Option(help="The rules of judgement.")] = None,
):
    """Write papers about authorities; what this build has written already is passed over."""
    from kit.paper import files, paper_data  # drawing and setting are loaded by no other command

    _current(data)
    as_at, framework = (
        _one_of(as_at, paper_data.dates()),
        _one_of(framework, paper_data.frameworks()),
    )
    _folder(out)
    known = paper_data.authorities(as_at)
    names = {name.lower(): code for code, name in known.items()}
    wanted = list(known) if every else authorities or []
    codes = [one if one in known else names.get(one.lower(), "") for one in wanted]
    if "" in codes:
        raise fail(f"There is no authority {wanted[codes.index('')]!r} at {as_at}.")
    if not codes:
        raise fail("Name one authority or more, or say --all.")
    made = []
    with Bar() as bar:
        chosen = [form.strip() for form in forms.split(",")]
        for path, is_new in files.write(out, codes, chosen, as_at, framework, book, bar):
            made += [path] * is_new
    passed = len(codes) * len(chosen) - len(made)
    console.print(
        f"Written to {out}: {len(made)}; already there of this build: {passed}.",
        markup=False,
        soft_wrap=True,
    )


@app.command("remarks")
def remarks_(
    authority: Annotated[
        str | None, typer.Argument(help="An authority, by code; by default all of them.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="The CSV file they are written to.")] = None,
    every: Annotated[
        bool, typer.Option("--history", help="Every version, deleted ones too.")
    ] = False,
    data: DataOption = Data.demonstration,
):
    """List comments and events, or write them to a CSV file."""
    collection = Collection.open(data.value)
    ask = comments.history if every else comments.current_comments
    codes = [authority] if authority else comments.areas(collection)
    rows = [ask(code, collection=collection).assign(area_code=code) for code in codes]
    if told := comments.unread(collection):
        console.print(told, markup=False, soft_wrap=True)
    if not rows or not (table := pd.concat(rows)).size:
        console.print("There are no comments or events.")
    elif out:
        table["written_at"] = table["written_at"].dt.strftime("%Y-%m-%d %H:%M:%S")
        about = {"Title": "Comments and events", "Note": wording.STAMPS.get(data.value, "")}
        record.write("export", authority or "", collection=collection, what="comments")
        out.write_bytes(spreadsheet.as_csv(table, about))
        console.print(f"Written to {out}: {len(table)}.", markup=False, soft_wrap=True)
    else:
        for row in table.itertuples():
            what = f"{row.area_code}, {row.about} {row.subject}".strip()
            taken = " (deleted)" * getattr(row, "withdrawn", False)
            line = f"{what}: {wording.comment_line(row)}{taken}"
            console.print(line, markup=False, highlight=False, soft_wrap=True)


@app.command()
def sign(
    indicator: Annotated[
        str | None, typer.Argument(help="The indicator; without one, lists what is on record.")
    ] = None,
    role: Annotated[
        str | None, typer.Option(help="The role that checked it, from the list of roles.")
    ] = None,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Record that the role no longer vouches for it.")
    ] = False,
    data: DataOption = Data.demonstration,
):
    """Record that a role has checked an indicator's text, or list the records.

    A sign-off names the version of the text and no longer counts when the text changes.
    """
    _current(data)
    rows, _ = database.question(
        "select labels.indicator, labels.owner, left(sha256(build_steps.sql), 12) as version "
        "from indicator_labels as labels "
        "inner join build_steps on labels.indicator = build_steps.name"
    )
    known = rows.set_index("indicator")
    if indicator is None:
        entries = sign_offs.history()
        for entry in entries:
            done = "cancelled its check of" if entry.withdrawn else "checked"
            when = wording.minute(entry.signed_at)
            now = entry.indicator in known.index and known.loc[entry.indicator, "version"]
            old = "" if entry.version == now else ", an earlier text"
            line = f"{entry.indicator}: {entry.role} {done} version {entry.version}{old}, {when}"
            console.print(line, markup=False, highlight=False, soft_wrap=True)
        if not entries:
            console.print("No indicator has been checked here yet.")
        return
    if indicator not in known.index:
        raise fail(f"There is no indicator {indicator!r}. docs/indicators.md lists them.")
    if role is None:
        raise fail(f"Add --role. Roles: {', '.join(comments.roles())}.")
    about = known.loc[indicator]
    entry = sign_offs.sign(
        indicator, about["version"], role, owner=about["owner"], withdraw=withdraw
    )
    done = "cancelled its check of" if withdraw else "checked"
    console.print(f"{role} {done} {indicator}, version {entry.version}.", markup=False)


@app.command()
def pack(
    authority: Annotated[str, typer.Argument(help="The authority, by code or by name.")],
    out: Annotated[Path, typer.Option(help="The folder the pack is written to.")] = Path(),
    data: DataOption = Data.demonstration,
    as_at: Annotated[str | None, typer.Option(help="The date; by default the latest.")] = None,
    framework: Annotated[str | None, typer.Option(help="The rules of judgement.")] = None,
):
    """Write the inspector's pack of an authority: one archive, to read offline and to check."""
    from kit.paper import evidence_pack as maker
    from kit.paper import files, paper_data

    _current(data)
    as_at, framework = (
        _one_of(as_at, paper_data.dates()),
        _one_of(framework, paper_data.frameworks()),
    )
    _folder(out)
    known = paper_data.authorities(as_at)
    code = {name.lower(): code for code, name in known.items()}.get(authority.lower(), authority)
    if code not in known:
        raise fail(f"There is no authority {authority!r} at {as_at}.")
    with Bar() as bar:
        inside = maker.make_pack(code, as_at, framework, bar)
    path = out / files.file_name("pack", "zip", code, as_at, known[code])
    record.write("pack", code, build=database.current().build_id)
    path.write_bytes(inside)
    said = f"Written: {path}, {len(inside) / 1e6:.1f} MB."
    console.print(said, markup=False, soft_wrap=True)


@app.command("templates")
def templates_(
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="An empty folder; without one, those that ship are brought up to date."
        ),
    ] = None,
    area: Annotated[
        str | None,
        typer.Option(help="An authority by code: what published registers know is filled in."),
    ] = None,
):
    """Write a form for each register, as CSV files and as one workbook.

    With an authority, the rows that published registers know are written to be confirmed.
    """
    contracts = contract.load_all(Collection.open(Data.published).contract_folders)
    if folder is None:
        written = templates.write_shipped(PROJECT / "data" / "local", contracts)
    else:
        written = templates.write(folder, contracts)
        if area is not None:
            _current(Data.published)
            written += offers.write_forms(folder, contracts, area)
    console.print(
        f"Written: {', '.join(map(str, written)) or 'nothing had changed'}",
        markup=False,
        soft_wrap=True,
    )


@app.command("docs")
def docs_(
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; fail if a document is out of date.")
    ] = False,
):
    """Update the tables of indicators, screens and sources in the documents."""
    if check:
        if old := docs.outdated():
            names = ", ".join(path.relative_to(PROJECT).as_posix() for path in old)
            raise fail(f"Out of date: {names}. Run `python -m kit docs`.")
        return
    changed = docs.write()
    console.print(f"Updated: {', '.join(path.name for path in changed) or 'nothing'}")


def main() -> None:
    """Run the command named on the command line; plain words and exit code 1 on failure."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(
                errors="replace"
            )  # a console that lacks a character must not stop us
    try:
        app()
    except (contract.ContractError, ValueError, OSError) as error:
        Console(stderr=True).print(str(error), style="red", markup=False, soft_wrap=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
