"""Faults on demand: what goes wrong, for which requests or people, how often; for each messenger its own set.

A rule strikes the next `times` requests (for ever when absent), or a `share` of them drawn from `seed`,
among the `methods` it names (all when absent; "longpoll", "upload" and "download" are names too). An answer with
`retry_after` says so in its head.
"""

import random
from dataclasses import asdict, dataclass, field
from typing import Any

KINDS = {
    "error": "VK's error `code`, or MAX's `error` with `status` and `message`, instead of doing it",
    "http": "the HTTP status `status`",
    "html": "a page of HTML instead of JSON",
    "half_json": "done, but only half of the answer arrives",
    "body": "the text `body` instead of the answer, whatever it is",
    "drop": "done, but the connection closes without an answer",
    "reset": "the connection is reset before anything is done",
    "slow": "done, but the answer takes `seconds` more",
    "peer": "messages to `peers` (or a `share` of all people) get error `code` (in MAX `error` with `status`)",
    "unsuccessful": "MAX's answer 200 that says `success: false` instead of doing it",
}
AFTER = {"half_json", "drop", "slow"}
"""Kinds that do the work first unless the rule says otherwise in `accepted`."""


@dataclass(slots=True)
class Rule:
    kind: str
    code: int = 10
    status: int = 503
    error: str = ""
    message: str = ""
    body: str = ""
    seconds: float = 0.0
    retry_after: int = 0
    times: int | None = None
    share: float = 1.0
    seed: int = 0
    methods: list[str] = field(default_factory=list)
    peers: list[int] = field(default_factory=list)
    accepted: bool | None = None
    struck: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind of fault: {self.kind}")
        self.accepted = self.kind in AFTER if self.accepted is None else self.accepted

    def spent(self) -> bool:
        return self.times is not None and self.struck >= self.times


class Faults:
    """The rules in force; the first that matches strikes."""

    def __init__(self) -> None:
        self.latency = 0.0
        self.errors_as_text = False
        self.reset()

    def reset(self) -> None:
        self.rules: list[Rule] = []
        self._draws: dict[int, random.Random] = {}
        self._peers: list[tuple[Rule, set[int]]] = []

    def add(self, rule: Rule) -> None:
        if rule.kind == "peer":
            self._peers.append((rule, set(rule.peers)))
        else:
            self._draws[len(self.rules)] = random.Random(rule.seed)
            self.rules.append(rule)

    def describe(self) -> list[dict[str, Any]]:
        return [asdict(rule) for rule in [*self.rules, *(rule for rule, _ in self._peers)]]

    def strike(self, method: str) -> Rule | None:
        """The rule that spoils this request, if any; it is counted as struck."""
        for index, rule in enumerate(self.rules):
            if rule.spent() or (rule.methods and method not in rule.methods):
                continue
            if rule.share >= 1.0 or self._draws[index].random() < rule.share:
                rule.struck += 1
                return rule
        return None

    def peer_error(self, peer_id: int) -> int:
        """The code this person answers with now, 0 for none."""
        rule = self.peer_rule(peer_id)
        return rule.code if rule is not None else 0

    def peer_rule(self, peer_id: int) -> Rule | None:
        """The rule about this person now; a share falls on the same people each time."""
        for rule, peers in self._peers:
            if rule.spent() or (peers and peer_id not in peers):
                continue
            if rule.share >= 1.0 or random.Random(f"{rule.seed}:{peer_id}").random() < rule.share:
                rule.struck += 1
                return rule
        return None
