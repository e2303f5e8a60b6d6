"""Which concepts make a heading a fact: what it needs, what goes well with it, and what rules it out.

A line: (meaning, needs, supports, against). `needs` are alternatives parted by `;`, each a list of concepts that
must all be there, `a|b` either of them; `chat!` must not stand behind a preposition («в чатах» is not about chats),
`chat^` must; `=role` must be the whole heading; an alternative that ends with `?` is weak: cells or neighbours have to speak for it.
`@name` stands for the concepts of `SETS`. Numbers that are no fact at all make a heading `IGNORED`.
"""

from typing import Final

# Columns that are known and not wanted: the data of other people, targets, changes, and the opposite of a fact.
IGNORED: Final = "ignored"
# Columns of weeks, as one text or as first and last day: no facts either.
PERIODS: Final = ("period", "period_from", "period_to")

SETS: Final = {
    "other_time": "previous month year ever day weekend other_span",
    "measure": "plan change average rank duration most opposite no_end below upto other_number",
    "papers": "remark signature phone email birth documents experience place code invitation",
    "doings": "grade view reaction file poll voice forward comment reply mention draft delete device course portfolio "
    "attendance task_work notification homework lesson contact subject foreign pin",
    "others": "pupil parent",
    # What says whom or what a column is about; «подключён» or «активен» need one of these, perhaps in the line above.
    "objects": "message chat call journal fio surname first_name patronymic id class school role url page my_school max "
    "pupil parent write n3 n10 class_lead begin end",
    # What an upper line says of all columns below it.
    "carried": "pupil parent previous month year ever day other_span plan change average rank duration most opposite "
    "class personal incoming missed max foreign channel bot community percent below upto course lesson homework attendance "
    "portfolio poll",
    "staff": "teacher person_word user class_lead",
    # What comes beside other things as well: being there, what the figures of a week count, the two thresholds and one.
    "membership": "platform register join connect authorise link journal max",
    "counted": "message chat call write send group grouped create",
    "thresholds": "n1 n3 n10",
    "many": "count total of_them have platform current period week n1 atleast achieved make status set_up",
}

