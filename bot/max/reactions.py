"""MAX's errors, each with the one right thing to do: one readable table, the first line that fits.

MAX says an HTTP status, a code, and a sentence; where the code alone is not enough, a part of the sentence decides.
"""

from dataclasses import dataclass

from nudges.messenger import Reaction, Refusal


@dataclass(frozen=True, slots=True)
class Rule:
    """What fits: `status` (0: any), `code` (empty: any), a part of the `sentence`. `group`: None fits both.

    `one_first`: it may concern this person only, until all fail so. `suspicious`: said of many, it concerns the bot.
    """

    status: int
    code: str
    reaction: Reaction
    advice: str = ""
    sentence: str = ""
    group: bool | None = None
    one_first: bool = False
    suspicious: bool = False


_TOKEN = "MAX не принимает ключ бота: получите новый на business.max.ru и впишите его в MAX_TOKEN."
_STOPPED = "Человек остановил бота в MAX: сможем написать, когда снова нажмёт «Начать»."
_NEVER = "Человек ещё не нажал «Начать» у бота в MAX: поможет листовка или ссылка."
_NO_CHAT = "Бота нет в этом чате MAX, или чат удалён."
_MAY_NOT = "В этот чат MAX боту писать нельзя: сделайте его администратором с правом писать."
_DENIED = "MAX не разрешает боту писать: проверьте его настройки на business.max.ru."
OURS = "Ошибка программы: сообщение отложено, остальные идут. Покажите журнал разработчику."
NOT_READY = "attachment.not.ready"

_R = Reaction
REACTIONS: tuple[Rule, ...] = (
    # Nothing will work until somebody does something.
    Rule(401, "", _R.STOP, _TOKEN),
    Rule(0, "verify.token", _R.STOP, _TOKEN),
    # Until they start the bot (again).
    Rule(0, "chat.denied", _R.UNREACHABLE, _STOPPED, "dialog.suspended", group=False, suspicious=True),
    Rule(0, "dialog.not.found", _R.UNREACHABLE, _NEVER),
    Rule(0, "user.not.found", _R.UNREACHABLE, _NEVER),
    Rule(0, "chat.not.found", _R.UNREACHABLE, _STOPPED, group=False),
    # Chats.
    Rule(0, "chat.not.found", _R.CHAT_OFF, _NO_CHAT, group=True),
    Rule(0, "chat.denied", _R.CHAT_OFF, _MAY_NOT, group=True),
    # A right or a setting.
    Rule(0, "chat.denied", _R.SETTING, _DENIED, group=False, one_first=True),
    Rule(0, "access.denied", _R.SETTING, _DENIED),
    # Too fast: not taken.
    Rule(429, "", _R.SLOW),
    Rule(0, "too.many.requests", _R.SLOW),
    # Not sent: the upload is still in work.
    Rule(0, NOT_READY, _R.RETRY),
    # Ours.
    Rule(0, "message.not.found", _R.BUG, "Этого сообщения в MAX больше нет."),
    *(Rule(0, code, _R.BUG, OURS) for code in ("proto.payload", "errors.maxRows", "errors.maxRowSize")),
    *(Rule(status, "", _R.BUG, OURS) for status in (400, 405, 413, 415)),
    # MAX's own trouble: nobody knows whether it was taken.
    *(Rule(status, "", _R.RETRY) for status in range(500, 600)),
    # Whatever else forbids or does not find.
    Rule(403, "", _R.SETTING, _DENIED, group=False, one_first=True),
    Rule(403, "", _R.CHAT_OFF, _MAY_NOT, group=True),
    Rule(404, "", _R.UNREACHABLE, _NEVER, group=False),
    Rule(404, "", _R.CHAT_OFF, _NO_CHAT, group=True),
)
UNKNOWN = Rule(0, "", _R.BUG, "MAX ответил неизвестной ошибкой: сообщение отложено. Покажите журнал разработчику.")
PASSING = frozenset((_R.RETRY, _R.SLOW, _R.REST, _R.DELAY, _R.STOP))


def rule_of(status: int, code: str, message: str, *, group: bool = False) -> Rule:
    for rule in REACTIONS:
        fits = rule.status in (0, status) and (not rule.code or rule.code == code)
        if fits and rule.sentence in message and rule.group in (None, group):
            return rule
    return UNKNOWN


def refusal(status: int, code: str, message: str, *, group: bool = False, retry_after: float = 0.0) -> Refusal:
    """The reaction to an answer that is no success. Only after trouble of MAX's own is the outcome unknown."""
    rule = rule_of(status, code, message, group=group)
    unsure = rule.reaction is Reaction.RETRY and code != NOT_READY
    pause = max(1.0, retry_after) if rule.reaction is Reaction.SLOW else None
    return Refusal(
        rule.reaction,
        status,
        f"{code}: {message}",
        unsure,
        rule.advice,
        retry_after=pause,
        one_first=rule.one_first,
        suspicious=rule.suspicious,
    )


def no_answer(why: str, *, was_sent: bool) -> Refusal:
    """No answer, or none that can be read; `was_sent` is false where not even a connection came about."""
    return Refusal(Reaction.RETRY, None, why, unknown_outcome=was_sent, whole=True)
