"""Two libraries that know MAX and not us talk to the sandbox: what they understand is what MAX says."""

import aiomax
import pytest
from aiohttp import ClientSession
from maxapi import Bot
from maxapi.enums.upload_type import UploadType
from maxapi.exceptions.max import MaxApiError
from maxapi.types import CallbackButton, InputMediaBuffer
from maxapi.utils.inline_keyboard import InlineKeyboardBuilder

from tests.max_sandbox import ANNA, VERA


@pytest.fixture
async def maxapi_bot(max_):
    bot = Bot(max_.token, auto_check_subscriptions=False)
    bot.set_api_url(max_.api_url)
    yield bot
    await bot.close_session()


async def test_maxapi_sends_reads_and_edits(max_, maxapi_bot):
    await max_.act("start", user_id=ANNA)
    assert (await maxapi_bot.get_me()).user_id == max_.bot.user_id
    keyboard = InlineKeyboardBuilder().row(CallbackButton(text="Уже сделала", payload="mark-7")).as_markup()
    sent = await maxapi_bot.send_message(user_id=ANNA, text="Добрый день!", attachments=[keyboard])
    mid = sent.message.body.mid
    found = await maxapi_bot.get_messages(chat_id=ANNA ^ max_.bot.user_id)
    assert [one.body.mid for one in found.messages] == [mid]
    assert (await maxapi_bot.edit_message(message_id=mid, text="Исправлено")).success
    assert (await maxapi_bot.get_message(mid)).body.text == "Исправлено"


async def test_maxapi_is_told_who_cannot_be_written_to(max_, maxapi_bot):
    with pytest.raises(MaxApiError) as refused:
        await maxapi_bot.send_message(user_id=VERA, text="Добрый день!")
    assert refused.value.code == 404
    await max_.act("start", user_id=VERA)
    await max_.act("stop", user_id=VERA)
    with pytest.raises(MaxApiError) as refused:
        await maxapi_bot.send_message(user_id=VERA, text="Добрый день!")
    assert refused.value.code == 403


async def test_maxapi_hears_people_and_answers_their_press(max_, maxapi_bot):
    await max_.act("start", user_id=ANNA, payload="code")
    keyboard = InlineKeyboardBuilder().row(CallbackButton(text="Уже сделала", payload="mark-7")).as_markup()
    await maxapi_bot.send_message(user_id=ANNA, text="Добрый день!", attachments=[keyboard])
    await max_.act("press", user_id=ANNA, label="Уже сделала")
    updates = (await maxapi_bot.get_updates(timeout=1))["updates"]
    assert [one["update_type"] for one in updates] == ["bot_started", "message_callback"]
    callback_id = updates[1]["callback"]["callback_id"]
    assert (await maxapi_bot.send_callback(callback_id=callback_id, notification="Спасибо!")).success
    assert (await max_.control("stats"))["toasts"][0]["text"] == "Спасибо!"


async def test_maxapi_uploads_a_file(max_, maxapi_bot):
    await max_.act("start", user_id=ANNA)
    media = InputMediaBuffer(buffer=b"a;b", filename="a.csv", type=UploadType.FILE)
    await maxapi_bot.send_message(user_id=ANNA, text="Файл", attachments=[media])
    attached = (await max_.control("accepted"))["items"][0]["attachments"][0]
    assert (attached["type"], attached["size"]) == ("file", 3)


@pytest.fixture
async def aiomax_bot(max_):
    """aiomax opens its session only when it polls; here it is opened as it would do it."""
    bot = aiomax.Bot(max_.token, api_url=f"{max_.api_url}/")
    headers = {"Authorization": max_.token}
    async with ClientSession(headers=headers, base_url=bot.api_url) as bot.session:
        yield bot


async def test_aiomax_sends_and_is_refused_in_its_own_errors(max_, aiomax_bot):
    await max_.act("start", user_id=ANNA)
    buttons = aiomax.buttons.KeyboardBuilder().add(aiomax.buttons.CallbackButton("Уже сделала", "mark-7"))
    sent = await aiomax_bot.send_message("Добрый день!", user_id=ANNA, keyboard=buttons)
    assert sent.recipient.chat_id == ANNA ^ max_.bot.user_id
    await max_.act("stop", user_id=ANNA)
    with pytest.raises(aiomax.exceptions.AiomaxException):
        await aiomax_bot.send_message("Ещё раз", user_id=ANNA)