DEFINITIONS: Final[tuple[tuple[str, str, str, str], ...]] = (
    # --- whom a row is about
    ("index", "=index; =number; =number index; index", "count", "id page url platform max phone documents"),
    (
        "vk_id",
        "platform id teacher|person_word|user",
        "@staff profile account number page url id have fio system portal personal school",
        "journal @others chat class max foreign documents message call qr class_lead @papers @doings group title link "
        "register role date my_school",
    ),
    (
        "vk_id",
        "platform id; platform id system|portal; platform url|page|number",
        "@staff profile account number page url id have fio system portal personal",
        "school journal @others chat class max foreign documents message call qr class_lead @papers @doings group title link "
        "register role date my_school",
    ),
    (
        "vk_id",
        "id; platform id; platform url|page|number; page; url; profile url|id; profile platform id; "
        "number page; account id|number; =platform page; account url; any_name id?; platform code user|account|profile; =platform?; platform profile?; platform account?; number profile?; number user?; personal page platform",
        "@staff platform profile account number page url id have fio personal",
        "journal @others chat school class max foreign documents message call qr class_lead @papers @doings "
        "system organizer group title link register role date my_school activity active visit write send view use",
    ),
    (
        "max_id",
        "max id; max url|page|number; max profile id|url|page; max account id|number|url; max code user|account|profile; =max?",
        "@staff platform profile account number page url id have",
        "journal @others chat school class foreign documents message call qr link register date phone email signature "
        "channel bot community group grouped",
    ),
    (
        "full_name",
        "fio; surname first_name; surname first_name patronymic; any_name; first_name teacher|person_word|user|surname; "
        "=person_word; =user; =teacher; =teacher user; =person_word role; any_name teacher|person_word|user; "
        "surname patronymic; fio class_lead; fio role; =organizer teacher?; person_word role; =member?",
        "@staff class_lead role platform total index number neutral",
        "@others chat message call school class journal max link register create write date birth title phone "
        "group organizer status previous count",
    ),
    ("last_name", "surname", "@staff platform", "first_name patronymic @others organizer"),
    ("first_name", "=first_name; =first_name teacher; first_name", "@staff platform", "surname fio @others organizer"),
    ("patronymic", "patronymic", "@staff have", "surname fio @others organizer"),
    ("class_teacher", "class_lead", "teacher have person_word fio", "message chat count call write create @others"),
    (
        "role",
        "role; title role; role subject; role platform; role user|teacher; experience! teacher|user?",
        "subject platform user person_word teacher fio school experience have use member create make",
        "documents @others date plan previous organizer title place journal",
    ),
    (
        "classes",
        "=class; class class_lead; class organizer; class link; class organizer class_lead; class teacher|person_word; class pin; =class have; class number|title|any_name; class teach|lesson; teach; class fill|use; =class year current; =class of_them?",
        "teacher person_word class_lead have school pin number title teach lesson fill work",
        "message chat call pupil parent create write count register journal link place subject group total url id",
    ),
    (
        "school",
        "school; title school; =title; title school place; school teacher|person_word?",
        "title platform class place number",
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
    # --- what a row says about that person
    (
        "my_school",
        "my_school; my_school make|use; my_school access; my_school active|activity|visit|register|authorise|link|connect|have|account",
        "@staff active activity visit register authorise link connect have account status week period current platform portal system use make access add member set_up activate "
        "school profile join achieved fill",
        "@others date last duration percent id url number plan average change journal previous @papers @doings message call "
        "month year ever below opposite title role rank",
    ),
    (
        "last_activity",
        "last visit|active|activity|authorise; date visit|activity|active|authorise; date last visit|activity|active|authorise; last make|use|install?; last connect; date last use|connect; activity?; visit active?; "
        "last activity visit; last activity date; date last make; date last visit; =date last; last user visit; =last?; =last platform?; =last count?; =last count platform?; visit?",
        "@staff platform profile account user page have period count current system self use portal school",
        "message call journal my_school max @others chat register link create plan average previous change week "
        "month year file grade homework lesson percent write send duration day foreign activate device rank ever code first",
    ),
    (
        "last_activity",  # said to be the last one: the week only says by when
        "last visit|active|activity|authorise; date last visit|activity|active|authorise; last activity visit; "
        "last activity date; date last visit",
        "@staff platform profile account user page have period week current system self school date visit",
        "message call journal my_school max @others chat register link create plan average previous change month year file grade "
        "homework lesson percent write send duration day foreign activate device rank ever code first count use portal",
    ),
    (
        "messages_10",
        "message n10; write n10; send n10; =n10; =n10 atleast; =n10 week; =n10 atleast week; =n10 total; =n10 count; =n10 activity|active; n10 chat^ grouped; n10 chat^?; n10 group^?; n10 grouped?; n10 achieved?; message n10 week",
        "@staff @many write send make grouped group chat message platform outgoing self active activity new class",
        "@other_time @measure @doings @others personal incoming missed channel community bot call n3 date last member "
        "journal rank link",
    ),
    (
        "messages_3",
        "message n3; write n3; send n3; =n3; =n3 atleast; =n3 week; =n3 atleast week; =n3 total; =n3 count; =n3 activity|active; n3 chat^ grouped; n3 chat^?; n3 group^?; n3 grouped?; n3 achieved?; message n3 week",
        "@staff @many write send make grouped group chat message platform outgoing self active activity new class",
        "@other_time @measure @doings @others personal incoming missed channel community bot call n10 date last member "
        "journal rank link",
    ),
    (
        "group_messages",
        "message!; message! grouped|group|chat; message send|write; message send|write chat|group|grouped; write chat|group|grouped; "
        "send chat|group|grouped?; write?; activity chat|group?; grouped chat|group total?; message! grouped chat; "
        "message! week; write grouped chat; =grouped chat of_them?; message of_them grouped",
        "@staff @many write send make grouped group chat platform outgoing new class school active activity",
        "@other_time @measure @doings @others personal incoming missed channel community bot call date last member "
        "journal rank link id number url my_school max title n3 n10 status join register delete  role organizer",
    ),
    (
        "calls",
        "call; call make|outgoing; call make outgoing; call n1; call n1 make; conference make?; call week",
        "@staff @many make use send self voice outgoing grouped group new platform active activity chat user create",
        "@other_time @measure grade view reaction file poll forward comment reply mention draft delete device course portfolio attendance task_work notification homework lesson contact subject foreign pin @others incoming missed member join date last message journal rank link id url n3 n10 attend invitation "
        "my_school channel school class personal max title register fio role organizer connect",
    ),
    (
        "calls",  # «Исходящие», where nothing says that messages are meant
        "=outgoing?; =outgoing count?",
        "@staff @many",
        "@other_time @measure @doings @others personal incoming missed write send message activity active chat group grouped "
        "date last journal register create",
    ),
    (
        "group_chats",
        "chat!; grouped chat!; create|set_up chat|group; create|set_up grouped chat|group; grouped group!; =group count?; grouped create|set_up?; "
        "chat! count; chat! create|set_up count; chat! grouped count; chat! n1; make chat!; make group; create?",
        "@staff create set_up fill grouped group new make platform outgoing school count total of_them have current period week n1 atleast achieved ever self",
        "previous month year day weekend other_span @measure @doings @others message write send call personal member join title url id number qr "
        "channel community bot active activity visit role date last journal link my_school max n3 n10 register "
        "status code phone use class class_lead with_teacher add organizer account profile incoming report_paper",
    ),
    (
        "group_chats",
        "create|set_up chat; create|set_up grouped chat|group; member create! chat; activity create! chat; activity create! grouped chat; member create! grouped chat; fill create! chat; fill create! grouped chat",
        "@staff @many create grouped group new make school platform class class_lead outgoing ever self work fill active use achieved",
        "previous month year day weekend other_span @measure @doings @others message write send call personal member join title url id number qr "
        "channel community bot active activity visit role date last journal link my_school max n3 n10 register organizer "
        "with_teacher add",
    ),
    (
        "journal_linked",
        "journal!; journal link|connect; journal! account|profile; link account|profile; journal link|connect|join account|profile; "
        "link?; link install?; journal install; journal use link; journal use link account; journal fill link; journal fill link account; journal register|authorise|join?; journal platform; journal platform link|connect; "
        "journal! have; journal pin; journal add|join?; link status; journal status; journal link status; journal",
        "@staff link connect have status user person_word platform count total page achieved of_them current "
        "make register authorise install activate self",
        "block delete access @others @measure fill visit grade id code my_school message call chat date role number title class use "
        "active activity last duration @papers @doings @other_time group organizer max member url fio write send create",
    ),
    (
        "journal_linked",  # said to be linked: the week or the school only says when and where
        "journal link|connect; link account|profile; journal link account|profile",
        "@staff link connect account profile have status user platform count total page of_them current week period school "
        "make achieved self new",
        "block delete access @others @measure fill visit grade id code my_school message call chat date role number title class "
        "use active activity last duration @papers @doings @other_time group organizer max member url fio write send create "
        "install n3 n10",
    ),
    (
        "profile_active",
        "=status; =status current; =status member; status activity; activity?; status profile|account|user|page; active profile|account|page; activate; activate profile|account; profile use; =active; "
        "=active have; active status; active platform; study_profile active|activate|activity; study_profile platform active|activate; status study_profile; status study_profile platform; active user|teacher; status active; profile platform active; "
        "status platform; status teacher|person_word; status profile platform; active?; activity profile|account",
        "@staff profile account platform user page status current active have achieved",
        "@others @measure journal my_school max date last message call chat register link week @papers @doings role "
        " authorise organizer class create write grouped @other_time n1 percent school member join number phone",
    ),
    (
        "profile_active",  # said to be of a profile: the week or the school only says when and where
        "status profile|account; active profile|account; activate profile|account; activity profile|account; "
        "active status profile|account; profile|account use; status study_profile; study_profile active|activate|activity",
        "@staff profile account platform user page status current active activate have achieved week period school count join "
        "set_up",
        "@others @measure journal my_school max date last message call chat register link @papers @doings role "
        "authorise organizer class create write grouped @other_time n1 percent number phone member",
    ),
    (
        "max_active_week",
        "max active|activity|visit; max active user; max activity account|profile; max active|activity|visit week; max make week; max week; max make?; max use; max use active|activity|week; max make activity; max write?",
        "@staff week current user period have use make visit count n1 achieved platform attend status",
        "@others @measure date last message call chat id url link @papers @doings @other_time role group grouped percent",
    ),
    (
        "max_registered",
        "max register|account|profile|have|join|authorise|connect|status|user|activate; =max; max register user|account|profile; "
        "max teacher|person_word; max set_up|add; max device have?; max create account|profile; max install; max create?; max member|attend; max install phone|device; max visit make|achieved",
        "@staff register account profile have join authorise connect status user total count device platform create new set_up add "
        "make achieved self attend "
        "current of_them",
        "@others @measure message call chat id url link @papers @other_time role journal date last visit activity week "
        "group grouped channel member number page foreign percent",
    ),
    (
        "max_registered",  # said to be registered: the week only says by when
        "max register|authorise|join|connect; max register user|account|profile; max account|profile; max active account|profile",
        "@staff register account profile have join authorise connect status user total count platform new make achieved self "
        "current of_them week period school",
        "@others @measure message call chat id url link @papers @other_time role journal date last visit activity group "
        "grouped channel member number page foreign percent use n1 n3 n10",
    ),
    (
        "parents_connected",
        "parent view connect|register; parent platform|max|register|connect|join|authorise|have|account; parent max register|connect|join|authorise; "
        "parent platform register|connect|join|authorise; parent register count; parent count connect|register|join; "
        "parent of_them platform|max|register|connect|join; parent achieved; parent max achieved; parent max chat^?",
        "count total platform max register connect join authorise have account user of_them class current profile use install "
        "achieved new pupil attend member set_up headcount class_lead",
        "chat message call journal  fio date @measure @papers @doings @other_time link role group grouped id url "
        "activity active write send percent",
    ),
    (
        "registered",
        "platform register; platform register portal|system; platform account portal|system; study_profile; "
        "study_profile platform|register|have",
        "@staff platform account profile have status user count total new of_them page achieved current create join connect "
        "authorise make personal portal system study_profile school week period",
        "code active journal link my_school max foreign @others @measure @papers @doings course date id url number message call chat "
        "last visit invitation organizer role class title activity @other_time group grouped fio index write send lesson",
    ),
    (
        "registered",
        "register; platform register; platform have|attend; platform account|profile; =platform; =platform have; join platform; authorise; join|connect|add|set_up|member|link school; link school platform; join community school; "
        "connect platform; account have|count; profile have; =account; create account|profile; platform user; join?; =profile?; =personal profile?; register device; register platform device; install device platform; member community school; member|add|install|make|use|fill|visit platform?; "
        "profile platform have; authorise platform; connect?; account platform have; authorise account; register account|profile; "
        "account; status register; =have platform; access platform; register status; activate register; =platform activate?; visit platform achieved; visit achieved?; "
        "set_up|add?; set_up|add platform; set_up account|profile; set_up|add platform school",
        "@staff set_up add platform account profile have status user count total new of_them page achieved current create join connect "
        "authorise make personal self school week period community",
        "portal block delete begin code active journal link my_school max foreign @others @measure @papers @doings course date id url number  message call chat "
        "last visit invitation organizer role class title activity  @other_time group grouped  "
        "fio index write send lesson birth member ",
    ),
    # --- figures of a school, and a class teacher's pupils
    (
        "pupils_journal",
        "pupil journal; class link journal; pupil link; pupil journal link|connect; pupil link account|profile; pupil account link journal; "
        "pupil platform journal link; pupil class journal; pupil of_them journal|link; pupil journal account|profile",
        "count total platform link connect account profile have class of_them journal person_word user register achieved headcount make class_lead current",
        "parent message call chat fio id @measure @papers @doings @other_time fill grade activity active visit my_school max "
        "group grouped teacher write send create ",
    ),
    (
        "pupils_in",
        "pupil platform; pupil register|join|authorise|connect; pupil platform register|join|connect|authorise; "
        "pupil account|profile; pupil class platform; pupil visit platform?; class of_them platform; class platform count; class count register|connect; pupil of_them platform|register|join|connect; pupil total count platform; pupil achieved platform; pupil achieved?",
        "count total class have account profile user of_them register connect join authorise platform new achieved set_up headcount make access add class_lead current",
        "parent message call chat journal link fio id @measure @papers @doings @other_time activity active visit my_school max "
        "group grouped teacher write send create",
    ),
    (
        "pupils_count",
        "pupil; pupil count|total; pupil class; pupil total count; pupil class count|total; headcount class; pupil headcount; class headcount; headcount count; =headcount?",
        "count total class have school headcount class_lead week period current",
        "parent message call chat journal link fio id @measure @papers @doings @other_time activity active visit my_school max "
        "group grouped register platform join connect authorise account profile url role write send create foreign",
    ),
    (
        "teachers_in",
        "teacher|person_word platform; teacher|person_word register|join|authorise|connect; "
        "teacher|person_word platform register|join|connect|authorise; teacher|person_word account|profile; "
        "teacher|person_word total count platform; platform user count; teacher|person_word of_them platform|register; "
        "teacher|person_word user platform; teacher|person_word platform journal!",
        "count total have user of_them account profile school journal new create",
        "message call chat link @others id url fio @measure @papers @doings @other_time activity my_school max group grouped "
        "write send role status active class page number n3 n10 date last ",
    ),
    (
        "teachers_count",
        "teacher|person_word count|total; teacher|person_word total count; teacher?; teacher school count|total; teacher|person_word headcount",
        "school have experience user headcount",
        "message call chat link journal platform register join connect @others id url fio @measure @papers @doings @other_time "
        "activity active my_school max group grouped write send role status create account profile authorise",
    ),
)

# What a meaning is in a list of people (a fact's code) and in a summary (an indicator's code).
PEOPLE: Final = {
    "pupils_journal": "pupils_journal_linked",
    "pupils_in": "pupils_registered",
    "pupils_count": "pupils_total",
    "teachers_in": "registered",
    "teachers_count": None,
    IGNORED: None,
}
SUMMARY: Final = {
    "pupils_in": "pupils_total",
    "pupils_count": "pupils_total",
    "teachers_in": "teachers_total",
    "teachers_count": "teachers_total",
    "registered": "teachers_total",
    "full_name": "teachers_total",  # «Учителя» over figures
    "group_chats": "teachers_created_chats",
    "messages_3": "teachers_3_messages",
    "messages_10": "teachers_10_messages",
    "calls": "teachers_called",
    "journal_linked": "teachers_journal_linked",
    "pupils_journal": "pupils_journal_linked",
    "max_registered": "max_registered",
    "max_active_week": "max_active_week",
    "parents_connected": "parents_connected",
    "school": "school",
    "period": "period",
    "period_from": "period_from",
    "period_to": "period_to",
    IGNORED: None,
}
