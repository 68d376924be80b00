"""The imprint: what a file says of the release that it comes from, so that it can be known apart from its folder."""

from typing import Any

from ..package.package import Package

# Properties of the descriptor that may be left out; what would use them is then left out too.
ADDRESSES = ("homepage", "repository", "contact")


def imprint(package: Package) -> dict[str, str]:
    """The facts of a release by name: name, title, version, date, licence, citation, and its addresses if it has any.

    The version is that of the descriptor, so a build of other content passes a package with its own version.
    """
    described = package.descriptor
    facts = {
        "name": described["name"],
        "title": described["title"],
        "version": described["version"],
        "date": described["created"][:10],
        "licence": described["licenses"][0]["name"],
        "licence_address": described["licenses"][0]["path"],
        "citation": citation(described),
    }
    return facts | {name: described[name] for name in ADDRESSES if described.get(name)}


def authors(described: dict[str, Any]) -> str:
    """The authors of a descriptor's version, in the order in which they are cited."""
    return "; ".join(person["title"] for person in described["contributors"])


def citation(described: dict[str, Any]) -> str:
    """How to cite a descriptor's version, in one sentence."""
    year, name, version = described["created"][:4], described["name"], described["version"]
    words = f"{authors(described)} ({year}): {described['title']}. {name}, version {version}."
    return f"{words} {described['homepage']}" if described.get("homepage") else words


def imprint_line(package: Package) -> str:
    """The imprint as one line of text."""
    facts = imprint(package)
    told = [
        f"{facts['name']} {facts['version']}, {facts['date']}",
        f"Licence: {facts['licence']}, {facts['licence_address']}",
        *(facts[name] for name in ADDRESSES if name in facts),
    ]
    return ". ".join(told) + "."
