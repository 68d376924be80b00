"""Links between pages: those to files that a release does not have lead to the repository, or are plain words."""

import posixpath
import re
from collections.abc import Collection

LINK = re.compile(r"(?<![!\\])\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\(([^()\s]+)\)")


def linked(page: str, text: str, files: Collection[str], repository: str | None) -> str:
    """A page's Markdown with every link to a file that is not among `files` replaced.

    `page` is the page's path in the release, and `files` are the release's paths. With a `repository` the link leads to
    the file there; without one only its words remain. Links to addresses and to places in the page stay as they are.
    """

    def replaced(match: re.Match[str]) -> str:
        words, target = match.groups()
        path, _, place = target.partition("#")
        if not path or "://" in path or path.startswith("mailto:"):
            return match[0]
        found = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        if found in files or any(name.startswith(f"{found}/") for name in files):
            return match[0]
        if not repository:
            return words
        if found.startswith("../"):  # a page of the repository on GitHub, such as its releases
            return f"[{words}]({repository}/{found.lstrip('./')})"
        return f"[{words}]({repository}/blob/main/{found}{'#' if place else ''}{place})"

    return LINK.sub(replaced, text)
