"""Second opinions: pandera with the schemas that users import, and frictionless as any tool would run it."""

from ..frames.frames import frame
from ..frames.schemas import pandera_schema_of
from ..package.package import Package, Table
from ..package.problem import Problem


def ask_pandera(package: Package) -> list[Problem]:
    """What pandera refuses in a package that passes our own checks: one Problem per row and check."""
    import pandera.errors

    found = []
    for table in package.tables.values():
        rows = frame(table, package)
        try:
            pandera_schema_of(table).validate(rows, lazy=True)
        except pandera.errors.SchemaErrors as errors:
            for case in errors.failure_cases.drop_duplicates(["check", "index", "column"]).itertuples():
                line = 0 if case.index is None else int(case.index) + 2
                column, value = str(case.column or ""), str(case.failure_case)
                found.append(Problem(table.file, line, "", column, value, f"pandera refuses it: {case.check}"))
    return found


def ask_frictionless(package: Package) -> list[Problem]:
    """What frictionless refuses when it validates datapackage.json."""
    import frictionless

    report = frictionless.validate(str(package.root / "datapackage.json"))
    by_name = {**package.tables, **package.computed}
    found = [_general(error) for error in report.errors]
    for task in report.tasks:
        found += [_problem(by_name[task.name], error) for error in task.errors]
        found += [_general(warning) for warning in task.warnings]
    return found + [_general(warning) for warning in report.warnings]


def _general(error: object) -> Problem:
    return Problem("datapackage.json", 0, "", "", "", f"frictionless refuses it: {getattr(error, 'message', error)}")


def _problem(table: Table, error: object) -> Problem:
    line, field, value = (str(getattr(error, name, "") or "") for name in ("row_number", "field_name", "cell"))
    message = f"frictionless refuses it: {getattr(error, 'message', error)}"
    return Problem(table.file, int(line or 0), "", field, value, message)
