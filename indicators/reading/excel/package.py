"""The parts of an xlsx and how they lead to each other, as forgivingly as office programs follow them."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import normpath
from typing import Final
from xml.etree.ElementTree import Element

from indicators.reading import archives
from indicators.reading.limits import ReadLimits
from indicators.reading.markup import parsed
from indicators.reading.refusals import refused

_USUAL: Final = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """`part` is empty when the workbook names a sheet that is not in the file."""

    name: str
    part: str
    kind: str
    hidden: bool


class Package:
    def __init__(self, archive: zipfile.ZipFile, limits: ReadLimits) -> None:
        self._archive = archive
        self._limits = limits
        self._names = {name.lower(): name for name in archive.namelist()}
        main = self.targets("", "officeDocument")
        self._main = main[0] if main else _USUAL
        self.book = self.root(self._main)
        if self.book is None:
            raise refused("no_workbook")

    def content(self, part: str) -> bytes | None:
        name = self._names.get(part.lower())
        return archives.content(self._archive, name, self._limits) if name else None

    def root(self, part: str) -> Element | None:
        content = self.content(part)
        return parsed(content) if content is not None else None

    def targets(self, source: str, kind: str) -> list[str]:
        """The parts of a kind that another part refers to."""
        return [part for one, part in self._relations(source).values() if one == kind]

    def shared(self, kind: str) -> Element | None:
        """The workbook's strings or styles, wherever they are."""
        for part in [*self.targets(self._main, kind), f"xl/{kind}.xml"]:
            if (root := self.root(part)) is not None:
                return root
        return None

    def sheets(self) -> Iterator[SheetPart]:
        relations = self._relations(self._main)
        for sheet in descendants(self.book, "sheet"):
            link = next((value for key, value in sheet.attrib.items() if local(key) == "id"), "")
            kind, part = relations.get(link, ("", ""))
            hidden = sheet.get("state", "visible") != "visible"
            yield SheetPart(sheet.get("name", ""), part if part.lower() in self._names else "", kind, hidden)

    def _relations(self, source: str) -> dict[str, tuple[str, str]]:
        """Id → (kind, part)."""
        path = PurePosixPath(source)
        root = self.root(str(path.parent / "_rels" / f"{path.name}.rels"))
        return {
            one.get("Id", ""): (one.get("Type", "").rpartition("/")[2], _resolved(path, one.get("Target", "")))
            for one in (root if root is not None else ())
        }


def _resolved(source: PurePosixPath, target: str) -> str:
    target = target.replace("\\", "/")
    return target.lstrip("/") if target.startswith("/") else normpath(str(source.parent / target)).lstrip("./")


def local(name: object) -> str:
    """The name of an element or attribute without its namespace: some writers use others than Excel."""
    return str(name).rpartition("}")[2]


def descendants(parent: Element | None, name: str) -> Iterator[Element]:
    return (one for one in (parent.iter() if parent is not None else ()) if local(one.tag) == name)
