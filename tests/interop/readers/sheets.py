"""Spreadsheets and programs for CSV."""

import csv
import io
import json
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from .frames import Read, csvs
from .plain import Reading, table

ABOUT = ("about", "codebook", "codes")  # sheets of the workbook about itself
# csvkit otherwise guesses the delimiter from the first letters
UNGUESSED = ["--snifflimit", "0"]
# text quoted, cells as shown; -1 means all sheets
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def workbook_of(release: Path) -> Path:
    [path] = release.glob("*.xlsx")
    return path


def openpyxl_sheets(release: Path) -> Read:
    import openpyxl

    book = openpyxl.load_workbook(workbook_of(release), read_only=True)
    found = {}
    for sheet in book.worksheets:
        columns, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = table(map(str, columns), rows)
    return version("openpyxl"), _without_about(found)


def libreoffice_sheets(release: Path) -> Read:
    """Convert every sheet to CSV, as LibreOffice shows it."""
    workbook = workbook_of(release)
    with tempfile.TemporaryDirectory() as folder:
        home = f"-env:UserInstallation=file://{folder}/profile"
        words = ["soffice", home, "--headless", "--convert-to", AS_CSV, "--outdir", folder, str(workbook)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        said = subprocess.run(["soffice", home, "--version"], capture_output=True, text=True, check=True).stdout
        found = {
            path.stem.removeprefix(f"{workbook.stem}-"): _csv_table(path.read_text(encoding="utf-8"))
            for path in sorted(Path(folder).glob("*.csv"))
        }
    if not found:
        raise SystemExit(f"no sheet was converted: {done.stdout}{done.stderr}")
    return said.split()[1], _without_about(found)


def _without_about(found: dict[str, Reading]) -> dict[str, Reading]:
    missing = [name for name in ABOUT if name not in found]
    if missing:
        raise SystemExit(f"the workbook has no sheet {', '.join(missing)}")
    return {name: one for name, one in found.items() if name not in ABOUT}


def _csv_table(text: str) -> Reading:
    columns, *rows = csv.reader(io.StringIO(text, newline=""))
    return table(columns, rows)


def csvkit_tables(release: Path) -> Read:
    """`csvclean` finds no line of another length, and `csvjson` reads every cell, without guessing types."""
    from csvkit.utilities.csvclean import CSVClean
    from csvkit.utilities.csvjson import CSVJSON

    found = {}
    for path in csvs(release):
        CSVClean(["--length-mismatch", str(path)], io.StringIO(), sys.stderr).run()
        out = io.StringIO()
        CSVJSON(["--no-inference", "--blanks", *UNGUESSED, str(path)], out).run()
        rows = json.loads(out.getvalue())
        columns = list(rows[0]) if rows else path.read_text(encoding="utf-8").strip().split(",")
        found[path.stem] = table(columns, [list(row.values()) for row in rows])
    return version("csvkit"), found


def visidata_csv(release: Path) -> Read:
    from visidata import Path as Opened
    from visidata import vd

    found = {}
    for path in csvs(release):
        sheet = vd.openPath(Opened(str(path)))
        sheet.reload()
        vd.sync()
        columns = sheet.columns
        found[path.stem] = table(
            [column.name for column in columns], [[column.getValue(row) for column in columns] for row in sheet.rows]
        )
    return version("visidata"), found


def visidata_database(release: Path) -> Read:
    from visidata import Path as Opened
    from visidata import vd

    from .databases import ABOUT as OF_DATABASE
    from .databases import database_of

    index = vd.openPath(Opened(str(database_of(release))))
    index.reload()
    vd.sync()
    found = {}
    for sheet in index.rows:
        sheet.reload()
        vd.sync()
        columns = [column for column in sheet.columns if column.name != "rowid"]
        rows = [[column.getValue(one) for column in columns] for one in sheet.rows]
        if sheet.row[1] == "table" and sheet.tableName not in OF_DATABASE:
            found[sheet.tableName] = table([column.name for column in columns], rows)
    return version("visidata"), found
