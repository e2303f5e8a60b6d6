"""All tables. One file a theme; `Base.metadata` is the whole schema."""

from storage.tables.base import Base, Moment
from storage.tables.cabinet import CabinetLink, CabinetSession
from storage.tables.clock import Escalation, Occasion
from storage.tables.people import (
    Account,
    Attempt,
    Claim,
    Correction,
    Detached,
    Exemption,
    Invitation,
    Member,
    Person,
    PersonAccount,
    RememberedMatch,
    Silenced,
    ThreadLine,
)
from storage.tables.schools import Break, ReportTemplate, School, SchoolAlias, Target
from storage.tables.sending import Campaign, OutboxRow
from storage.tables.statistics import (
    PersonWeek,
    PreviousLoad,
    PreviousRow,
    RememberedMapping,
    SchoolWeek,
    StatisticsImport,
)
from storage.tables.talking import AuditEntry, Chat, Dialogue, Errand, HandledEvent, LiveCount, Note, Reply

__all__ = [
    "Account",
    "Attempt",
    "AuditEntry",
    "Base",
    "Break",
    "CabinetLink",
    "CabinetSession",
    "Campaign",
    "Chat",
    "Claim",
    "Correction",
    "Detached",
    "Dialogue",
    "Errand",
    "Escalation",
    "Exemption",
    "HandledEvent",
    "Invitation",
    "LiveCount",
    "Member",
    "Moment",
    "Note",
    "Occasion",
    "OutboxRow",
    "Person",
    "PersonAccount",
    "PersonWeek",
    "PreviousLoad",
    "PreviousRow",
    "RememberedMapping",
    "RememberedMatch",
    "Reply",
    "ReportTemplate",
    "School",
    "SchoolAlias",
    "SchoolWeek",
    "Silenced",
    "StatisticsImport",
    "Target",
    "ThreadLine",
]
