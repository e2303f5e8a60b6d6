"""Figures of a school, and of a class teacher's pupils."""

from typing import Final

CLASSES: Final[tuple[tuple[str, str, str, str], ...]] = (
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
        "pupil account|profile|study_profile; study_profile of_them|count; pupil class platform; pupil visit platform?; class of_them platform; class platform count; class count register|connect; pupil of_them platform|register|join|connect; pupil total count platform; pupil achieved platform; pupil achieved?",
        "count total class have account profile user of_them register connect join authorise platform new achieved set_up headcount make access add class_lead current study_profile",
        "parent message call chat journal link fio id @measure @papers @doings @other_time activity active visit my_school max "
        "group grouped teacher write send create",
    ),
    (
        "pupils_count",
        "pupil; pupil pin; pupil headcount pin; pupil count|total; pupil class; pupil total count; pupil class count|total; headcount class; pupil headcount; class headcount; headcount count; =headcount?",
        "count total class have school headcount class_lead pin week period current member",
        "parent message call chat journal link fio id @measure @papers @doings @other_time activity active visit my_school max "
        "group grouped register platform join connect authorise account profile study_profile url role write send create foreign",
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
        "school have user headcount",
        "message call chat link journal platform register join connect @others id url fio @measure @papers @doings @other_time "
        "activity active my_school max group grouped write send role status create account profile authorise",
    ),
)
