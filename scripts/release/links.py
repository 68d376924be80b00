"""Links between pages: those to files that a release does not have lead to the repository, or say that it has them."""

import posixpath
import re
from collections.abc import Collection

LINK = re.compile(r"(?<![!\\])\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\(([^()\s]+)\)")


def linked(page: str, text: str, files: Collection[str], repository: str | None, source: str = "") -> str:
    """A page's Markdown with every link to a file that is not among `files` replaced.

    `page` is the page's path in the release, `source` its path in the repository if that is another, and `files` are
    the release's paths. With the address of a `repository` the link leads to the file there; without one it becomes the
    file's path, after its words, and says that it is in the repository. Links to addresses and to places in the page
    stay as they are.
    """

    def replaced(match: re.Match[str]) -> str:
        words, target = match.groups()
        path, _, place = target.partition("#")
        if not path or "://" in path or path.startswith("mailto:"):
            return match[0]
        found = posixpath.normpath(posixpath.join(posixpath.dirname(source or page), path))
        place = "#" * bool(place) + place
        if found in files or any(name.startswith(f"{found}/") for name in files):
            to = posixpath.relpath(found, posixpath.dirname(page) or ".")
            return f"[{words}]({to}{place})" if source else match[0]
        if not repository:
            return words if found.startswith("../") else _in_repository(words, found)
        if found.startswith("../"):  # a page of the repository on GitHub, such as its releases
            return f"[{words}]({repository}/{found.lstrip('./')})"
        return f"[{words}]({repository}/blob/main/{found}{place})"

    return LINK.sub(replaced, text)


def _in_repository(words: str, path: str) -> str:
    """The words of a link to a file of the repository, with its path, which the words may be already."""
    if posixpath.basename(path) == posixpath.basename(words):
        return f"`{path}` in the repository"
    return f"{words} (`{path}` in the repository)"
