"""Reading a sheet: every line by its first word, into head, names, links, passages and claims, with all faults."""

import re
from pathlib import Path

from ...package.package import PackageError
from ...package.problem import shorten
from ...package.schema import INVISIBLE, did_you_mean
from .claims import NO_TOTAL, read_claims
from .declarations import read_declared, read_relation
from .form import is_form, read_form, too_long
from .sheet import Claim, Fault, Passage, Sheet, Speaker, Wrong
from .vocabulary import Vocabulary

HEAD = {  # the keys of the head, and the columns of `sources` that they fill in
    "title": "title",
    "publisher": "publisher_id",
    "voice": "voice_id",
    "author": "author",
    "published": "published_on",
    "basis": "published_basis",
    "language": "language",
    "url": "url",
    "archived": "archived_url",
    "read": "read_on",
    "note": "notes",
}
KEY = re.compile(r"([a-z_]+)\s*:\s*(.*)", re.IGNORECASE)
PASSAGE = re.compile(r"(\?)?\[\s*([^\s\[\]@+]+)\s*(?:@([^\[\]+]*))?(?:\+([1-9][0-9]?))?\s*\]\s*(.*)")
STRIKES = re.compile(r"@\s*(\w+(?:\s*,\s*\w+)*)(.*)")
MARK = re.compile(r"\((\w+)\)\s*(.*)")
SPEAKER = re.compile(
    r"by (?P<name>.+?)(?: via (?P<via>.+?))?(?: on (?P<on>[0-9][^ ,]*))?"
    r"(?:, *(?P<speech>[a-z_]+))?"
)
SPEECH = {"found": "own_finding"} | {code: code for code in ("quoted", "reported", "relayed", "own_voice")}
SAID = "found, quoted, reported, relayed or own_voice"
UNSEEN = re.compile(f"[\x00-\x08\x0e-\x1f\x7f{INVISIBLE}]")
UNSETTLED = "is not settled; remove the ? to accept the line, or change or delete it"


