"""Who gets the weekly report by themselves on Fridays, and in which form: kept with the school's settings."""

from collections.abc import Mapping

from storage.schools.registry import put_setting
from storage.tables import School

_KEY = "report_to"  # account id, as JSON keeps keys, to a form such as docx


def subscriptions(school: School) -> Mapping[int, str]:
    """The form by account id."""
    kept = school.settings.get(_KEY)
    if not isinstance(kept, dict):
        return {}
    return {int(account_id): str(form) for account_id, form in kept.items()}


def subscribe(school: School, account_id: int, form: str | None) -> None:
    """Remember the wish; None ends it."""
    kept = {str(one): its_form for one, its_form in subscriptions(school).items() if one != account_id}
    if form is not None:
        kept[str(account_id)] = form
    put_setting(school, _KEY, kept)
