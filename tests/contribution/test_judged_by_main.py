"""The comment is made by main: both halves of comment.yml, run on repositories and event files that are here."""

from typing import Any

import pytest

from tests.shared.judging import STANCE, STATEMENTS, GitHub, edit_schema, turn

pytestmark = pytest.mark.thorough

# ---- forged


def test_a_contribution_that_edits_the_code_cannot_change_what_is_said(github: GitHub) -> None:
    ran = github.folder / "ran"
    turn(github.fork)
    forged = f"open({str(ran)!r}, 'w').close()\n"
    for name in ("__init__", "__main__", "comparing/compare", "contribution/examine", "contribution/comment"):
        text = (github.fork.root / f"scripts/{name}.py").read_text(encoding="utf-8")
        github.fork.write(f"scripts/{name}.py", forged + text.replace("found += row_differences", "row_differences"))
    for name in ("sitecustomize.py", "duckdb.py", "conftest.py", "data/json.py"):
        github.fork.write(name, forged)
    github.fork.write(".github/comment.cjs", "throw new Error()\n")
    github.fork.edit("scripts/derived/strike_estimates.sql", "SELECT", "SELECT DISTINCT")
    github.fork.write("Makefile", f"lint:\n\ttouch {ran}\n")
    github.send()
    body = github.both()
    assert STANCE in body and "admits that Eastland fired" in body and not ran.exists()
    assert body.splitlines()[2] == "### Ready for review; rules changed; code changed"
    for file in (
        ".github/comment.cjs (changed)",
        "duckdb.py (added)",
    ):
        assert f"\n{file}\n" in body
    (rule,) = [
        line for line in body.splitlines() if line.startswith("scripts/derived/strike_estimates.sql (changed: was")
    ]
    assert rule.count("SELECT DISTINCT") == 1
    assert "changed rules in SQL: read, not run" in body and "changed code: not run" in body
    assert not github.main.git("status", "--porcelain")


@pytest.mark.thorough
@pytest.mark.parametrize("name", [".gitattributes", "data/.gitattributes"])
def test_attributes_and_hooks_of_git_change_nothing(github: GitHub, name: str) -> None:
    ran = github.folder / "ran"
    turn(github.fork)
    (github.folder / ".gitconfig").write_text(
        f'[filter "x"]\n\tsmudge = touch {ran}\n\tclean = touch {ran}\n[diff "x"]\n\ttextconv = touch {ran}\n',
        encoding="utf-8",
    )
    attributes = "filter=x diff=x ident export-ignore export-subst working-tree-encoding=UTF-16 eol=crlf"
    github.fork.git("add", "--all")
    blob = github.folder / "attributes"
    blob.write_text(f"*.csv {attributes}\n", encoding="utf-8")
    hashed = github.fork.git("hash-object", "-w", str(blob))
    github.fork.git("update-index", "--add", "--cacheinfo", f"100644,{hashed},{name}")
    github.fork.git("commit", "--quiet", "--message", "A change")
    github.sent = github.fork.git("rev-parse", "HEAD")
    github.fork.git("push", "--quiet", "--force", str(github.folder / "upstream"), "HEAD:refs/pull/1/head")
    body = github.both()
    assert STANCE in body and not ran.exists()
    assert f"\n{name} (added)\n" in body


# ---- the stricter of the schemas of main and of the contribution


def test_what_mains_schema_refuses_is_refused_whatever_the_contribution_says(github: GitHub) -> None:
    def loosen(schema: dict[str, Any]) -> None:
        field = next(f for f in schema["fields"] if f["name"] == "stance")
        field["constraints"]["enum"].append("regrets")
        field["categories"].append({"value": "regrets", "label": "Regrets"})

    turn(github.fork)
    edit_schema(github.fork, loosen)
    github.fork.edit(STATEMENTS, ",admits,false,sm-aaaa2222,", ",regrets,false,,")
    github.fork.edit("datapackage.json", '"version": "0.1.0"', '"version": "0.2.0"')
    github.fork.check()
    github.send()
    body = github.both()
    assert "1 thing to fix; rules changed" in body and "by the schemas of main" in body and "stance=regrets" in body
    assert "statements stance: a code was added: regrets" in body


@pytest.mark.thorough
def test_a_page_that_changed_code_generates_is_not_compared(github: GitHub) -> None:
    turn(github.fork)
    github.fork.edit("CODEBOOK.md", "\n## ", "\nAnother line.\n\n## ")
    github.send()
    assert "\nCODEBOOK.md: not in canonical form or out of date" in github.both()
    github.fork.write("scripts/checks/a_new_check.sql", "-- a check\nSELECT 1 WHERE false\n")
    github.send()
    body = github.both()
    assert "### Ready for review; rules changed" in body and "\nCODEBOOK.md: not compared with a fresh copy" in body


@pytest.mark.thorough
def test_a_branch_that_main_has_left_behind_is_told_to_merge_it(github: GitHub) -> None:
    turn(github.fork)
    github.send()
    edit_schema(
        github.main,
        lambda s: next(f for f in s["fields"] if f["name"] == "stance")["constraints"]["enum"].remove("admits"),
    )
    edit_schema(github.main, lambda s: next(f for f in s["fields"] if f["name"] == "stance")["categories"].pop(3))
    github.main.commit("No admissions")
    body = github.both()
    assert "stance=admits: is not one of" in body and "merge main into the branch" in body


NO_ROW = {"name": "none", "sql": "false", "fields": ["stance"], "message": "is a row; remove it"}


@pytest.mark.thorough
def test_what_the_contributions_own_schema_refuses_is_refused_too(github: GitHub) -> None:
    turn(github.fork)
    edit_schema(github.fork, lambda s: s["rules"].append(NO_ROW))
    github.fork.check()
    github.send()
    body = github.both()
    assert "to fix; rules changed" in body and "is a row; remove it" in body and "by the schemas of main" not in body


@pytest.mark.thorough
def test_a_schema_cannot_hide_a_changed_cell(github: GitHub) -> None:
    def hide(schema: dict[str, Any]) -> None:
        field = next(f for f in schema["fields"] if f["name"] == "stance")
        field["missingValues"] = ["", "admits", "denies"]
        del field["constraints"]["required"]
        schema["rules"] = []

    turn(github.fork)
    github.fork.edit("datapackage.json", '"version": "0.1.0"', '"version": "0.2.0"')
    edit_schema(github.fork, hide)
    github.fork.check()
    github.send()
    assert STANCE in github.both()
