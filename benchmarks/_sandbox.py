"""The sandbox as a process of its own, so that it does not share a core's time with what is measured."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Vk:
    """A running sandbox: its addresses, token and the people in it."""

    base_url: str
    api_url: str
    token: str
    group_id: int
    people: range

    def control(self, path: str, content: Any = None) -> Any:
        body = None if content is None else json.dumps(content).encode()
        request = urllib.request.Request(f"{self.base_url}/sandbox/{path}", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read())

    def refuse(self, share: float) -> set[int]:
        """Every n-th person allows no messages."""
        refusing = list(self.people[7 :: round(1 / share)])
        self.control("refuse", {"peers": refusing, "code": 901})
        return set(refusing)


@contextmanager
def running_vk(people: int, *, latency: float = 0.05, rate: int = 20) -> Iterator[Vk]:
    command = [sys.executable, "-m", "sandbox", "--crowd", str(people), "--latency", str(latency), "--rate", str(rate)]
    process = subprocess.Popen([*command, "--no-history"], stdout=subprocess.PIPE, text=True)
    try:
        if process.stdout is None:
            raise RuntimeError("the sandbox has no output")
        told = json.loads(process.stdout.readline())
        crowd = range(told["crowd_from"], told["crowd_from"] + people)
        yield Vk(told["base_url"], told["api_url"], told["token"], told["group_id"], crowd)
    finally:
        process.terminate()
        process.wait()
