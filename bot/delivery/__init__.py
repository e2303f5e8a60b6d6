"""The delivery engine: from the outbox to people, at the messenger's own limit, correct through every fault."""

from bot.delivery.engine import Delivery, deliver
from bot.delivery.options import Options
from bot.delivery.progress import News, NewsKind, Progress, Totals

__all__ = ["Delivery", "News", "NewsKind", "Options", "Progress", "Totals", "deliver"]
