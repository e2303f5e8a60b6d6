"""The program at work: conversations, delivery, clock and web pages side by side until it is told to stop."""

from bot.running.program import Program
from bot.running.web import web_pages

__all__ = ["Program", "web_pages"]
