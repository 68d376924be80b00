"""Programs for SQLite: tables with their keys, and views."""

import asyncio
import contextlib
import json
import sqlite3
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .frames import Read
from .plain import Reading, table

ABOUT = ("metadata", "codebook", "codes")  # tables of the file about itself


def database_of(release: Path) -> Path:
    [path] = release.glob("*.sqlite")
    return path


def everything(connection: sqlite3.Connection) -> dict[str, Reading]:
    """Every table of a database, in the order of its rows."""
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    found = {}
    for (name,) in names:
        rows = connection.execute(f'SELECT * FROM "{name}" ORDER BY rowid')
        found[name] = table([column[0] for column in rows.description], rows.fetchall())
    return found


def sqlite3_program(release: Path) -> Read:
    """The command of SQLite: its checks, every table as JSON, and every view."""
    path = database_of(release)

    def ask(query: str) -> str:
        words = ["sqlite3", "-readonly", "-json", str(path), query]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if done.returncode or done.stderr:
            raise SystemExit(f"{query}: {done.stderr}")
        return done.stdout

    sound = json.loads(ask("PRAGMA integrity_check"))
    if sound != [{"integrity_check": "ok"}] or ask("PRAGMA foreign_key_check"):
        raise SystemExit(f"the database is not sound: {sound}")
    schema = json.loads(ask("SELECT name, type FROM sqlite_schema WHERE type IN ('table', 'view')"))
    found = {}
    for name in (entry["name"] for entry in schema if entry["type"] == "table" and entry["name"] not in ABOUT):
        columns = [column["name"] for column in json.loads(ask(f'PRAGMA table_info("{name}")'))]
        found[name] = table(columns, [list(row.values()) for row in json.loads(ask(f'SELECT * FROM "{name}"') or "[]")])
    for name in (entry["name"] for entry in schema if entry["type"] == "view"):
        ask(f'SELECT * FROM "{name}"')
    said = subprocess.run(["sqlite3", "--version"], capture_output=True, text=True, check=True)
    return said.stdout.split()[0], found


def sqlite_utils_tables(release: Path) -> Read:
    from sqlite_utils import Database

    with contextlib.closing(sqlite3.connect(database_of(release))) as connection:
        database = Database(connection)
        for view in database.views:
            list(view.rows)
        found = {}
        for one in database.tables:
            if one.name not in ABOUT:
                found[one.name] = table([column.name for column in one.columns], [list(r.values()) for r in one.rows])
        return version("sqlite-utils"), found


def datasette_pages(release: Path) -> Read:
    """Serve the database with its metadata: every page answers, and every row can be had."""
    return version("datasette"), asyncio.run(_datasette(release))


async def _datasette(release: Path) -> dict[str, Reading]:
    from datasette.app import Datasette

    path = database_of(release)
    metadata = json.loads((release / "datasette.json").read_text(encoding="utf-8"))
    served = Datasette([str(path)], immutables=[], metadata=metadata, settings={"max_returned_rows": 100_000})
    await served.invoke_startup()

    async def get(address: str) -> Any:
        answer = await served.client.get(f"/{path.stem}{address}", timeout=60)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code} {answer.text[:300]}")
        return answer

    home = (await get("")).text
    if metadata["license"] not in home:
        raise SystemExit("the page of the database does not say its licence")
    found = {}
    listed = (await get(".json")).json()
    for view in listed["views"]:
        await get(f"/{view['name']}")
    for name in (one["name"] for one in listed["tables"] if not one["hidden"] and one["name"] not in ABOUT):
        page = (await get(f"/{name}")).text
        told = metadata["databases"][path.stem]["tables"][name]
        if told["title"] not in page:
            raise SystemExit(f"the page of {name} does not have the title from the metadata")
        answer = (await get(f"/{name}.json?_shape=arrays&_size=max&_labels=off")).json()
        found[name] = table(answer["columns"], answer["rows"])
    return found
