"""A real Chromium, headless, steered over a pipe by its own protocol: no driver and no library is needed."""

import base64
import contextlib
import fcntl
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
QUIET = [
    "--headless=new", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--disable-quic", "--disable-dev-shm-usage", "--hide-scrollbars",
    "--force-color-profile=srgb", "--remote-debugging-pipe",
]  # fmt: skip
SECONDS = 60.0
# two frames later, what depends on the size of the window has been drawn again
SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, "Space": 32, "/": 191}


class Browser:
    """A browser process, and its only page."""

    def __init__(self, profile: Path) -> None:
        words = [CHROMIUM, *QUIET, f"--user-data-dir={profile}"] + (["--no-sandbox"] if os.geteuid() == 0 else [])
        (there, writer), (reader, back) = os.pipe(), os.pipe()
        # the browser reads from 3 and writes to 4, which may be in use here: so its ends get higher numbers first
        ends = [fcntl.fcntl(one, fcntl.F_DUPFD, 20) for one in (there, back)]
        self.process = subprocess.Popen(
            ["bash", "-c", f'exec "$0" "$@" 3<&{ends[0]} 4>&{ends[1]}', *words],
            pass_fds=ends,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for one in (there, back, *ends):
            os.close(one)
        self.writer, self.reader = writer, reader
        self.number, self.left, self.events = 0, b"", list[dict[str, Any]]()
        self.session = ""
        self.messages, self.requests = list[str](), list[str]()
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "Accessibility"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **values: Any) -> dict[str, Any]:
        """Send a command of the protocol and return its result."""
        self.number += 1
        number, asked = self.number, {"id": self.number, "method": method, "params": values}
        if self.session:
            asked["sessionId"] = self.session
        os.write(self.writer, json.dumps(asked).encode() + b"\0")
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            said = self._next()
            if said.get("id") == number:
                assert "error" not in said, f"{method}: {said.get('error')}"
                result: dict[str, Any] = said["result"]
                return result
            self._note(said)
        raise TimeoutError(method)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self.left:
            more = os.read(self.reader, 1 << 20)
            assert more, "the browser has ended"
            self.left += more
        one, self.left = self.left.split(b"\0", 1)
        said: dict[str, Any] = json.loads(one)
        return said

    def _note(self, said: dict[str, Any]) -> None:
        method, values = said.get("method", ""), said.get("params", {})
        if method == "Runtime.consoleAPICalled":
            self.messages.append(" ".join(str(one.get("value", one.get("description"))) for one in values["args"]))
        elif method == "Runtime.exceptionThrown":
            self.messages.append(json.dumps(values["exceptionDetails"])[:500])
        elif method == "Log.entryAdded":
            self.messages.append(values["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            self.requests.append(values["request"]["url"])
        self.events.append(said)

    def open(self, page: Path | str, address: str = "", width: int = 1280, height: int = 800) -> None:
        """Open a file with an address after #, in a window of a size; below 600 pixels it is a phone."""
        self.resize(width, height)
        self.ask("Page.navigate", url="about:blank")
        self.messages.clear()
        self.requests.clear()
        url = Path(page).as_uri() + address
        self.ask("Page.navigate", url=url)
        self.wait("document.documentElement?.dataset.ready === 'true'")
        self.run(SETTLED)

    def resize(self, width: int, height: int) -> None:
        """Give the window a size in CSS pixels."""
        phone = width < 600
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone)
        self.ask("Emulation.setTouchEmulationEnabled", enabled=phone)

    def run(self, script: str) -> Any:
        """The value of an expression in the page, which may be a promise."""
        said = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in said, said["exceptionDetails"]
        return said["result"].get("value")

    def wait(self, condition: str) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + SECONDS
        while not self.run(f"Boolean({condition})"):
            assert time.monotonic() < end, f"{condition} did not become true; {self.messages}"
            time.sleep(0.02)

    def text(self, selector: str) -> str:
        """The visible text of an element, by CSS."""
        return str(self.run(f"document.querySelector({json.dumps(selector)}).innerText"))

    def texts(self, selector: str) -> list[str]:
        """The visible texts of all elements that a selector finds."""
        found: list[str] = self.run(f"[...document.querySelectorAll({json.dumps(selector)})].map(one => one.innerText)")
        return found

    def click(self, selector: str, modifiers: int = 0, at: tuple[float, float] = (0.5, 0.5)) -> None:
        """Click with the mouse at a share of an element's width and height."""
        box = self.run(
            f"(one => {{ one.scrollIntoView({{block: 'nearest'}}); const b = one.getBoundingClientRect();"
            f" return [b.x, b.y, b.width, b.height]; }})(document.querySelector({json.dumps(selector)}))"
        )
        x, y = box[0] + box[2] * at[0], box[1] + box[3] * at[1]
        for kind in ("mousePressed", "mouseReleased"):
            self.ask(
                "Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1, modifiers=modifiers
            )  # fmt: skip

    def press(self, key: str, modifiers: int = 0) -> None:
        """Press a key, with Shift if `modifiers` is 8."""
        text = {"Enter": "\r", "Space": " ", "/": "/"}.get(key, "")
        name = " " if key == "Space" else key
        values = {"key": name, "code": key, "windowsVirtualKeyCode": KEYS.get(key, 0), "modifiers": modifiers}
        self.ask("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text, **values)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **values)

    def write(self, text: str) -> None:
        """Type a text into what has the focus."""
        self.ask("Input.insertText", text=text)

    def address(self) -> str:
        """The part of the address after the page, with its #."""
        return str(self.run("decodeURIComponent(location.hash)"))

    def photograph(self, file: Path, whole: bool = False) -> None:
        """Write a screenshot as PNG: of the window, or of the whole page."""
        shot = self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        file.write_bytes(base64.b64decode(shot["data"]))

    def tree(self) -> list[dict[str, str]]:
        """What assistive technology is told: role and name of every node that is not ignored."""
        nodes = self.ask("Accessibility.getFullAXTree")["nodes"]
        kept = [node for node in nodes if not node.get("ignored")]
        return [{key: str(node.get(key, {}).get("value", "")) for key in ("role", "name")} for node in kept]

    def end(self) -> None:
        """End the browser."""
        with contextlib.suppress(OSError, AssertionError):
            self.session = ""
            self.ask("Browser.close")
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        self.process.kill()
        self.process.wait()
        os.close(self.writer)
        os.close(self.reader)


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """A browser with a new profile, ended afterwards."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        one = Browser(Path(profile))
        try:
            yield one
        finally:
            one.end()
