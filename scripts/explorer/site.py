"""The explorers of all releases as a website: a folder for each version, `latest`, and a preview of what is next.

A link to a card must work in every later version, so a version that does not know the id of an earlier one is refused.
"""

import html
import json
import re
from typing import Any, NamedTuple

from ..package.package import Package, PackageError

DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
</head>
<body>
<main>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""


class Explorer(NamedTuple):
    """An explorer page: where it was read, its bytes, its version, the ids of its strikes, and the withdrawn ids."""

    file: str
    page: bytes
    version: str
    strikes: set[str]
    withdrawn: set[str]


def website(package: Package, releases: dict[str, bytes], preview: tuple[str, bytes] | None) -> dict[str, bytes]:
    """The files of the website by path, from the explorer pages of releases and of what is next, each with its file.

    The package says which versions were withdrawn. One that must not be passed on is replaced by a page that says so.
    Raises PackageError, with every reason, if a page is no explorer, a version comes twice, or a link would break.
    """
    found = sorted((read(file, page) for file, page in releases.items()), key=lambda one: _order(one.version))
    following = read(*preview) if preview else None
    if problems := _problems(found, following):
        raise PackageError("\n".join(problems))
    gone = {one["version"]: one for one in package.descriptor.get("withdrawnVersions", [])}
    standing = [one for one in found if one.version not in gone]
    files = {}
    for one in found:
        hidden = gone.get(one.version, {}).get("severity") == "high"
        files[f"{one.version}/index.html"] = _notice(package, gone[one.version], bool(standing)) if hidden else one.page
    if standing:
        files["latest/index.html"] = standing[-1].page
    if following:
        is_released = VERSION.fullmatch(following.version)
        files["preview/index.html"] = _nothing_new(package, following) if is_released else following.page
    files["index.html"] = _contents(package, found, standing, following, gone)
    return files


def read(file: str, page: bytes) -> Explorer:
    """What a page of the explorer says of itself; raises PackageError if it is none."""
    try:
        data: dict[str, Any] = json.loads(DATA.findall(page.decode())[0])
        strikes = {*data["tables"]["strike_summary"]["columns"]["strike_id"]["v"]}
        withdrawn = {*data["tables"]["withdrawn"]["columns"]["id"]["v"]}
        return Explorer(file, page, str(data["package"]["version"]), strikes, withdrawn)
    except (ValueError, LookupError, TypeError):
        raise PackageError(f"{file}: is no page of the explorer; give the explorer.html of a release") from None


def _problems(found: list[Explorer], following: Explorer | None) -> list[str]:
    problems = [
        f"{one.file}: has version {one.version}, which is not that of a release; use the page of a release"
        for one in found
        if not VERSION.fullmatch(one.version)
    ]
    in_order = [*found, *([following] if following else [])]
    for at, one in enumerate(in_order):
        twice = [other for other in found[:at] if other.version == one.version and one is not following]
        problems += [f"{one.file}: has version {one.version}, as {other.file} has; keep one" for other in twice]
        before = {strike for other in in_order[:at] for strike in other.strikes}
        problems += [
            f"{one.file}: does not know {strike}, which an earlier version has; withdraw the id instead of removing it"
            for strike in sorted(before - one.strikes - one.withdrawn)
        ]
    return problems


def _order(version: str) -> list[int]:
    return [int(part) for part in version.split(".")] if VERSION.fullmatch(version) else []


def _contents(
    package: Package,
    found: list[Explorer],
    standing: list[Explorer],
    following: Explorer | None,
    gone: dict[str, dict[str, str]],
) -> bytes:
    items = []
    if standing:
        items.append(_item("latest", f"The latest version, {standing[-1].version}"))
    items += [
        _item(one.version, f"Version {one.version}" + (", which was withdrawn" if one.version in gone else ""))
        for one in reversed(found)
    ]
    if following:
        items.append(_item("preview", "A preview of the next version: not released, may still change"))
    said = "The pages show what was claimed, and by whom. They are no count of the dead."
    body = f"<p>{said}</p>\n<ul>\n{''.join(items)}</ul>"
    return _page(package.descriptor["title"], body)


def _item(folder: str, text: str) -> str:
    return f'<li><a href="{folder}/">{html.escape(text)}</a></li>\n'


def _notice(package: Package, gone: dict[str, str], has_latest: bool) -> bytes:
    said = html.escape(f"Version {gone['version']} was withdrawn and is not shown. {gone['reason']}")
    use = '<p>Use <a href="../latest/">the latest version</a>. It knows every id of this one.</p>' if has_latest else ""
    return _page(package.descriptor["title"], f"<p>{said}</p>\n{use}")


def _nothing_new(package: Package, following: Explorer) -> bytes:
    said = f"Nothing has changed since version {html.escape(following.version)}."
    return _page(package.descriptor["title"], f'<p>{said} <a href="../latest/">The latest version</a></p>')


def _page(title: str, body: str) -> bytes:
    return PAGE.format(title=html.escape(title), body=body).encode()
