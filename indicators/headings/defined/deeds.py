"""What a row says about that person: what somebody did, joined, linked, or is active in."""

from typing import Final

DEEDS: Final[tuple[tuple[str, str, str, str], ...]] = (
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
        "message n10; write n10; send n10; =n10; =n10 atleast; =n10 have; n10 atleast group^; n10 atleast chat^; =n10 week; =n10 atleast week; =n10 total; =n10 count; =n10 activity|active; n10 chat^ grouped; n10 chat^?; n10 group^?; n10 grouped?; n10 achieved?; message n10 week",
        "@staff @many write send make grouped group chat message platform outgoing self active activity new class",
        "@other_time @measure @doings @others personal incoming missed channel community bot call n3 date last member "
        "journal rank link",
    ),
    (
        "messages_3",
        "message n3; write n3; send n3; =n3; =n3 atleast; =n3 have; n3 atleast group^; n3 atleast chat^; =n3 week; =n3 atleast week; =n3 total; =n3 count; =n3 activity|active; n3 chat^ grouped; n3 chat^?; n3 group^?; n3 grouped?; n3 achieved?; message n3 week",
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
        "journal rank link id number url my_school max title n3 n10 status join register delete role organizer",
    ),
    (
        "calls",
        "call; call make|outgoing; call make outgoing; call n1; call n1 make; conference make?; call week",
        "@staff @many make use send self voice outgoing grouped group new platform active activity chat user create conference",
        "@other_time @measure phone grade view reaction file poll forward comment reply mention draft delete device course portfolio attendance task_work notification homework lesson contact subject foreign pin @others incoming missed member join date last message journal rank link id url n3 n10 attend invitation "
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
        "@staff create set_up fill grouped group new make platform outgoing count total of_them have current period week n1 atleast achieved ever self",
        "previous month year day weekend other_span @measure @doings @others message write send call personal member join title url id number qr "
        "channel community bot active activity visit role date last journal link my_school max n3 n10 register "
        "status code phone use class class_lead with_teacher add organizer account profile incoming report_paper",
    ),
    (
        "group_chats",
        "create|set_up chat; create|set_up grouped chat|group; member create! chat; activity create! chat; activity create! grouped chat; member create! grouped chat; fill create! chat; fill create! grouped chat",
        "@staff @many create grouped group new make school platform class class_lead outgoing ever self fill use achieved",
        "previous month year day weekend other_span @measure @doings @others message write send call personal member join title url id number qr "
        "channel community bot active activity visit role date last journal link my_school max n3 n10 register organizer "
        "with_teacher add",
    ),
    (
        "journal_linked",
        "journal!; journal link|connect; link account|profile; journal link|connect|join account|profile; "
        "link?; link install?; journal install; journal use link; journal use link account; journal fill link; journal fill link account; journal platform; journal platform link|connect; "
        "journal! have; journal pin; journal add|join?; link status; journal status; journal link status; journal",
        "@staff link connect have status user person_word platform count total page achieved of_them current "
        "make install activate self",
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
        "max teacher|person_word; max set_up|add; max device^ have?; max create account|profile; max install; max create?; max member|attend; max install phone|device; max phone^?; max visit make|achieved",
        "@staff register account profile have join authorise connect status user total count platform create new set_up add "
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
        "parent connect|register|join|have study_profile; parent of_them platform|max|register|connect|join; parent achieved; parent max achieved; parent max chat^?; parent connect|join|attend chat^?",
        "count total platform max register connect join authorise have account user of_them class current profile use install "
        "achieved new pupil attend member set_up headcount class_lead",
        "chat message call journal fio date @measure @papers @doings @other_time link role group grouped id url "
        "activity active write send percent",
    ),
    (
        "registered",
        "platform register; platform register portal|system; platform account portal|system; study_profile; "
        "study_profile platform|register|have",
        "@staff platform account profile have status user count total new of_them page achieved current create join connect "
        "authorise make personal portal system study_profile school week period set_up add self",
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
        "channel portal block delete begin code active journal link my_school max foreign @others @measure @papers @doings course date id url number message call chat "
        "last visit invitation organizer role class title activity @other_time group grouped  "
        "fio index write send lesson birth member ",
    ),
)
