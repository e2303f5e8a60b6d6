"""A bar on standard error for long work, when somebody is there to see it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

# How much is done, and of how much.
Draw = Callable[[int, int], None]


@contextmanager
def progress_bar(title: str) -> Iterator[tuple[Draw, Callable[[str], None]]]:
    """Gives how it is drawn, and how to say something meanwhile."""
    if not sys.stderr.isatty():
        yield (lambda done, total: None), (lambda sentence: typer.echo(sentence, err=True))
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield (lambda done, total: bar.update(task, total=total, completed=done)), bar.console.print