def read_file(path: Path) -> str:
    """The text of a sheet; raises PackageError if it cannot be read or is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise PackageError(f"{shorten(str(path))}: cannot be read ({error.strerror}); give the sheet") from None
    except UnicodeDecodeError:
        raise PackageError(f"{shorten(str(path))}: is not text in UTF-8; save the sheet as UTF-8") from None


def read_sheet(vocabulary: Vocabulary, text: str) -> Sheet:
    """A sheet from its text, or from a form; what is wrong with a line is in its faults, and hides no other line."""
    text = text.removeprefix("\ufeff")
    form = read_form(text) if is_form(text) else None
    reader = _Reader(vocabulary)
    for number, line in enumerate(form.lines if form else text.splitlines(), 1):
        if (plain := " ".join(UNSEEN.sub(" ", line).split())) and not plain.startswith("#"):
            try:
                reader.read(number, plain)
            except Wrong as wrong:
                reader.fault(number, plain, str(wrong))
    if form:
        reader.sheet.faults += [*form.faults, *too_long(reader.sheet.passages)]
        reader.sheet.broken |= form.unanswered
    return reader.sheet


class _Reader:
    """What was read so far, and where the next line belongs."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary, self.sheet = vocabulary, Sheet()
        self.here: list[str] = []  # the strikes of the next lines

    @property
    def passage(self) -> Passage | None:
        return self.sheet.passages[-1] if self.sheet.passages else None

    def fault(self, line: int, text: str, message: str) -> None:
        """Note what is wrong with a line, and what others need not say again."""
        self.sheet.broken |= set() if self.passage else {*re.findall(r"(\w+)\s*=", text)}
        if self.passage:
            if text.startswith("of them") and message.startswith(NO_TOTAL) and self.passage.at_fault:
                return
            self.passage.at_fault = True
        self.sheet.faults.append(Fault(line, message))

    def read(self, line: int, text: str) -> None:
        """Read one line without blanks around it; raises Wrong."""
        if text.startswith(("[", "?[")):
            self._passage(line, text)
        elif text.startswith("?"):
            raise Wrong(f"{shorten(text)} {UNSETTLED}")
        elif re.match(r"\w+\s*=|new (strikes|series|campaigns) ", text):
            for declared in read_declared(text):
                declared.line = line
                self.sheet.declared.append(declared)
        elif relation := read_relation(text):
            relation.line = line
            self.sheet.relations.append(relation)
        elif not self.passage:
            self._head(line, text)
        else:
            self._in_passage(line, text)

    def _head(self, line: int, text: str) -> None:
        match = KEY.fullmatch(text)
        key = match[1].lower() if match else text.split()[0]
        if not match or key not in HEAD:
            near = did_you_mean(key, [*HEAD])
            self.sheet.broken |= {its for its in HEAD if near == did_you_mean(key, [its])}
            raise Wrong(f"{shorten(key)} is no key of the head{near}; write {', '.join(HEAD)}, X = ..., or [n] words")
        if key in self.sheet.head:
            raise Wrong(f"{key} stands on line {self.sheet.head[key][1]} too; remove one of the two")
        self.sheet.head[key] = (match[2].strip(), line)

    def _passage(self, line: int, text: str) -> None:
        match = PASSAGE.fullmatch(text)
        strikes = [name.strip() for name in (match[3] or "").split(",")] if match and match[3] is not None else []
        made = Passage(line, match[2] if match else "", strikes, match[5].strip() if match else "")
        made.skipped = int(match[4] or 0) if match else 0
        labels = {passage.label: passage.line for passage in self.sheet.passages}
        self.sheet.passages.append(made)
        self.here = strikes
        if not match:
            raise Wrong("the passage has no label; write [n] WORDS, or [n @X] WORDS")
        if match[1]:
            raise Wrong(f"[{made.label}] {UNSETTLED}")
        if made.label in labels:
            raise Wrong(f"[{made.label}] stands on line {labels[made.label]} too; give this passage another label")
        if not made.words:
            raise Wrong(f"[{made.label}] has no words; write its first words ... its last words")
        if "" in strikes:
            raise Wrong(f"a name after @ is missing; write [{made.label} @X], or [{made.label}]")

    def _in_passage(self, line: int, text: str) -> None:
        passage = self.sheet.passages[-1]
        mark, strikes = "", self.here
        while match := STRIKES.fullmatch(text) or MARK.fullmatch(text):
            if match.re is MARK:
                mark, text = match[1], match[2].strip()
                continue
            strikes, text = [name.strip() for name in match[1].split(",")], match[2].strip()
            if not text:
                self.here = strikes
                return
        if text.startswith("by "):
            passage.speakers.append(self._speaker(line, text, mark))
            return
        if not passage.speakers:
            passage.speakers.append(Speaker(passage.line))
        if not text:
            raise Wrong("nothing follows the mark; write the claim behind it")
        self._claims(passage.speakers[-1], line, text, strikes, mark)

    def _speaker(self, line: int, text: str, mark: str) -> Speaker:
        match = SPEAKER.fullmatch(text)
        if not match:
            raise Wrong(f"it is not clear who speaks; write by NAME, by NAME via NAME, by NAME on DAY, or with {SAID}")
        speech = match["speech"] or ""
        if speech and speech not in SPEECH:
            raise Wrong(f"{speech} is no kind of speech{did_you_mean(speech, [*SPEECH])}; write {SAID}")
        said_on, via = match["on"] or "", (match["via"] or "").strip()
        return Speaker(line, match["name"].strip(), via, said_on, SPEECH.get(speech, ""), mark)

    def _claims(self, speaker: Speaker, line: int, text: str, strikes: list[str], mark: str) -> None:
        """Add the claims of a line; several of them, and only then, cannot have a mark."""
        made: list[Claim] = []
        for part in [part.strip() for part in text.split(";")]:
            if not part:
                raise Wrong("nothing stands between two claims; remove the ;")
            above = [claim for claim in reversed(speaker.claims + made) if {*strikes} <= {*claim.strikes}]
            for claim in read_claims(self.vocabulary, part, above):
                claim.line, claim.mark = line, mark
                claim.strikes = [] if claim.table == "exclusions" else strikes
                made.append(claim)
        if mark and len(made) > 1:
            raise Wrong(f"({mark}) marks several claims; write each on a line of its own")
        speaker.claims += made
