"""The explorer as one HTML page: data, texts, style and scripts in one file that needs nothing else."""

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping
from pathlib import Path

from ..package.package import Package
from .packing import as_json
from .tables import facts

WEB = Path(__file__).parent / "web"
NAME = "explorer.html"
LANGUAGE = "en"
# joined in this order: each uses what those before it define
SCRIPTS = [
    "dom",
    "data",
    "words",
    "select",
    "filters",
    "map",
    "view",
    "labels",
    "timeline",
    "list",
    "claims",
    "figures",
    "responsibility",
    "card",
    "tallies",
    "pages",
    "export",
    "main",
]
HOLE = re.compile(r"\{\{(\w+)\}\}")


def explorer_page(package: Package, csvs: Mapping[str, bytes]) -> bytes:
    """explorer.html as UTF-8 bytes; the same package always gives the same bytes.

    Takes a valid package, whose version is shown, and its tables, written and computed, as canonical CSV by path.
    """
    texts = json.loads(_file(f"texts.{LANGUAGE}.json"))
    data = facts(package, csvs) | {"texts": texts, "base_map": json.loads(_file("base_map.json"))}
    style, script = _file("style.css"), _script()
    made = {
        "language": LANGUAGE,
        "policy": _policy(style, script),
        "style": style,
        "script": script,
        "data": as_json(data),
        "name": html.escape(package.descriptor["name"]),
        "title": html.escape(package.descriptor["title"]),
    }
    shown = made | {f"text_{name}": html.escape(text) for name, text in texts["page"].items()}
    return HOLE.sub(lambda hole: shown[hole[1]], _file("page.html")).encode()


def _file(name: str) -> str:
    return (WEB / name).read_text(encoding="utf-8")


def _script() -> str:
    """All scripts as one, in a scope of its own."""
    joined = "\n".join(_file(f"{name}.js") for name in SCRIPTS)
    return f"'use strict';\n(() => {{\n{joined}}})();\n"


def _policy(style: str, script: str) -> str:
    """What the page may do, as a Content-Security-Policy: run these scripts and this style, and fetch nothing."""
    allowed = {"default-src": "'none'", "script-src": _hash(script), "style-src": _hash(style)}
    return "; ".join(f"{what} {of}" for what, of in {**allowed, "base-uri": "'none'", "form-action": "'none'"}.items())


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
