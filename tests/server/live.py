"""A real server in a process of its own, and plain HTTP to it."""

import gzip
import http.client
import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any


class LiveServer:
    """A server on a free port; `kill` ends it as a power cut would."""

    def __init__(self, data: Path, *arguments: str, **environment: str) -> None:
        self.data = data
        self.arguments = arguments
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("JEJAK_", "DJANGO_", "LC_", "LANG"))
        } | {
            "PYTHONPATH": os.pathsep.join(sys.path),
            "LANG": "en_GB.UTF-8",
            **environment,
        }
        self.process: subprocess.Popen[str] | None = None
        self.said: list[str] = []  # until it was ready
        self.port = 0
        self._draining = threading.Thread(target=self._drain, daemon=True)

    def start(self) -> "LiveServer":
        command = self.command()
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=self.environment,
        )
        self.said = []
        self.port = int(self._wait_for(r"http://[^ ]+?:(\d+)/"))
        # Or it would stand still one day, once the pipe is full.
        self._draining = threading.Thread(target=self._drain, daemon=True)
        self._draining.start()
        return self

    def _drain(self) -> None:
        assert self.process is not None
        assert self.process.stdout is not None
        with self.process.stdout as output:
            for _ in output:
                pass

    def command(self) -> list[str]:
        """Return the command line that starts it."""
        command = [sys.executable, "-m", "jejak.cli", "serve", "--no-browser"]
        if "--port" not in self.arguments:
            command += ["--port", "0"]
        return [*command, "--data", str(self.data), *self.arguments]

    def _wait_for(self, pattern: str) -> str:
        assert self.process is not None
        assert self.process.stdout is not None
        until = time.monotonic() + 60
        while time.monotonic() < until:
            ready, _, _ = select.select([self.process.stdout], [], [], 1)
            line = self.process.stdout.readline() if ready else ""
            if line:
                self.said.append(line.rstrip())
            found = re.search(pattern, line)
            if found:
                return found[1]
            if self.process.poll() is not None and not line:
                break
        raise AssertionError("The server did not start:\n" + "\n".join(self.said))

    def kill(self) -> None:
        """End it at once, in the middle of whatever it does."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Stop it as Ctrl+C does and return its exit code."""
        return self._end(signal.SIGINT)

    def _end(self, number: signal.Signals) -> int:
        assert self.process is not None
        self.process.send_signal(number)
        code = self.process.wait(30)
        if self._draining.is_alive():
            self._draining.join(30)
        elif self.process.stdout is not None:
            self.process.stdout.close()
        return code

    def memory_mb(self) -> float:
        """Return how much memory it holds now, where the system tells."""
        assert self.process is not None
        return memory_mb(self.process.pid)

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        **headers: str,
    ) -> tuple[int, Any, dict[str, str]]:
        """Send a request as our own pages do; return status, body and headers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        given = {"Cookie": f"csrftoken={'a' * 32}", "X-CSRFToken": "a" * 32}
        data = None
        if body is not None:
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            given["Content-Type"] = "application/json"
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, data, given)
            answer = connection.getresponse()
            content: Any = answer.read()
            if answer.headers["Content-Encoding"] == "gzip":
                content = gzip.decompress(content)
            if content and answer.headers.get_content_type() == "application/json":
                content = json.loads(content)
            return (
                answer.status,
                content,
                {k.lower(): v for k, v in answer.getheaders()},
            )
        finally:
            connection.close()

    def send_raw(self, request: bytes) -> bytes:
        """Send bytes as they are and return all that comes back."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as line:
            line.sendall(request)
            return b"".join(iter(lambda: line.recv(65536), b""))


def memory_mb(process: int) -> float:
    """Return how much memory a process holds now, where the system tells."""
    status = Path(f"/proc/{process}/status")
    for line in status.read_text("ascii").splitlines() if status.exists() else ():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0
