"""A closed database reads the files that it was given and nothing else."""

from pathlib import Path

import pytest

from scripts.package.closed import closed
from tests.shared.tiny import contents

FORBIDDEN = [
    "SELECT content FROM read_text('/etc/hostname')",
    "SELECT * FROM read_csv('OTHER')",
    "SELECT * FROM 'OTHER'",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM read_blob('OTHER')",
    "SELECT * FROM sniff_csv('OTHER')",
    "SELECT * FROM parquet_metadata('OTHER')",
    "SELECT * FROM read_csv('https://example.org/x.csv')",
    "COPY (SELECT 1) TO 'FOLDER/out.csv'",
    "COPY (SELECT 1) TO 'GIVEN'",
    "COPY (SELECT 1) TO 'FOLDER/scratch/../out.csv'",
    "EXPORT DATABASE 'FOLDER/out'",
    "IMPORT DATABASE 'FOLDER'",
    "ATTACH 'FOLDER/x.db'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "LOAD 'FOLDER/x.duckdb_extension'",
    "CREATE PERSISTENT SECRET s (TYPE s3)",
    "SELECT getenv('HOME')",
    "SET enable_external_access = true",
    "SET allowed_directories = ['/']",
    "SET temp_directory = '/tmp'",
    "SET lock_configuration = false",
    "PRAGMA profiling_output = 'FOLDER/out'",
    "CALL enable_logging(storage_path = 'FOLDER/out')",
]


@pytest.mark.parametrize("sql", FORBIDDEN)
def test_a_closed_database_reads_the_files_given_and_nothing_else(sql: str, tmp_path: Path) -> None:
    import duckdb

    for name in ("given.csv", "other.csv"):
        (tmp_path / name).write_text("a\n1\n", encoding="utf-8")
    (tmp_path / "scratch").mkdir()
    before = contents(tmp_path)
    names = {"OTHER": "other.csv", "GIVEN": "given.csv", "FOLDER": "."}
    for name, path in names.items():
        sql = sql.replace(name, str((tmp_path / path).resolve()))
    connection = closed([tmp_path / "given.csv"], tmp_path / "scratch")
    assert connection.execute("FROM read_csv(?)", [str(tmp_path / "given.csv")]).fetchall() == [(1,)]
    with pytest.raises(duckdb.Error):
        connection.execute(sql).fetchall()
    assert contents(tmp_path) == before
    connection.execute(f"COPY (SELECT 1) TO '{tmp_path}/scratch/out.parquet' (FORMAT parquet)")
    assert (tmp_path / "scratch" / "out.parquet").exists()
