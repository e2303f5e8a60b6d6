"""Whom the sessions with MAX trust beyond the usual: one root, which the documents name."""

import hashlib
import ssl
from pathlib import Path

from bot.max.trust import ROOT, max_ssl

SECURITY = Path(__file__).parents[3] / "docs" / "security.md"


def test_the_one_more_root_is_the_one_whose_fingerprint_the_documents_name():
    der = ssl.PEM_cert_to_DER_cert(ROOT.read_text(encoding="ascii"))
    fingerprint = hashlib.sha256(der).hexdigest().upper()
    assert ":".join(fingerprint[at : at + 2] for at in range(0, 64, 2)) in SECURITY.read_text(encoding="utf-8")
    assert der in max_ssl().get_ca_certs(binary_form=True)
    assert der not in ssl.create_default_context().get_ca_certs(binary_form=True)
    assert ROOT.read_text(encoding="ascii").count("BEGIN CERTIFICATE") == 1
