"""The words of a sheet for the codes of the schemas: each code read and written in one place."""

from ...package.package import Package, Table
from ...package.schema import did_you_mean
from .sheet import Wrong

TOPICS = {"weapon": "munition", "warhead": "warhead", "target": "target", "warning": "warning", "law": "law"}
ROLES = ("fired", "supported")
SINGULAR = {"children": "child", "girls": "girl", "boys": "boy", "women": "woman", "men": "man"}
SINGULAR |= {"civilians": "civilian", "persons": "person"}
MASS = (
    "infrastructure",
    "property",
    "commercial",
    "service",
    "supply",
    "communications",
    "livestock",
    "crops",
)  # last words of objects that have no plural
UNDER_18 = ("children", "girls", "boys")  # who are civilians, unless a line says otherwise


class Vocabulary:
    """The codes of every field, from the schemas of a package."""

    def __init__(self, package: Package) -> None:
        self.tables = package.tables

    def codes(self, table: str, field: str) -> list[str]:
        """The codes of a field; empty if it has none."""
        found = next(its for its in self.tables[table].fields if its["name"] == field)
        return list(found.get("constraints", {}).get("enum", []))

    def field(self, table: str, name: str) -> dict[str, object]:
        """The schema of a field."""
        return next(its for its in self.table(table).fields if its["name"] == name)

    def table(self, name: str) -> Table:
        """A table of the package."""
        return self.tables[name]

    def code(self, table: str, field: str, words: str) -> str:
        """The code that words stand for, with blanks or low lines; raises Wrong with the nearest if there is none."""
        code, codes = "_".join(words.split()), self.codes(table, field)
        if code not in codes:
            raise Wrong(f"{field} {words or '(nothing)'} is not a code{did_you_mean(code, codes)}; {one_of(codes)}")
        return code

    def object(self, words: str) -> str:
        """The object that words name in the singular or plural; raises Wrong."""
        named = {form: code for code in self.codes("damage_counts", "object") for form in (code, plural(code))}
        code = "_".join(words.split())
        if code not in named:
            what = f"{words} is no object" if words else "the object is missing"
            raise Wrong(f"{what}{did_you_mean(code, [*named])}; {one_of(self.codes('damage_counts', 'object'))}")
        return named[code]

    def of_topic(self, topic: str, words: str) -> str:
        """The code of a statement from words without the topic in front; raises Wrong."""
        first, code = f"{topic}_", "_".join(words.split())
        codes = [its.removeprefix(first) for its in self.codes("statements", "code") if its.startswith(first)]
        if code not in codes:
            raise Wrong(f"{words or '(nothing)'} is no code of {topic}{did_you_mean(code, codes)}; {one_of(codes)}")
        return first + code

    def words_of_count(self) -> dict[str, tuple[str, str]]:
        """The words that may follow the number of people: each with the field and code that it stands for."""
        found = {}
        for field in ("population", "demographic", "occupation", "scope"):
            for code in self.codes("victim_counts", field):
                if code not in ("all", "any"):
                    found[code] = found[SINGULAR.get(code, code)] = (field, code)
        return found | {f"{code}s": its for code, its in found.items() if code in ("journalist", "rescuer")}


def one_of(codes: list[str]) -> str:
    """What may be written, for a message."""
    return f"write one of {', '.join(code.replace('_', ' ') for code in codes)}"


def plural(code: str) -> str:
    """The code of an object in the plural, if it has one."""
    if code.endswith(MASS):
        return code
    return f"{code[:-1]}ies" if code.endswith("y") else f"{code}s"
