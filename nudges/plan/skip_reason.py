"""Why somebody is not written to, for programs and in words."""

from enum import StrEnum


class SkipReason(StrEnum):
    """Why somebody is not written to. The values are stable: programs read them."""

    LEFT = "left"
    EXEMPT = "exempt"
    OPTED_OUT = "opted_out"
    FACTS_UNKNOWN = "facts_unknown"
    HAS_EVERYTHING = "has_everything"
    NOTHING_WEEKLY = "nothing_weekly"
    BREAK = "break"
    SHORT_WEEK = "short_week"
    PAUSED = "paused"
    CLAIMED_DONE = "claimed_done"
    DISPUTED = "disputed"
    ADMITTED = "admitted"
    ASKED_OFTEN = "asked_often"
    NOT_THIS_WEEK = "not_this_week"
    NO_ACCOUNT = "no_account"
    NOT_ALLOWED = "not_allowed"
    NOT_STARTED = "not_started"
    ALREADY_WRITTEN = "already_written"
    ALREADY_TOLD = "already_told"
    NOT_CHOSEN = "not_chosen"
    PAST_WEEK = "past_week"
    TOO_LATE = "too_late"
    MOVED = "moved"

    @property
    def sentence(self) -> str:
        return _SENTENCES[self]


_SENTENCES = {
    SkipReason.LEFT: "больше не работает в школе",
    SkipReason.EXEMPT: "освобождение: отпуск, больничный или другая причина",
    SkipReason.OPTED_OUT: "просьба не напоминать",
    SkipReason.FACTS_UNKNOWN: "в этих данных о человеке сведений нет",
    SkipReason.HAS_EVERYTHING: "по этим данным напоминать не о чем",
    SkipReason.NOTHING_WEEKLY: "о недельных нормах напоминать не о чем",
    SkipReason.BREAK: "каникулы или пауза школы",
    SkipReason.SHORT_WEEK: "только недельные нормы, а учебных дней в ту неделю было мало",
    SkipReason.PAUSED: "напоминания школы приостановлены",
    SkipReason.CLAIMED_DONE: "ответ «уже сделано»: проверится по следующим данным",
    SkipReason.DISPUTED: "сообщение об ошибке в данных ждёт ответа ответственного",
    SkipReason.ADMITTED: "ошибка в данных: ответственный её признал",
    SkipReason.ASKED_OFTEN: "об этом напоминаю уже третью неделю подряд или дольше: дважды за неделю не пишу",
    SkipReason.NOT_THIS_WEEK: "просьба не писать на этой неделе",
    SkipReason.NO_ACCOUNT: "аккаунт неизвестен: нужна листовка с QR-кодом",
    SkipReason.NOT_ALLOWED: "сообщения от бота не разрешены",
    SkipReason.NOT_STARTED: "в MAX «Начать» ещё не нажато: нужна листовка с QR-кодом",
    SkipReason.ALREADY_WRITTEN: "на этой неделе сообщение уже было или назначено",
    SkipReason.ALREADY_TOLD: "в этот день объявление уже есть: больше одного в день не передаю",
    SkipReason.NOT_CHOSEN: "не относится к этой рассылке",
    SkipReason.PAST_WEEK: "сообщение прошлой недели, уже не ко времени",
    SkipReason.TOO_LATE: "до конца недели писать в свои часы или дни уже нельзя, потом будет не ко времени",
    SkipReason.MOVED: "переход в другой мессенджер уже состоялся",
}
