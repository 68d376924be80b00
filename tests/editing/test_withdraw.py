"""`withdraw` replaces a row, and the rows that only it used, by tombstones, or refuses and changes no byte."""

import csv
import json
import re
import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.checking.privacy.text import ADVICE
from scripts.checking.validation import validate
from scripts.commands import withdraw
from scripts.package.ids import fresh_id
from scripts.package.package import open_package
from tests.shared.speeds import quick
from tests.shared.tiny import Rows, contents, passage, tiny, write_canonical

STONE = tuple[str, str, str]


SEEN_VALID: set[str] = set()


def make(folder: Path, rows: Rows) -> Path:
    """A valid package in canonical form."""
    write_canonical(folder, rows)
    if (content := json.dumps(rows)) not in SEEN_VALID:
        assert validate(open_package(folder)).problems == []
        SEEN_VALID.add(content)
    return folder


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def stones(folder: Path) -> set[STONE]:
    """The tombstones, without those of the tiny package; each must have a proper id and no version yet."""
    rows = [row for row in table(folder, "withdrawn") if row["withdrawal_id"] != "wd-aaaa2222"]
    assert all(re.fullmatch("wd-[a-hjkmnp-z2-9]{8}", row["withdrawal_id"]) and row["version"] == "" for row in rows)
    assert len({(row["id"], row["replaced_by"]) for row in rows}) == len(rows)
    return {(row["id"], row["reason"], row["replaced_by"]) for row in rows}


def ids(folder: Path) -> set[str]:
    return {
        cells[0]
        for path in (folder / "data").iterdir()
        if path.stem != "withdrawn"
        for cells in list(csv.reader(path.read_text(encoding="utf-8").splitlines()))[1:]
    }


def run(folder: Path, *words: str, reason: str = "Wrong.") -> int:
    return main(["--package", str(folder), "withdraw", *words, "--reason", reason])


