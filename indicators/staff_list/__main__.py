"""The child process that matches large lists: `python -m indicators.staff_list`. See `indicators.staff_list.apart`."""

import sys
from collections.abc import Iterable
from typing import Any

from indicators.guarded.serving import serve


def _answer(request: dict[str, Any]) -> Iterable[bytes]:
    from indicators.guarded.records import packed, revived
    from indicators.rows import PersonRow
    from indicators.staff_list.apart import Verdict, Verdicts
    from indicators.staff_list.matching import Known, match

    rows, roster = revived(list[PersonRow], request["rows"]), revived(list[Known], request["roster"])
    found = match(rows, roster, request["remembered"])
    verdicts = [Verdict(one.how, one.person_id, one.candidates, one.why, one.note) for one in found.matches]
    return [packed(Verdicts, Verdicts(verdicts, found.missing))]


if __name__ == "__main__":
    sys.exit(serve(_answer))
