"""What comes by itself on Fridays: who gets the weekly report, and in which form, and who does not want the summary;
kept with the school's settings."""

from collections.abc import Collection, Mapping

from storage.schools.registry import put_setting
from storage.tables import School

_NO_SUMMARY = "no_summary_to"  # account ids
_KEY = "report_to"  # account id, as JSON keeps keys, to a form such as docx


def subscriptions(school: School) -> Mapping[int, str]:
    """The form by account id."""
    kept = school.settings.get(_KEY)
    if not isinstance(kept, dict):
        return {}
    return {int(account_id): str(form) for account_id, form in kept.items()}


def subscribe(school: School, account_id: int, form: str | None, beside: Collection[int] = ()) -> None:
    """Remember the wish; None ends it. `beside` are their other accounts: it comes to one of them."""
    kept = {str(one): its for one, its in subscriptions(school).items() if one != account_id and one not in beside}
    if form is not None:
        kept[str(account_id)] = form
    put_setting(school, _KEY, kept)


def without_summary(school: School) -> frozenset[int]:
    """The accounts that asked for none."""
    kept = school.settings.get(_NO_SUMMARY)
    return frozenset(int(one) for one in kept) if isinstance(kept, list) else frozenset()


def want_summary(school: School, accounts: Collection[int], *, wanted: bool) -> None:
    kept = without_summary(school)
    put_setting(school, _NO_SUMMARY, sorted(kept.difference(accounts) if wanted else kept.union(accounts)))
