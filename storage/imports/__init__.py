"""Importing a statistics file: what would change is shown first, and written as one transaction or not at all."""

from storage.imports.report import Change, Doubt, ImportReport, ImportRequest, SchoolReport
from storage.imports.run import import_file

__all__ = ["Change", "Doubt", "ImportReport", "ImportRequest", "SchoolReport", "import_file"]
