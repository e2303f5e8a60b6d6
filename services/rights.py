"""Who may do what: one line a deed. Checked by the deed itself, whoever calls it."""

from enum import Enum, StrEnum

from indicators.errors import NotAllowed
from services.actor import Actor
from storage.people.roles import CHANGING, Role

ROLES_ONLY = "Это умеет только ответственный за Сферум в школе."
CHANGERS_ONLY = "Вы видите сводки и отчёты, а менять и рассылать может ответственный за Сферум."


class Own(Enum):
    """Deeds that are about whoever does them: no role is asked for."""

    ANYBODY = "anybody"
    ON_A_LIST = "on a list"  # whoever is known as a person of a school


class Deed(StrEnum):
    EXEMPT = "exempt"
    CORRECT = "correct"
    MERGE = "merge"
    DISOWN = "disown"
    BRING_BACK = "bring_back"
    MARK_AS_LEFT = "mark_as_left"
    READ = "read"
    SEE_LOG = "see_log"
    SEE_WHOM_TO_VISIT = "see_whom_to_visit"
    START_ROUND = "start_round"
    STEER_ROUNDS = "steer_rounds"
    SET_SCHOOL = "set_school"
    PRINT = "print"
    SUBSCRIBE = "subscribe"
    IMPORT = "import"
    SET_PUPILS = "set_pupils"
    SEE_LOADS = "see_loads"
    UNDO_LOAD = "undo_load"
    CREATE_SCHOOLS = "create_schools"
    KEEP_CHATS = "keep_chats"
    OPT_OUT = "opt_out"
    OPT_IN = "opt_in"
    FORGET = "forget"
    FORGET_FOR_THEM = "forget_for_them"
    ASK_IN = "ask_in"
    USE_CODE = "use_code"
    LET_IN = "let_in"
    GIVE_CODE = "give_code"
    UNLINK = "unlink"
    GIVE_ROLES = "give_roles"
    NAME_FIRST_OFFICER = "name_first_officer"
    NAME_COLLEAGUE = "name_colleague"
    ANSWER_OFFER = "answer_offer"
    CHOOSE_SCHOOL = "choose_school"
    CHOOSE_MESSENGER = "choose_messenger"
    OWN_TIME = "own_time"
    ANSWER_NUDGE = "answer_nudge"
    ANSWER_DISPUTE = "answer_dispute"
    TELL_OFFICERS = "tell_officers"
    EXPORT = "export"
    OPEN_CABINET = "open_cabinet"


ALLOWED: dict[Deed, frozenset[Role] | Own] = {
    Deed.EXEMPT: CHANGING,
    Deed.CORRECT: CHANGING,
    Deed.MERGE: CHANGING,
    Deed.DISOWN: Own.ON_A_LIST,
    Deed.BRING_BACK: CHANGING,
    Deed.MARK_AS_LEFT: CHANGING,
    Deed.READ: frozenset(Role),
    Deed.SEE_LOG: frozenset({Role.OFFICER}),
    Deed.SEE_WHOM_TO_VISIT: CHANGING,
    Deed.START_ROUND: CHANGING,
    Deed.STEER_ROUNDS: CHANGING,
    Deed.SET_SCHOOL: CHANGING,
    Deed.PRINT: CHANGING,
    Deed.SUBSCRIBE: frozenset(Role),
    Deed.IMPORT: CHANGING | {Role.MUNICIPAL},
    Deed.SET_PUPILS: CHANGING,
    Deed.SEE_LOADS: frozenset(Role),
    Deed.UNDO_LOAD: CHANGING,
    Deed.CREATE_SCHOOLS: frozenset({Role.MUNICIPAL}),
    Deed.KEEP_CHATS: CHANGING,
    Deed.OPT_OUT: Own.ANYBODY,
    Deed.OPT_IN: Own.ANYBODY,
    Deed.FORGET: Own.ANYBODY,
    Deed.FORGET_FOR_THEM: frozenset({Role.OFFICER}),
    Deed.ASK_IN: Own.ANYBODY,
    Deed.USE_CODE: Own.ANYBODY,
    Deed.LET_IN: CHANGING,
    Deed.GIVE_CODE: CHANGING,
    Deed.UNLINK: CHANGING,
    Deed.GIVE_ROLES: frozenset({Role.OFFICER}),
    Deed.NAME_FIRST_OFFICER: frozenset({Role.MUNICIPAL}),
    Deed.NAME_COLLEAGUE: frozenset({Role.MUNICIPAL}),
    Deed.ANSWER_OFFER: Own.ANYBODY,
    Deed.CHOOSE_SCHOOL: frozenset(Role),
    Deed.CHOOSE_MESSENGER: Own.ON_A_LIST,
    Deed.OWN_TIME: Own.ON_A_LIST,
    Deed.ANSWER_NUDGE: Own.ON_A_LIST,
    Deed.ANSWER_DISPUTE: CHANGING,
    Deed.TELL_OFFICERS: Own.ON_A_LIST,
    Deed.EXPORT: Own.ANYBODY,
    Deed.OPEN_CABINET: frozenset(Role),
}


def may(actor: Actor, deed: Deed) -> bool:
    allowed = ALLOWED[deed]
    if actor.trusted or allowed is Own.ANYBODY:
        return True
    return bool(actor.persons) if isinstance(allowed, Own) else bool(actor.roles & allowed)


def require(actor: Actor, deed: Deed) -> None:
    """
    Raises:
        NotAllowed: the actor has no role at this school that may do it.
    """
    if not may(actor, deed):
        raise NotAllowed(CHANGERS_ONLY if actor.roles else ROLES_ONLY)
