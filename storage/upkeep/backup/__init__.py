"""Backups: one file that holds a whole database of either kind, and the way back."""

from storage.upkeep.backup.archive import Archive, Manifest, open_archive
from storage.upkeep.backup.making import make_backup
from storage.upkeep.backup.restoring import Restored, bring_up_to_date, is_empty, restore_backup

__all__ = [
    "Archive",
    "Manifest",
    "Restored",
    "bring_up_to_date",
    "is_empty",
    "make_backup",
    "open_archive",
    "restore_backup",
]
