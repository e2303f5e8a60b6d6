"""The outbox: rows are claimed, sent, and settled; campaigns are paused, resumed, cancelled, finished."""

from storage.campaigns.outbox.campaigns import (
    OpenCampaign,
    campaigns_of,
    cancel_campaign,
    finish_done,
    open_campaigns,
    pause_campaign,
    resume_campaign,
    retry_failed,
    running_campaigns,
)
from storage.campaigns.outbox.claiming import (
    Claimed,
    claim,
    emptied_since,
    mark_twins,
    next_moment,
    recover,
    release,
)
from storage.campaigns.outbox.counting import (
    NOT_DELIVERED,
    Counts,
    Outcome,
    count_each,
    count_in,
    count_rows,
    count_skipped,
    count_thanks,
    next_moments,
    open_platforms,
    outcomes,
    undelivered,
)
from storage.campaigns.outbox.proving import prove_sent
from storage.campaigns.outbox.rechecking import LastLook, Recheck, make_recheck
from storage.campaigns.outbox.settling import Settled, replies_since, settle
from storage.campaigns.outbox.single_deliverer import sole_deliverer

__all__ = [
    "NOT_DELIVERED",
    "Claimed",
    "Counts",
    "LastLook",
    "OpenCampaign",
    "Outcome",
    "Recheck",
    "Settled",
    "campaigns_of",
    "cancel_campaign",
    "claim",
    "count_each",
    "count_in",
    "count_rows",
    "count_skipped",
    "count_thanks",
    "emptied_since",
    "finish_done",
    "make_recheck",
    "mark_twins",
    "next_moment",
    "next_moments",
    "open_campaigns",
    "open_platforms",
    "outcomes",
    "pause_campaign",
    "prove_sent",
    "recover",
    "release",
    "replies_since",
    "resume_campaign",
    "retry_failed",
    "running_campaigns",
    "settle",
    "sole_deliverer",
    "undelivered",
]
