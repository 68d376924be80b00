"""A real Firefox, headless, steered by WebDriver BiDi over a WebSocket: no driver and no library is needed."""

import base64
import contextlib
import json
import os
import secrets
import shutil
import socket
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.shared.browsing import SETTLED

FIREFOX = next((found for name in ("firefox-esr", "firefox") if (found := shutil.which(name))), "")
SECONDS = 60.0
# What Firefox would fetch by itself, and what it would ask.
PREFERENCES = """
user_pref("remote.active-protocols", 1);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.enabled", false);
user_pref("app.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
"""
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Escape": "\ue00c", "Space": " "}


class Socket:
    """A WebSocket to this machine, for texts (RFC 6455)."""

    def __init__(self, port: int, path: str) -> None:
        self.link = socket.create_connection(("127.0.0.1", port), SECONDS)
        key = base64.b64encode(secrets.token_bytes(16)).decode()
        asked = (
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        self.link.sendall(asked.encode())
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += self._bytes(1)
        assert head.startswith(b"HTTP/1.1 101"), head

    def send(self, text: str) -> None:
        """Send a text, masked as clients must."""
        data, mask = text.encode(), secrets.token_bytes(4)
        size = len(data)
        length = bytes([0x80 | size]) if size < 126 else b"\xfe" + struct.pack(">H", size)
        if size > 0xFFFF:
            length = b"\xff" + struct.pack(">Q", size)
        masked = bytes(byte ^ mask[at % 4] for at, byte in enumerate(data))
        self.link.sendall(b"\x81" + length + mask + masked)

    def receive(self) -> str:
        """The next text."""
        data, whole = b"", False
        while not whole:
            first, second = self._bytes(2)
            size = second & 0x7F
            if size >= 126:
                size = int.from_bytes(self._bytes(2 if size == 126 else 8), "big")
            part = self._bytes(size)
            if first & 0x0F in (0, 1):
                data, whole = data + part, bool(first & 0x80)
        return data.decode()

    def _bytes(self, number: int) -> bytes:
        found = b""
        while len(found) < number:
            more = self.link.recv(number - len(found))
            assert more, "the browser has ended"
            found += more
        return found


class Firefox:
    """A browser process, and its only page."""

    def __init__(self, profile: Path) -> None:
        (profile / "user.js").write_text(PREFERENCES, encoding="utf-8")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        words = [FIREFOX, "--headless", "--no-remote", "--profile", str(profile), f"--remote-debugging-port={port}"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(words, env={**os.environ, "HOME": str(profile)}, **quiet)  # type: ignore[call-overload]
        self.socket = self._connected(port)
        self.number, self.messages, self.requests = 0, list[str](), list[str]()
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        self.page = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def _connected(self, port: int) -> Socket:
        end = time.monotonic() + SECONDS
        while True:
            try:
                return Socket(port, "/session")
            except OSError:
                assert time.monotonic() < end and self.process.poll() is None, "Firefox does not start"
                time.sleep(0.1)

    def ask(self, method: str, **values: Any) -> dict[str, Any]:
        """Send a command of the protocol and return its result."""
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": values}))
        while True:
            said = json.loads(self.socket.receive())
            if said.get("id") == self.number:
                assert said["type"] == "success", f"{method}: {said}"
                result: dict[str, Any] = said["result"]
                return result
            self._note(said)

    def _note(self, said: dict[str, Any]) -> None:
        values = said.get("params", {})
        if said.get("method") == "log.entryAdded":
            self.messages.append(str(values.get("text")))
        elif said.get("method") == "network.beforeRequestSent" and values.get("context") == self.page:
            self.requests.append(values["request"]["url"])

    def open(self, page: Path, address: str = "", width: int = 1280, height: int = 800) -> None:
        """Open a file with an address after #, in a window of a size."""
        self.ask("browsingContext.setViewport", context=self.page, viewport={"width": width, "height": height})
        self.ask("browsingContext.navigate", context=self.page, url="about:blank", wait="complete")
        self.messages.clear()
        self.requests.clear()
        self.ask("browsingContext.navigate", context=self.page, url=page.as_uri() + address, wait="complete")
        assert self.run("document.documentElement.dataset.ready") == "true", self.messages
        self.run(SETTLED)

    def run(self, script: str) -> Any:
        """The value of an expression in the page, which may be a promise."""
        wrapped = f"(async () => JSON.stringify(await ({script}) ?? null))()"
        said = self.ask("script.evaluate", expression=wrapped, target={"context": self.page}, awaitPromise=True)
        assert said["type"] == "success", said
        return json.loads(said["result"]["value"])

    def wait(self, condition: str) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + SECONDS
        while not self.run(f"Boolean({condition})"):
            assert time.monotonic() < end, f"{condition} did not become true; {self.messages}"
            time.sleep(0.02)

    def click(self, selector: str) -> None:
        """Click the middle of an element with the mouse."""
        found = json.dumps(selector)
        x, y = self.run(
            f"(one => {{ one.scrollIntoView({{block: 'nearest'}}); const b = one.getBoundingClientRect();"
            " return [b.x + b.width / 2, b.y + b.height / 2].map(Math.round); })"
            f"(document.querySelector({found}))"
        )
        steps = [
            {"type": "pointerMove", "x": x, "y": y},
            *({"type": f"pointer{way}", "button": 0} for way in ("Down", "Up")),
        ]
        self.ask(
            "input.performActions", context=self.page, actions=[{"type": "pointer", "id": "mouse", "actions": steps}]
        )

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        named = [KEYS.get(key, key) for key in keys]
        steps = [{"type": f"key{way}", "value": key} for key in named for way in ("Down", "Up")]
        self.ask("input.performActions", context=self.page, actions=[{"type": "key", "id": "keys", "actions": steps}])

    def photograph(self, file: Path) -> None:
        """Write a screenshot of the window as PNG."""
        file.write_bytes(base64.b64decode(self.ask("browsingContext.captureScreenshot", context=self.page)["data"]))

    def end(self) -> None:
        """End the browser."""
        with contextlib.suppress(OSError, AssertionError):
            self.ask("browser.close")
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        self.process.kill()
        self.process.wait()
        self.socket.link.close()


@contextlib.contextmanager
def firefox() -> Iterator[Firefox]:
    """A Firefox with a new profile, ended afterwards."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        one = Firefox(Path(profile))
        try:
            yield one
        finally:
            one.end()