def assert_sound(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The package is valid, and `format` has nothing to do."""
    capsys.readouterr()
    assert validate(open_package(folder)).problems == []
    assert main(["--package", str(folder), "format", "--check"]) == 0
    capsys.readouterr()


def assert_refused(
    folder: Path, said: str, capsys: pytest.CaptureFixture[str], *words: str, reason: str = "Wrong."
) -> None:
    before = contents(folder)
    assert run(folder, *words, reason=reason) == 1
    output = capsys.readouterr()
    assert output.out == said
    assert output.err == "nothing was written\n"
    assert contents(folder) == before


REFERS = (
    "the row refers to what would be withdrawn; withdraw it first, or change its {}"
    " (in all such rows at once: --replaced-by ID --move)"
)


@pytest.mark.thorough
def test_a_row_that_alone_uses_nothing_goes_alone(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(package)
    assert run(package, "vc-bbbb2222", reason=" Said of another strike, not of this one. ") == 0
    assert (
        capsys.readouterr().out
        == "data/victim_counts.csv vc-bbbb2222: withdrawn: Said of another strike, not of this one.\n"
    )
    assert stones(package) == {("vc-bbbb2222", "Said of another strike, not of this one.", "")}
    assert {name for name, data in contents(package).items() if before[name] != data} == {
        "data/victim_counts.csv",
        "data/withdrawn.csv",
    }
    assert_sound(package, capsys)


@pytest.mark.thorough
def test_a_citation_goes_with_the_last_row_that_hung_on_it(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(package, "dc-bbbb2222") == 0
    assert capsys.readouterr().out == "data/damage_counts.csv dc-bbbb2222: withdrawn: Wrong.\n"
    assert run(package, "dc-aaaa2222") == 0
    assert capsys.readouterr().out == (
        "data/damage_counts.csv dc-aaaa2222: withdrawn: Wrong.\n"
        "data/citations.csv ci-bbbb2222: withdrawn: Used only by dc-aaaa2222.\n"
    )
    assert_sound(package, capsys)


def with_more() -> Rows:
    """The tiny package with a third document, whose only statement is the only use of its publisher and speaker."""
    rows = tiny()
    rows["actors"] += [
        {"actor_id": "ac-third234", "name": "The Third", "kind": "media", "side": "third_party"},
        {
            "actor_id": "ac-offic234",
            "name": "Office",
            "kind": "office",
            "side": "third_party",
            "parent_id": "ac-third345",
        },
        {"actor_id": "ac-third345", "name": "Thirdland", "kind": "state", "side": "third_party"},
    ]
    rows["sources"].append(rows["sources"][0] | {"source_id": "so-third234", "publisher_id": "ac-third234"})
    rows["citations"].append(
        {
            "citation_id": "ci-hhhh2222",
            **passage("so-paper234", "Eastland denied"),
            "source_id": "so-third234",
            "speaker_id": "ac-offic234",
            "speech": "reported",
        }
    )
    rows["statements"].append(
        {
            "statement_id": "sm-eeee2222",
            "strike_id": "st-first234",
            "citation_id": "ci-hhhh2222",
            "topic": "munition",
            "code": "munition_rocket",
            "stance": "asserts",
            "hedged": "false",
        }
    )
    return rows


def with_a_strike() -> Rows:
    """The tiny package with a strike that only a claim about its group covers, at a place of its own."""
    rows = tiny()
    rows["places"].append(
        rows["places"][0] | {"place_id": "pl-highto23", "name": "Hightown", "name_az": "Yuxarı", "latitude": "40.6"}
    )
    rows["strikes"].append(
        {"strike_id": "st-third234", "name": "Hightown, 2 October 2020", "level": "strike", "place_id": "pl-highto23"}
    )
    rows["strike_links"].append(
        {"link_id": "sl-dddd2222", "strike_id": "st-third234", "other_id": "st-group234", "relation": "part_of"}
    )
    rows["citations"].append(
        {
            "citation_id": "ci-hhhh2222",
            **passage("so-paper234", "Strikes on"),
            "speaker_id": "ac-paper234",
            "speech": "own_voice",
        }
    )
    rows["strike_reports"].append(
        rows["strike_reports"][1]
        | {
            "report_id": "sr-dddd2222",
            "strike_id": "st-third234",
            "citation_id": "ci-hhhh2222",
            "place_id": "pl-highto23",
        }
    )
    return rows


def with_a_last_claim() -> Rows:
    """The same, but the strike has a claim of its own and none about its group."""
    rows = with_a_strike()
    rows["strike_links"].pop()
    rows["statements"].append(
        {
            "statement_id": "sm-eeee2222",
            "strike_id": "st-third234",
            "citation_id": "ci-hhhh2222",
            "topic": "munition",
            "code": "munition_rocket",
            "stance": "asserts",
            "hedged": "false",
        }
    )
    return rows


# what is withdrawn, and what goes with it
USED_ALONE = {
    "a claim takes its source and actors": (
        with_more(),
        "statements sm-eeee2222",
        [
            "citations ci-hhhh2222",
            "actors ac-offic234",
            "sources so-third234",
            "actors ac-third234",
            "actors ac-third345",
        ],
    ),
    "a strike takes its reports, links and place": (
        with_a_strike(),
        "strikes st-third234",
        ["strike_links sl-dddd2222", "strike_reports sr-dddd2222", "citations ci-hhhh2222", "places pl-highto23"],
    ),
    "the last claim takes its strike": (
        with_a_last_claim(),
        "statements sm-eeee2222",
        ["strikes st-third234", "strike_reports sr-dddd2222", "citations ci-hhhh2222", "places pl-highto23"],
    ),
}


@pytest.mark.parametrize("case", quick(USED_ALONE, 1))
def test_what_a_row_alone_used_goes_with_it(tmp_path: Path, case: str, capsys: pytest.CaptureFixture[str]) -> None:
    rows, row, alone = USED_ALONE[case]
    folder, (name, id_) = make(tmp_path, rows), row.split()
    assert run(folder, id_) == 0
    said = [
        f"data/{name}.csv {id_}: withdrawn: Wrong.",
        *(f"data/{'.csv '.join(one.split())}: withdrawn: Used only by {id_}." for one in alone),
    ]
    assert capsys.readouterr().out.splitlines() == said
    assert ids(folder) == {row[next(iter(row))] for name, rows in tiny().items() if name != "withdrawn" for row in rows}
    assert_sound(folder, capsys)


WITHOUT_CLAIM = (
    "data/strikes.csv:4 st-secon234 strike_id=st-secon234: there is no claim about the strike or any group that it"
    " is part of; add a claim or withdraw the strike\n"
)


@pytest.mark.thorough
def test_what_would_leave_another_strike_without_a_claim_is_refused(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert_refused(package, WITHOUT_CLAIM, capsys, "vc-dddd2222")
    assert_refused(package, WITHOUT_CLAIM, capsys, "sl-bbbb2222")


REFUSED = {
    "a claim that has a part": (
        ["vc-aaaa2222"],
        f"data/victim_counts.csv:3 vc-bbbb2222 part_of=vc-aaaa2222: {REFERS.format('part_of')}\n",
    ),
    "a statement that is answered": (
        ["sm-aaaa2222"],
        f"data/statements.csv:4 sm-cccc2222 answers=sm-aaaa2222: {REFERS.format('answers')}\n",
    ),
    "an actor": (
        ["ac-westl234"],
        f"data/actors.csv:4 ac-minis234 parent_id=ac-westl234: {REFERS.format('parent_id')}\n",
    ),
    "a citation": (
        ["ci-bbbb2222"],
        "".join(
            f"data/damage_counts.csv:{line} {id_} citation_id=ci-bbbb2222: {REFERS.format('citation_id')}\n"
            for line, id_ in ((2, "dc-aaaa2222"), (3, "dc-bbbb2222"))
        ),
    ),
    "a strike with a claim": (
        ["st-group234"],
        f"data/victim_counts.csv:5 vc-dddd2222 strike_id=st-group234: {REFERS.format('strike_id')}\n",
    ),
    "a strike's only report": (
        ["sr-bbbb2222"],
        "data/strikes.csv:4 st-secon234 strike_id=st-secon234: no report says when or where the strike happened;"
        " add a row to strike_reports or withdraw the strike\n",
    ),
    "an unknown id": (["vc-aaaa2223"], "vc-aaaa2223: no row has this id; did you mean vc-aaaa2222?\n"),
    "no id at all": (["x"], "x: no row has this id\n"),
    "a tombstone": (["wd-aaaa2222"], "wd-aaaa2222: is a tombstone, and cannot be withdrawn\n"),
    "a withdrawn id": (
        ["vc-zzzz2222"],
        "vc-zzzz2222: is already withdrawn; see: python -m scripts resolve vc-zzzz2222\n",
    ),
    "an unknown replacement": (["vc-cccc2222", "--replaced-by", "vc-xxxxxxxx"], "vc-xxxxxxxx: no row has this id\n"),
    "itself": (
        ["vc-cccc2222", "--replaced-by", "vc-cccc2222"],
        "vc-cccc2222: cannot replace itself; give the id to use instead\n",
    ),
    "a withdrawn replacement": (
        ["vc-cccc2222", "--replaced-by", "vc-zzzz2222"],
        "vc-zzzz2222: is itself withdrawn; see: python -m scripts resolve vc-zzzz2222\n",
    ),
    "a replacement that goes too": (
        ["sm-dddd2222", "--replaced-by", "ci-ffff2222"],
        "ci-ffff2222: cannot replace anything, because it is withdrawn with sm-dddd2222, the only row that used it\n",
    ),
    "a move to another table": (
        ["vc-aaaa2222", "--replaced-by", "dc-aaaa2222", "--move"],
        "dc-aaaa2222: is in damage_counts, so references to vc-aaaa2222 cannot be changed to it\n",
    ),
    "several faults": (
        ["vc-aaaa2223", "--replaced-by", "vc-xxxxxxxx", "vc-zzzz2222"],
        "vc-aaaa2223: no row has this id; did you mean vc-aaaa2222?\nvc-xxxxxxxx: no row has this id\n"
        "vc-zzzz2222: is itself withdrawn; see: python -m scripts resolve vc-zzzz2222\n",
    ),
    "a merge that the rules forbid": (
        ["st-group234", "--replaced-by", "st-first234", "--move"],
        "data/strike_links.csv:3 sl-bbbb2222 other_id=st-first234: the other strike has level strike and cannot have"
        " parts; make it a series or campaign, or correct the link\n",
    ),
}


@pytest.mark.parametrize(("words", "said"), quick(REFUSED.values(), 7), ids=REFUSED.keys())
def test_it_is_refused_and_every_byte_stays(
    package: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert_refused(package, said, capsys, *words)


REASONS = {
    "": "the reason is empty; fill it in\n",
    "   ": "the reason is empty; fill it in\n",
    "x" * 301: "the reason is longer than 300 characters; shorten it\n",
    "two\nlines": "the reason has a space at its beginning or end, or a control or invisible character; remove it\n",
}


@pytest.mark.parametrize(("reason", "said"), REASONS.items(), ids=["empty", "blank", "long", "lines"])
def test_a_reason_that_the_schema_does_not_allow_is_refused(
    package: Path, reason: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert_refused(package, said, capsys, "vc-cccc2222", reason=reason)


def test_a_reason_that_names_a_person_is_refused(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = f"the reason {ADVICE['name'].format('words 2 and 3')}\n"
    assert_refused(package, said, capsys, "vc-cccc2222", reason="That Velmir Tazakov died is not said.")


@pytest.mark.thorough
def test_the_longest_reason_is_kept_whole(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reason = '"Ş", ' + "x" * 295
    assert run(package, "vc-cccc2222", reason=reason) == 0
    assert stones(package) == {("vc-cccc2222", reason, "")}
    assert_sound(package, capsys)


@pytest.mark.thorough
def test_what_was_unfinished_before_neither_refuses_nor_goes(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each of two unfinished strikes can be withdrawn; the other, and a new citation, stay and are still to do."""
    rows = tiny()
    rows["strikes"] += [
        rows["strikes"][0] | {"strike_id": f"st-new{n}2345", "name": f"Lowtown, {n} November 2020"} for n in (3, 4)
    ]
    rows["citations"].append(
        rows["citations"][0] | {"citation_id": "ci-hhhh2222", **passage("so-paper234", "Strikes on")}
    )
    write_canonical(package, rows)
    assert run(package, "st-new32345") == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == [
        "data/strikes.csv st-new32345: withdrawn: Wrong.",
        "still to do before the package is valid again:",
    ]
    assert {line.split()[1] for line in said[2:]} == {"st-new42345", "ci-hhhh2222"}
    assert run(package, "st-new42345") == 0
    capsys.readouterr()
    assert_refused(package, WITHOUT_CLAIM, capsys, "vc-dddd2222")
    assert run(package, "ci-hhhh2222") == 0
    assert_sound(package, capsys)


def test_a_package_that_is_not_valid_is_mended_first(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = package / "data/strikes.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",series,", ",serial,"), encoding="utf-8")
    said = "data/strikes.csv:3 st-group234 level=serial: is not one of strike, series, campaign; did you mean series?\n"
    assert_refused(package, said, capsys, "vc-cccc2222")


@pytest.mark.parametrize(
    "words", [["--move"], ["--move", "--replaced-by", "vc-aaaa2222", "vc-dddd2222"]], ids=["none", "two"]
)
def test_a_move_needs_one_replacement(package: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(package)
    assert run(package, "vc-cccc2222", *words) == 2
    assert capsys.readouterr() == (
        "",
        "--move needs exactly one id after --replaced-by: the row that takes over the references\n",
    )
    assert contents(package) == before


@pytest.mark.thorough
def test_a_citation_that_is_audited_or_repeated_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = tiny()
    rows["audits"][0]["citation_id"] = "ci-cccc2222"
    rows["exclusions"].append(
        {"exclusion_id": "ex-bbbb2222", "citation_id": "ci-dddd2222", "reason": "repeat", "repeats": "ci-cccc2222"}
    )
    folder = make(tmp_path, rows)
    assert_refused(
        folder,
        f"data/audits.csv:2 au-aaaa2222 citation_id=ci-cccc2222: {REFERS.format('citation_id')}\n"
        f"data/exclusions.csv:3 ex-bbbb2222 repeats=ci-cccc2222: {REFERS.format('repeats')}\n",
        capsys,
        "sm-cccc2222",
    )
    assert run(folder, "au-aaaa2222") == 0
    assert run(folder, "ex-bbbb2222") == 0
    assert run(folder, "sm-cccc2222") == 0
    assert_sound(folder, capsys)


MERGE = ["st-secon234", "--replaced-by", "st-first234", "--move"]
MERGED = (
    "data/strike_links.csv sl-bbbb2222 strike_id: st-secon234 -> st-first234\n"
    "data/strike_links.csv sl-cccc2222 other_id: st-secon234 -> st-first234\n"
    "data/strike_reports.csv sr-bbbb2222 strike_id: st-secon234 -> st-first234\n"
    "data/strikes.csv st-secon234: withdrawn, replaced by st-first234: One strike.\n"
    "data/strike_links.csv sl-cccc2222: withdrawn: Joined st-secon234 and st-first234, which are the same.\n"
    "data/strike_links.csv sl-bbbb2222: withdrawn, replaced by sl-aaaa2222:"
    " Repeats sl-aaaa2222 now that st-secon234 is st-first234.\n"
)
MERGE_STONES = {
    ("st-secon234", "One strike.", "st-first234"),
    ("sl-cccc2222", "Joined st-secon234 and st-first234, which are the same.", ""),
    ("sl-bbbb2222", "Repeats sl-aaaa2222 now that st-secon234 is st-first234.", "sl-aaaa2222"),
}


def test_a_merge_moves_every_reference_and_drops_links_to_itself_and_doubles(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(package, *MERGE, reason="One strike.") == 0
    assert capsys.readouterr().out == MERGED
    assert stones(package) == MERGE_STONES
    assert [row["strike_id"] for row in table(package, "strike_reports")] == [
        "st-first234",
        "st-first234",
        "st-group234",
    ]
    assert [row["link_id"] for row in table(package, "strike_links")] == ["sl-aaaa2222"]
    assert_sound(package, capsys)


def test_a_merge_moves_claims_and_the_crosswalk_too(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(package, "st-first234", "--replaced-by", "st-secon234", "--move") == 0
    for name in ("victim_counts", "damage_counts", "statements", "strike_reports", "crosswalk"):
        assert "st-first234" not in (package / f"data/{name}.csv").read_text(encoding="utf-8")
    assert [row["strike_id"] for row in table(package, "crosswalk")] == ["st-secon234"]
    assert_sound(package, capsys)


@pytest.mark.thorough
def test_a_repeat_of_a_citation_that_is_merged_with_it_goes(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(package, "ci-dddd2222", "--replaced-by", "ci-aaaa2222", "--move") == 0
    assert capsys.readouterr().out == (
        "data/exclusions.csv ex-aaaa2222 citation_id: ci-dddd2222 -> ci-aaaa2222\n"
        "data/citations.csv ci-dddd2222: withdrawn, replaced by ci-aaaa2222: Wrong.\n"
        "data/exclusions.csv ex-aaaa2222: withdrawn: Joined ci-dddd2222 and ci-aaaa2222, which are the same.\n"
    )
    assert_sound(package, capsys)


@pytest.mark.thorough
def test_any_row_can_be_merged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make(tmp_path, with_more())
    assert run(folder, "ac-third345", "--replaced-by", "ac-watch234", "--move") == 0
    assert capsys.readouterr().out == (
        "data/actors.csv ac-offic234 parent_id: ac-third345 -> ac-watch234\n"
        "data/actors.csv ac-third345: withdrawn, replaced by ac-watch234: Wrong.\n"
    )
    assert_sound(folder, capsys)


def test_a_split_has_a_tombstone_for_each_replacement(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run(
            package,
            "vc-cccc2222",
            "--replaced-by",
            "vc-dddd2222",
            "vc-aaaa2222",
            "--replaced-by",
            "vc-dddd2222",
            reason="Two counts.",
        )
        == 0
    )
    assert (
        capsys.readouterr().out
        == "data/victim_counts.csv vc-cccc2222: withdrawn, replaced by vc-dddd2222, vc-aaaa2222: Two counts.\n"
    )
    assert stones(package) == {
        ("vc-cccc2222", "Two counts.", "vc-aaaa2222"),
        ("vc-cccc2222", "Two counts.", "vc-dddd2222"),
    }
    assert_sound(package, capsys)


@pytest.mark.thorough
def test_a_chain_of_withdrawals_resolves_to_the_last(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(package, "vc-cccc2222", "--replaced-by", "vc-bbbb2222") == 0
    assert run(package, "vc-bbbb2222", "--replaced-by", "vc-aaaa2222") == 0
    assert_sound(package, capsys)
    assert main(["--package", str(package), "resolve", "vc-cccc2222"]) == 0
    assert capsys.readouterr().out.endswith("\n  in use now: vc-aaaa2222\n")


@pytest.mark.thorough
@pytest.mark.parametrize("written", range(4))
def test_a_merge_that_was_killed_is_finished_by_the_same_command(
    package: Path, tmp_path: Path, written: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = shutil.copytree(package, tmp_path / "whole")
    assert run(whole, *MERGE, reason="One strike.") == 0
    capsys.readouterr()
    kill_after(written, package, MERGE, "One strike.", monkeypatch)
    assert run(package, *MERGE, reason="One strike.") == 0
    said = capsys.readouterr().out
    assert said.startswith("st-secon234: its withdrawal was interrupted; finishing it\n") == (written > 0)
    assert stones(package) == MERGE_STONES
    assert without_tombstones(package) == without_tombstones(whole)
    assert_sound(package, capsys)


def kill_after(written: int, folder: Path, words: list[str], reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the command and stop it when it has written that many files."""
    done: list[Path] = []
    write_whole = withdraw.write_whole

    def dying(path: Path, text: str) -> None:
        if len(done) == written:
            raise KeyboardInterrupt
        done.append(path)
        write_whole(path, text)

    with monkeypatch.context() as patched:
        patched.setattr(withdraw, "write_whole", dying)
        with pytest.raises(KeyboardInterrupt):
            run(folder, *words, reason=reason)


def without_tombstones(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in contents(folder).items() if name != "data/withdrawn.csv"}


@pytest.mark.thorough
@pytest.mark.parametrize("written", range(1, 4))
def test_a_withdrawal_that_was_killed_is_finished_by_the_same_command_only(
    tmp_path: Path, written: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make(tmp_path / "package", with_more())
    whole, split = shutil.copytree(folder, tmp_path / "whole"), ["--replaced-by", "sm-bbbb2222", "sm-aaaa2222"]
    assert run(whole, "sm-eeee2222", *split) == 0
    kill_after(written, folder, ["sm-eeee2222", *split], "Wrong.", monkeypatch)
    capsys.readouterr()
    assert_refused(
        folder,
        "sm-eeee2222: already has a tombstone with a different reason or replacement;"
        " give those to finish its withdrawal\n",
        capsys,
        "sm-eeee2222",
        *split,
        reason="Other.",
    )
    assert run(folder, "sm-eeee2222", *split) == 0
    assert capsys.readouterr().out.startswith("sm-eeee2222: its withdrawal was interrupted; finishing it\n")
    assert stones(folder) == stones(whole)
    assert without_tombstones(folder) == without_tombstones(whole)
    assert_sound(folder, capsys)


@pytest.mark.thorough
def test_a_cut_short_package_with_a_broken_cell_gets_no_traceback(
    package: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kill_after(1, package, ["vc-cccc2222"], "Wrong.", monkeypatch)
    path = package / "data/strike_reports.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("2020-10-02", "2 October"), encoding="utf-8")
    before = contents(package)
    assert run(package, "vc-cccc2222") == 1
    assert capsys.readouterr() == ("", "a table cannot be read; see: python -m scripts validate\n")
    assert contents(package) == before


def test_a_fresh_id_is_new_and_never_digits_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter("22222222" + "aaaa2222" + "abcd2345")
    monkeypatch.setattr("scripts.package.ids.secrets.choice", lambda letters: next(drawn))
    assert fresh_id("wd-", {"wd-aaaa2222"}) == "wd-abcd2345"


@pytest.mark.thorough
def test_every_real_row_is_withdrawn_soundly_or_refused(real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sample of every table: withdrawing leaves a valid package in canonical form, and no id is lost."""
    outcomes = defaultdict(set)
    for name in open_package(real).tables:
        for row in table(real, name)[3:4] if name != "withdrawn" else []:
            before, known = contents(real), ids(real)
            id_ = next(iter(row.values()))
            code = run(real, id_) if id_ in known else 0
            outcomes[name].add(code)
            if code:
                assert contents(real) == before
            else:
                assert known - ids(real) <= {stone for stone, _, _ in stones(real)}
    assert 0 in outcomes["victim_counts"] | outcomes["statements"]
    assert outcomes["sources"] == {1}
    assert_sound(real, capsys)


@pytest.mark.thorough
def test_real_strikes_that_may_be_the_same_are_merged(real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    merged = 0
    for link in [row for row in table(real, "strike_links") if row["relation"] == "may_be_same"][:3]:
        before = contents(real)
        code = run(real, link["other_id"], "--replaced-by", link["strike_id"], "--move", reason="One strike.")
        merged += code == 0
        assert code == 0 or contents(real) == before
        if code == 0:
            assert link["link_id"] not in ids(real)
            assert (link["other_id"], "One strike.", link["strike_id"]) in stones(real)
    assert merged
    assert_sound(real, capsys)


# what becomes of notes and links


def with_notes(of_new: str = "Hit twice.") -> Rows:
    """The tiny package with notes on two strikes that are the same."""
    rows = tiny()
    rows["strikes"][0]["notes"] = of_new
    rows["strikes"][2]["notes"] = "Seen from afar."
    return rows


LOST = "data/strikes.csv st-secon234 notes: is lost: Seen from afar. (to keep it: --keep notes)\n"


@pytest.mark.thorough
def test_notes_that_a_merge_loses_are_said_and_kept_if_wanted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make(tmp_path / "lost", with_notes())
    assert run(folder, *MERGE) == 0
    assert LOST in capsys.readouterr().out
    assert table(folder, "strikes")[0]["notes"] == "Hit twice."
    folder = make(tmp_path / "kept", with_notes())
    assert run(folder, *MERGE, "--keep", "notes") == 0
    said = capsys.readouterr().out
    assert "data/strikes.csv st-first234 notes: Hit twice. -> Hit twice. Seen from afar.\n" in said
    assert "is lost" not in said
    assert table(folder, "strikes")[0]["notes"] == "Hit twice. Seen from afar."
    assert_sound(folder, capsys)


def test_a_cell_that_the_other_row_lacks_is_kept_if_wanted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make(tmp_path, with_notes(""))
    assert run(folder, *MERGE, "--keep", "notes", "name") == 0
    row = table(folder, "strikes")[0]
    assert (row["name"], row["notes"]) == ("Lowtown, 2 October 2020", "Seen from afar.")
    assert_sound(folder, capsys)


@pytest.mark.thorough
def test_fields_to_keep_that_do_not_exist_or_do_not_fit_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make(tmp_path, with_notes("x" * 490))
    assert_refused(
        folder, "--keep note: is not a field of strikes; did you mean notes?\n", capsys, *MERGE, "--keep", "note"
    )
    before = contents(folder)
    assert run(folder, *MERGE, "--keep", "notes") == 1
    assert "is longer than 500 characters; shorten it" in capsys.readouterr().out
    assert contents(folder) == before
    assert run(folder, "st-secon234", "--keep", "notes") == 2
    assert contents(folder) == before


@pytest.mark.thorough
def test_a_link_between_strikes_without_a_day_in_common_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tiny()
    third = {"strike_id": "st-third234", "name": "Lowtown, 3 October 2020"}
    rows["strikes"].append(rows["strikes"][2] | third)
    report = {
        "report_id": "sr-dddd2222",
        "strike_id": "st-third234",
        "date_start": "2020-10-03",
        "date_end": "2020-10-03",
    }
    rows["strike_reports"].append(rows["strike_reports"][1] | report)
    rows["victim_counts"].append(rows["victim_counts"][2] | {"claim_id": "vc-eeee2222", "strike_id": "st-third234"})
    rows["victim_counts"][-1] |= {"outcome": "missing"}
    folder = make(tmp_path, rows)
    assert run(folder, "st-third234", "--replaced-by", "st-first234", "--move") == 0
    assert (
        "data/strike_links.csv sl-cccc2222: st-first234 may be the same as st-secon234, but no report gives both the"
        " same day; withdraw the link if it is not\n"
    ) in capsys.readouterr().out
