"""Settings are read, checked with a sentence, and all described in `.env.example`."""

from pathlib import Path

import pytest

from bot.settings import Settings, load_settings
from indicators.errors import BadSetting

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _no_env_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_every_setting_is_described_in_the_example():
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    described = {line.split("=", 1)[0] for line in lines if "=" in line and not line.startswith("#")}
    assert described == {name.upper() for name in Settings.model_fields}


def test_the_example_as_it_stands_means_the_defaults(tmp_path):
    (tmp_path / ".env").write_text((ROOT / ".env.example").read_text(encoding="utf-8"), encoding="utf-8")
    assert load_settings() == Settings(_env_file=None)


def test_without_a_token_there_is_no_community():
    assert load_settings().communities == []


def test_officers_are_listed_with_commas(monkeypatch):
    monkeypatch.setenv("OFFICER_IDS", "9000001, 9000002")
    assert load_settings().officer_ids == [9000001, 9000002]


def test_officers_may_be_given_as_addresses_of_their_pages(monkeypatch):
    monkeypatch.setenv("OFFICER_IDS", "id9000001, https://vk.com/id9000002;vk.ru/id9000003/, 9000004")
    assert load_settings().officer_ids == [9000001, 9000002, 9000003, 9000004]
    monkeypatch.setenv("OFFICER_IDS", "[9000001, 9000002]")
    assert load_settings().officer_ids == [9000001, 9000002]


@pytest.mark.parametrize(
    "written",
    ["239000001", "club239000001", "public239000001", "https://vk.com/club239000001", "vk.ru/public239000001/"],
)
def test_a_community_may_be_given_as_its_address(monkeypatch, written):
    monkeypatch.setenv("VK_GROUP_ID", written)
    assert load_settings().vk_group_id == 239000001


def test_several_communities_replace_the_one(monkeypatch):
    monkeypatch.setenv("VK_TOKEN", "one")
    monkeypatch.setenv("VK_COMMUNITIES", '[{"token": "a", "group_id": 1}, {"token": "b", "group_id": 2}]')
    assert [community.group_id for community in load_settings().communities] == [1, 2]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIMEZONE", "Europe/Примерск"),
        ("HTTP_PORT", "восемьдесят"),
        ("HTTP_PORT", "70000"),
        ("VK_EVENTS", "telepathy"),
        ("VK_API_URL", "api.vk.ru"),
        ("OFFICER_IDS", "Иванова"),
        ("VK_GROUP_ID", "школа"),
        ("VK_GROUP_ID", "https://vk.com/school example"),
    ],
)
def test_a_wrong_setting_is_named_and_its_value_is_not_shown(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting, match=name):
        load_settings()


def test_an_env_file_that_a_windows_editor_saved_with_a_mark_is_read_whole(tmp_path):
    (tmp_path / ".env").write_text("VK_GROUP_ID=123\nOFFICER_IDS=id1\n", encoding="utf-8-sig")
    assert (load_settings().vk_group_id, load_settings().officer_ids) == (123, [1])


def test_an_env_file_in_another_encoding_is_told_with_what_to_do(tmp_path):
    (tmp_path / ".env").write_text("# Настройки\nVK_GROUP_ID=123\n", encoding="cp1251")
    with pytest.raises(BadSetting, match="UTF-8"):
        load_settings()


def test_a_token_in_broken_json_does_not_get_into_the_message(monkeypatch):
    monkeypatch.setenv("VK_COMMUNITIES", '[{"token": "secret-of-the-school"')
    with pytest.raises(BadSetting) as caught:
        load_settings()
    assert "secret-of-the-school" not in str(caught.value)


def test_a_token_is_not_shown_when_settings_are_printed(monkeypatch):
    monkeypatch.setenv("VK_TOKEN", "secret-of-the-school")
    assert "secret-of-the-school" not in repr(load_settings())


def test_a_short_name_waits_for_its_number_and_a_group_may_be_below_zero(monkeypatch):
    monkeypatch.setenv("OFFICER_IDS", "vk.com/umalatova_r, 9000001")
    monkeypatch.setenv("VK_GROUP_ID", "-777")
    read = load_settings()
    assert (read.short_names, read.officers, read.vk_group_id) == (["umalatova_r"], [("vk", 9000001)], 777)


def test_officers_may_be_of_max_too(monkeypatch):
    monkeypatch.setenv("OFFICER_IDS", "id9000001, max:456; MAX: 457")
    assert load_settings().officers == [("vk", 9000001), ("max", 456), ("max", 457)]


def test_a_token_of_max_alone_is_enough(monkeypatch):
    assert load_settings().doors == ()
    monkeypatch.setenv("MAX_TOKEN", "secret-of-the-school")
    assert (len(load_settings().doors), load_settings().fault()) == (1, None)
    assert "secret-of-the-school" not in repr(load_settings())


@pytest.mark.parametrize(
    ("secret", "url"),
    [
        ("", "https://school.example.org"),
        ("кириллица", "https://school.example.org"),
        ("four", "https://school.example.org"),
        ("good-secret", ""),
        ("good-secret", "http://school.example.org"),
        ("good-secret", "https://school.example.org:8443"),
    ],
)
def test_a_webhook_without_a_secret_or_a_public_address_is_refused(monkeypatch, secret, url):
    for name, value in (("TOKEN", "t"), ("EVENTS", "webhook"), ("WEBHOOK_SECRET", secret)):
        monkeypatch.setenv(f"MAX_{name}", value)
    monkeypatch.setenv("PUBLIC_URL", url)
    assert load_settings().fault() is not None


def test_a_webhook_with_both_is_fine(monkeypatch):
    for name, value in (("TOKEN", "t"), ("EVENTS", "webhook"), ("WEBHOOK_SECRET", "good_secret-1")):
        monkeypatch.setenv(f"MAX_{name}", value)
    monkeypatch.setenv("PUBLIC_URL", "https://school.example.org/")
    assert load_settings().fault() is None
    assert load_settings().webhook == "https://school.example.org/max"
