"""Whom a row is about: names, accounts, posts, classes, schools, and the week."""

from typing import Final

WHOM: Final[tuple[tuple[str, str, str, str], ...]] = (
    ("index", "=index; =number; =number index; index", "count", "id page url platform max phone documents"),
    (
        "vk_id",
        "platform id teacher|person_word|user",
        "@staff profile account number page url id have fio system portal personal school",
        "journal @others chat class max foreign documents message call qr class_lead @papers @doings group title link "
        "register role date my_school channel community bot",
    ),
    (
        "vk_id",
        "platform id; platform id system|portal; platform url|page|number",
        "@staff profile account number page url id have fio system portal personal",
        "school journal @others chat class max foreign documents message call qr class_lead @papers @doings group title link "
        "register role date my_school channel community bot",
    ),
    (
        "vk_id",
        "id; platform id; platform url|page|number; page; url; profile url|id; profile platform id; "
        "number page; account id|number; =platform page; account url; any_name id?; platform code user|account|profile; =platform?; platform profile?; platform account?; number profile?; number user?; personal page platform",
        "@staff platform profile account number page url id have fio personal",
        "journal @others chat school class max foreign documents message call qr class_lead @papers @doings "
        "system organizer group title link register role date my_school activity active visit write send view use channel community bot",
    ),
    (
        "max_id",
        "max id; max url|page|number; max profile id|url|page; max account id|number|url; max code user|account|profile; max code?; =max?",
        "@staff platform profile account number page url id have",
        "journal @others chat school class foreign documents message call qr link register date phone email signature "
        "channel bot community group grouped",
    ),
    (
        "full_name",
        "fio; surname first_name; surname first_name patronymic; any_name; first_name teacher|person_word|user|surname; "
        "=person_word; =user; =teacher; =teacher user; =person_word role; any_name teacher|person_word|user; "
        "surname patronymic; title fio; title fio teacher|person_word|user; fio class_lead; fio role; fio use school; fio teacher|person_word|user school; =organizer teacher?; person_word role; =member?; =member teacher|person_word",
        "@staff class_lead role platform total index number neutral patronymic first_name",
        "@others chat message call school class journal max link register create write date birth title phone "
        "group organizer status previous count",
    ),
    (
        "last_name",
        "surname; fio surname",
        "@staff platform account profile page new",
        "first_name patronymic @others organizer",
    ),
    (
        "first_name",
        "=first_name; =first_name teacher; first_name; fio first_name",
        "@staff platform account profile page",
        "surname patronymic @others organizer",
    ),
    (
        "patronymic",
        "patronymic; fio patronymic",
        "@staff have platform account profile page",
        "surname first_name conjunction @others organizer",
    ),
    ("class_teacher", "class_lead", "teacher have person_word fio", "message chat count call write create @others"),
    (
        "role",
        "role; title role; role subject; role platform; role user|teacher; experience! teacher|user?",
        "subject teach platform user person_word teacher fio school experience have use member create make profile study_profile",
        "documents @others date plan previous organizer title place journal my_school max",
    ),
    (
        "classes",
        "=class; =class school; class class_lead; class organizer; class link; class organizer class_lead; class teacher|person_word; class pin; =class have; class number|title|any_name; class teach|lesson; teach; class fill|use; =class year current; =class of_them?",
        "teacher person_word class_lead have school pin number title teach lesson fill make organizer",
        "message chat call pupil parent create write count register journal link place subject group total url id",
    ),
    (
        "school",
        "school; title school; =title; title school place; school teacher|person_word?; school use teacher|person_word",
        "title platform class place number use",
        "set_up add @others teacher person_word count role register journal link chat message call max id url phone date "
        "total plan user experience profile member",
    ),
    (
        "period",
        "=week; =period; =current week; =current period; =date; week period; =week number; =week date",
        "current",
        "",
    ),
    (
        "period_from",
        "begin; begin date; begin week|period; begin date week|period",
        "current date week period",
        "message call chat journal register create link write pupil parent",
    ),
    (
        "period_to",
        "end; end date; end week|period; end date week|period",
        "current date week period",
        "message call chat journal register create link write pupil parent",
    ),
)
