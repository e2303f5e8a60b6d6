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
        return _control(f"{self.base_url}/sandbox/{path}", content)

    def refuse(self, share: float) -> set[int]:
        """Every n-th person allows no messages."""
        refusing = list(self.people[7 :: round(1 / share)])
        self.control("refuse", {"peers": refusing, "code": 901})
        return set(refusing)


@dataclass(frozen=True)
class Max:
    """A running sandbox's MAX."""

    base_url: str
    api_url: str
    token: str
    people: range

    def control(self, path: str, content: Any = None) -> Any:
        return _control(f"{self.base_url}/sandbox/max/{path}", content)

    def refuse(self, share: float) -> set[int]:
        """Every n-th person has stopped the bot."""
        refusing = list(self.people[7 :: round(1 / share)])
        self.control("faults", {"kind": "peer", "peers": refusing})
        return set(refusing)


def _control(url: str, content: Any) -> Any:
    body = None if content is None else json.dumps(content).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.loads(answer.read())


@contextmanager
def running_vk(people: int, *, latency: float = 0.05, rate: int = 20) -> Iterator[Vk]:
    with _running("--crowd", people, "--latency", latency, "--rate", rate, "--no-history") as told:
        crowd = range(told["crowd_from"], told["crowd_from"] + people)
        yield Vk(told["base_url"], told["api_url"], told["token"], told["group_id"], crowd)


@contextmanager
def running_max(people: int, *, latency: float = 0.08, rate: int = 30) -> Iterator[Max]:
    with _running("--max-crowd", people, "--latency", latency, "--max-rate", rate) as told:
        crowd = range(told["max_crowd_from"], told["max_crowd_from"] + people)
        yield Max(told["base_url"], told["max_api_url"], told["max_token"], crowd)


@contextmanager
def _running(*arguments: object) -> Iterator[dict[str, Any]]:
    command = [sys.executable, "-m", "sandbox", *(str(one) for one in arguments)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        if process.stdout is None:
            raise RuntimeError("the sandbox has no output")
        yield json.loads(process.stdout.readline())
    finally:
        process.terminate()
        process.wait()
