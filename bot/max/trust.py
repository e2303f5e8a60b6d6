"""Whom these sessions trust: MAX's chain ends at the root of the Минцифры, which no usual store of roots contains.

It is added for MAX's sessions only, from the file beside this one (its fingerprint: docs/security.md).
"""

import ssl
from pathlib import Path

ROOT = Path(__file__).with_name("russian_trusted_root_ca.pem")


def max_ssl() -> ssl.SSLContext:
    """The usual roots, and that of the Минцифры."""
    context = ssl.create_default_context()
    context.load_verify_locations(cafile=ROOT)
    return context
