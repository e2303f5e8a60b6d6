"""Who is fed up with the reminders is named to the officers; who is fed up with anything else is not."""

import pytest

from handlers.small_talk.feelings import NOT_YET, OF_OTHERS, WHOSE
from handlers.understanding.said.complaints import Complaint, complaint_in
from tests.handlers.conversation import ALIEVA, OFFICER, Conversation, talking


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("надоели ваши напоминания", Complaint.OF_REMINDERS),
        ("как же вы достали со своими детьми", Complaint.OF_REMINDERS),
        ("достали уже", Complaint.OF_REMINDERS),
        ("буду жаловаться", Complaint.OF_REMINDERS),
        ("я на вас в прокуратуру пожалуюсь", Complaint.OF_REMINDERS),
        ("мне надоело каждую неделю это читать", Complaint.OF_REMINDERS),
        ("надоели эти дети", Complaint.OF_OTHERS),
        ("завуч достала", Complaint.OF_OTHERS),
        ("надоело уже звонить родителям", Complaint.OF_OTHERS),
        ("достали с отчётами", Complaint.UNSURE),
        ("безобразие в чате творится", Complaint.UNSURE),
        ("ещё не надоело", Complaint.DENIED),
        ("вы мне пока не надоели", Complaint.DENIED),
        ("жаловаться не буду", Complaint.DENIED),
        ("надоел не бот, а отчёты", Complaint.DENIED),
        ("надоели не могу больше", Complaint.UNSURE),
        ("надоели не пишите больше", Complaint.OF_REMINDERS),
        ("родители написали жалобу", Complaint.NONE),
        ("достала журналы из шкафа", Complaint.NONE),
    ],
)
def test_whom_a_complaint_is_about(text, complaint):
    assert complaint_in(text) is complaint


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("надоели эти напоминания", Complaint.OF_REMINDERS),
        ("родители достали, а тут ещё вы", Complaint.OF_REMINDERS),
        ("задолбали уже писать", Complaint.OF_REMINDERS),
        ("напишу жалобу в прокуратуру", Complaint.OF_REMINDERS),
        ("надоело это всё", Complaint.OF_REMINDERS),
        ("безобразие какое-то", Complaint.OF_REMINDERS),
        ("осточертело каждую неделю одно и то же", Complaint.OF_REMINDERS),
        ("а вам не надоело?", Complaint.OF_REMINDERS),
        ("не хочу жаловаться, но достали", Complaint.OF_REMINDERS),
        ("достали с вашими письмами", Complaint.OF_REMINDERS),
        ("дети достали", Complaint.OF_OTHERS),
        ("завуч замучила отчётами", Complaint.OF_OTHERS),
        ("муж задолбал", Complaint.OF_OTHERS),
        ("погода замучила", Complaint.OF_OTHERS),
        ("надоело выставлять оценки", Complaint.UNSURE),
        ("Максимов и Васильев достали", Complaint.UNSURE),
        ("бот ваш надоел", Complaint.OF_REMINDERS),
        ("надоел этот макс", Complaint.OF_REMINDERS),
        ("журнал этот замучил", Complaint.OF_OTHERS),
        ("коллеги говорят вы достали", Complaint.UNSURE),
        ("людей жалко, замучили их", Complaint.UNSURE),
        ("не надоели", Complaint.DENIED),
        ("я не жалуюсь", Complaint.DENIED),
        ("вы не надоели, всё хорошо", Complaint.DENIED),
        ("достала из шкафа телефон", Complaint.NONE),
        ("родители жалуются на чат", Complaint.NONE),
        ("на меня написали жалобу", Complaint.NONE),
        ("раньше надоедали, теперь привыкла", Complaint.NONE),
        ("отзываю жалобу", Complaint.NONE),
        ("хватит меня жалеть, пишите как всем", Complaint.NONE),
        ("юрист профсоюза пишет жалобу", Complaint.NONE),
        ("устала от этих чатов", Complaint.NONE),
        ("звонок провела, всё достойно", Complaint.NONE),
        ("когда достанут новые телефоны", Complaint.NONE),
    ],
)
def test_what_is_told_denied_or_of_others_is_no_complaint_about_us(text, complaint):
    assert complaint_in(text) is complaint


async def is_named(talk: Conversation) -> bool:
    return "Недовольство" in (await talk.write(OFFICER, "карточка Алиевой"))[0]


@pytest.mark.parametrize(
    ("said", "answer"), [("ещё не надоело", NOT_YET), ("надоели эти дети", OF_OTHERS), ("завуч достала", OF_OTHERS)]
)
async def test_what_is_not_about_us_is_no_matter_for_the_officers(tmp_path, said, answer):
    async with talking(tmp_path) as talk:
        assert await talk.write(ALIEVA, said) == [answer]
        assert not await is_named(talk)


async def test_whose_reports_are_meant_is_asked(tmp_path):
    async with talking(tmp_path) as talk:
        assert await talk.write(ALIEVA, "достали с отчётами") == [WHOSE]
        assert await talk.press(ALIEVA, "Нет") == [OF_OTHERS]
        assert not await is_named(talk)
        await talk.write(ALIEVA, "достали с отчётами")
        [noted, way_out] = await talk.press(ALIEVA, "Да, о напоминаниях")
        assert ("Передам" in noted, "не напомню" in way_out) == (True, True)
        assert await is_named(talk)
