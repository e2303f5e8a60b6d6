"""`doctor --probe`: what a live token shows that nobody has written down. Everything goes to the one who asks.

Nothing is kept and no marker is passed on, so that a program that runs later hears every event all the same.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp

from bot.adapters.probes import Probe
from bot.incoming import Odd, Record, read_payload
from bot.max.keyboards import MARK, mark_in
from bot.max.messenger import MaxMessenger
from bot.max.numbers import chat_of, mid_of
from bot.max.pace import PER_DIALOG
from indicators.errors import MessengerError, MessengerRefused
from indicators.together import together
from nudges.messenger import Button, Delivered, Keyboard, Letter

_BURST = 40
_PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f6"
    "45400000000049454e44ae426082"
)
_MARK = 2_000_000_011
_HELLO = "Проверка бота (doctor --probe). Нажмите, пожалуйста, кнопку под этим сообщением."
_EDITED = "Проверка бота (doctor --probe), текст исправлен. Нажмите, пожалуйста, кнопку под этим сообщением."
_OVER = "Проверка бота окончена, спасибо!"
_BUTTONS = Keyboard(((Button("Проверка", {"probe": 1}),),))
_SHOWN_WITHIN = 30.0  # seconds


@dataclass
class Trial:
    """`person` is who asks; `patience` is for how many seconds their press is awaited. `tell` hears each finding.
    `breath`: after so many seconds whatever second MAX counts is over."""

    messenger: MaxMessenger
    person: int
    patience: float
    tell: Callable[[Probe], None]
    breath: float = 1.1
    found: list[Probe] = field(default_factory=list)
    seq: int = 0

    async def run(self, *, by_webhook: bool) -> list[Probe]:
        """Each step stands alone, but without a letter in the dialog most have nothing to look at."""
        await self._step("Предел запросов", self._limit)
        await self._step("Сообщение", self._letter)
        if self.seq:
            for name, step in (
                ("История", self._history),
                ("Правка", self._edit),
                ("Файлы", self._files),
                ("Предел диалога", self._dialogs_limit),
            ):
                await self._step(name, step)
            if by_webhook:
                self._note(Probe("Нажатие", True, "не проверено: события идут по webhook, их слышит сама программа"))
            else:
                await self._step("Нажатие", self._press)
            await self._step("Прощание", self._farewell)
        return self.found

    async def _step(self, name: str, step: Callable[[], Awaitable[tuple[bool, str]]]) -> None:
        try:
            self._note(Probe(name, *await step()))
        except MessengerRefused as error:
            self._note(Probe(name, False, f"{error.sentence} (MAX: {error.message})"))
        except MessengerError as error:
            self._note(Probe(name, False, error.sentence))
        except (Odd, aiohttp.ClientError, TimeoutError, OSError) as error:
            self._note(Probe(name, False, f"MAX ответил не так, как описано: {type(error).__name__}: {error}"))

    def _note(self, probe: Probe) -> None:
        self.found.append(probe)
        self.tell(probe)

    async def _limit(self) -> tuple[bool, str]:
        """Many harmless questions at once; then one of another kind, to see whether it has a limit of its own."""
        await asyncio.sleep(self.breath)
        answers = await together(self._bare("/me") for _ in range(_BURST))
        other, _, _ = await self._bare("/subscriptions")
        refused = [one for one in answers if one[0] == 429]
        await asyncio.sleep(self.breath)
        if not refused:
            return True, f"{_BURST} запросов сразу приняты все: предел выше, MAX_RATE можно поднять"
        _, said, pause = refused[0]
        kinds = "один на все методы" if other == 429 else "у каждого метода свой"
        wait = f", Retry-After: {pause}" if pause else ", без Retry-After"
        return True, f"из {_BURST} принято {_BURST - len(refused)}, потом «{said}»{wait}; предел, похоже, {kinds}"

    async def _bare(self, path: str) -> tuple[int, str, str]:
        """Status, sentence and Retry-After of a question that keeps no pace."""
        api = self.messenger.api
        headers = {"Authorization": api.token}
        timeout = aiohttp.ClientTimeout(total=api.timeout)
        async with api.session.get(api.url + path, headers=headers, timeout=timeout, allow_redirects=False) as answer:
            content = await answer.json(content_type=None)
            said = content.get("message", "") if isinstance(content, dict) else ""
            return answer.status, str(said)[:100], answer.headers.get("Retry-After", "")

    async def _letter(self) -> tuple[bool, str]:
        begun = time.monotonic()
        [outcome] = await self.messenger.send([Letter(self.person, _HELLO, _MARK, _BUTTONS)], urgent=True)
        if not isinstance(outcome, Delivered):
            return False, outcome.advice or outcome.message
        self.seq = outcome.message_id
        return True, f"пришло за {_ms(begun)} мс"

    @property
    async def _mid(self) -> str:
        return mid_of(self.person, self.seq, await self.messenger.bot_id())

    async def _history(self) -> tuple[bool, str]:
        """Is the dialog readable under the number we compute, how soon is a message there, and is its mark in it?"""
        begun = time.monotonic()
        chat = chat_of(self.person, await self.messenger.bot_id())
        query = {"chat_id": chat, "after": int((datetime.now(UTC).timestamp() - 600) * 1000), "count": 20}
        while True:
            answer = Record(await self.messenger.api.call("GET", "/messages", query, urgent=True))
            bodies = [one.record("body") for one in answer.records("messages")]
            ours = next((one for one in bodies if one.whole("seq", 0) == self.seq), None)
            if ours is not None:
                break
            if time.monotonic() - begun > _SHOWN_WITHIN:
                return False, "за полминуты сообщение в переписке не появилось: спорные сообщения будут отложены"
            await asyncio.sleep(0.3)
        if ours.text("mid", "") != await self._mid:
            return False, "номера сообщений устроены иначе, чем мы думаем: правки не дойдут, остальное работает"
        if mark_in(ours.records("attachments")) != _MARK:
            return True, f"видна через {_ms(begun)} мс, но без кнопок: спорное сообщение узнаем по тексту"
        return True, f"видна через {_ms(begun)} мс, отметка на месте: спорное сообщение найдётся"

    async def _edit(self) -> tuple[bool, str]:
        await self.messenger.edit(self.person, self.seq, _EDITED)
        body = Record(await self.messenger.api.call("GET", f"/messages/{await self._mid}", urgent=True)).record("body")
        if body.text("text", "") != _EDITED:
            return False, "текст не изменился"
        kept = mark_in(body.records("attachments")) == _MARK
        return kept, "текст новый, кнопки на месте" if kept else "текст новый, но кнопки пропали"

    async def _files(self) -> tuple[bool, str]:
        begun = time.monotonic()
        picture = await self.messenger.upload(self.person, "проверка.png", _PICTURE, picture=True)
        file = await self.messenger.upload(self.person, "проверка.csv", "а;б\n1;2\n".encode())
        letters = [
            Letter(self.person, f"Проверка бота: {what}.", _MARK + number, None, (attached,))
            for number, (what, attached) in enumerate((("картинка", picture), ("файл", file)), 1)
        ]
        outcomes = await self.messenger.send(letters, urgent=True)
        refused = [one for one in outcomes if not isinstance(one, Delivered)]
        if refused:
            return False, refused[0].advice or refused[0].message
        return True, f"картинка и файл дошли за {_ms(begun)} мс"

    async def _dialogs_limit(self) -> tuple[bool, str]:
        """Three at once into one dialog; what came is taken away again."""
        await asyncio.sleep(self.breath)
        told = await together(self._three(number) for number in range(1, 4))
        sent = [mid for status, mid in told if status == 200]
        taken = 0
        for mid in sent:
            if taken == PER_DIALOG:
                await asyncio.sleep(self.breath)
            await self.messenger.api.call("DELETE", "/messages", {"message_id": mid}, urgent=True)
            taken += 1
        return True, f"из трёх сразу принято {len(sent)}, удалено {taken}"

    async def _three(self, number: int) -> tuple[int, str]:
        api = self.messenger.api
        async with api.session.post(
            f"{api.url}/messages",
            params={"user_id": str(self.person)},
            json={"text": f"Проверка предела, {number} из 3: это сообщение исчезнет."},
            headers={"Authorization": api.token},
            timeout=aiohttp.ClientTimeout(total=api.timeout),
            allow_redirects=False,
        ) as answer:
            if answer.status != 200:
                return answer.status, ""
            return 200, Record(await answer.json(content_type=None)).record("message").record("body").text("mid")

    async def _press(self) -> tuple[bool, str]:
        """Without a marker nothing is confirmed: whoever listens next hears the press, and all else, as well."""
        until = time.monotonic() + self.patience
        while time.monotonic() < until:
            wait = max(1, min(20, int(until - time.monotonic())))
            query = {"timeout": wait, "limit": 100, "types": "message_callback"}
            answer = await self.messenger.api.ask("GET", "/updates", query, urgent=True, seconds=wait + 15)
            pressed = next((one for one in Record(answer.content).records("updates") if _is_ours(one)), None)
            if pressed is not None:
                return await self._answered(pressed)
            await asyncio.sleep(0.6)
        return False, "нажатия не дождались: не работает ли рядом программа, которая слушает те же события?"

    async def _answered(self, pressed: Record) -> tuple[bool, str]:
        callback = pressed.record("callback")
        late = round(datetime.now(UTC).timestamp() * 1000) - callback.whole("timestamp")
        query, toast = {"callback_id": callback.text("callback_id")}, {"notification": "Спасибо!"}
        await self.messenger.api.call("POST", "/answers", query, toast, urgent=True)
        without = "" if pressed.perhaps("message") is not None else ", без самого сообщения"
        return True, f"услышано через {max(0, late)} мс{without}, ответ принят"

    async def _farewell(self) -> tuple[bool, str]:
        body: dict[str, Any] = {"text": _OVER, "attachments": []}
        await self.messenger.api.call("PUT", "/messages", {"message_id": await self._mid}, body, urgent=True)
        return True, "кнопка убрана"


def _ms(begun: float) -> int:
    return round((time.monotonic() - begun) * 1000)


def _is_ours(update: Record) -> bool:
    callback = update.perhaps("callback")
    payload = read_payload(callback.raw("payload")) if callback is not None else None
    return (payload or {}).get(MARK) == _MARK
