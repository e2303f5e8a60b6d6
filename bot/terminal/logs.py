"""Logs: structured lines on standard error, without tokens and without people's names.

Names never get in because log calls are given ids and numbers only; tokens are masked here as well,
since they can hide in the text of a foreign library's exception.
"""

import logging
import re
import sys

import structlog
from structlog.typing import EventDict, WrappedLogger

_TOKEN = re.compile(
    r"(vk1\.a\.[\w-]{8})[\w-]+|(access_token=)[^&\s\"']+|(://[^\s/@:]{0,64}:)[^\s/@]+(?=@)|\b[0-9a-f]{60,}\b"
)


def mask(text: str) -> str:
    """The text with everything that looks like an access token, or a password in an address, cut out."""
    return _TOKEN.sub(lambda match: (match[1] or match[2] or match[3] or "") + "…", text)


def _mask_values(logger: WrappedLogger, method: str, line: EventDict) -> EventDict:
    return {key: mask(value) if isinstance(value, str) else value for key, value in line.items()}


def set_up_logs(*, level: int = logging.INFO) -> None:
    human = sys.stderr.isatty()
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(level),
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=not human),
            structlog.processors.format_exc_info,
            _mask_values,
            structlog.dev.ConsoleRenderer() if human else structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
