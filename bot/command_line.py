"""The command line: what can be asked, with which words. What each command does is in `bot/commands/`.

Commands are loaded when they are called: `--help` must not wait for libraries it does not use.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot.terminal.plain import STOPPED, speak_safely
from bot.terminal.usage_words import in_russian
from indicators.errors import DezhurnyError, UsageError

# Typer carries a copy of click and shows only the leaves of its exceptions.
_UsageError, _AnyClickError = typer.BadParameter.__mro__[1:3]
_INTERRUPTED = 130  # what typer makes of Ctrl-C

app = typer.Typer(
    name="bot",
    help="Дежурный: читает статистику Сферума и вежливо напоминает учителям, чего им не хватает.",
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

SchoolOption = Annotated[str | None, typer.Option("--school", help="Название школы; без него — все школы.")]
WeekOption = Annotated[
    str | None, typer.Option("--week", help="Неделя статистики, например 2026-W46; без неё — новейшая.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Ответ одним документом JSON.")]
OutOption = Annotated[Path, typer.Option("--out", help="Куда записать файл.")]


@app.callback(invoke_without_command=True)
def bot(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        _work()
        return
    from bot.process.lean import load_plain_logs

    load_plain_logs()


@app.command(help="Работать: события, расписание, доставка, веб-страницы. Без VK_TOKEN — песочница.")
def run(
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only", metavar="PART…", help="Только эти части, остальное — другими процессами на той же базе."
        ),
    ] = None,
    more: Annotated[
        list[str] | None, typer.Argument(metavar="events|delivery|clock|web", help="Ещё части к --only.")
    ] = None,
) -> None:
    if more and not only:
        raise UsageError(f"Лишнее: {' '.join(more)}. Части программы называют после --only: run --only events.")
    _work([*(only or []), *(more or [])])


def _work(only: Sequence[str] = ()) -> None:
    from bot.process.lean import load_lean

    load_lean()
    from bot.commands.run import run_command

    run_command(only)


@app.command(help="Показать работу на выдуманной школе в песочнице, не трогая настоящих данных.")
def demo(
    port: Annotated[int | None, typer.Option(help="Порт страницы песочницы; без него — HTTP_PORT.")] = None,
    once: Annotated[bool, typer.Option("--once", help="Показать и закончить, не дожидаясь Ctrl-C.")] = False,
) -> None:
    from bot.commands.demo import demo_command

    demo_command(port, once=once)


@app.command("import", help="Прочитать файлы статистики; без --yes только показать, что изменится.")
def import_files(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Файлы статистики.")],
    school: Annotated[str | None, typer.Option("--school", help="Чья это статистика, если в файле не сказано.")] = None,
    week: Annotated[str | None, typer.Option("--week", help="За какую неделю, например 2026-W46.")] = None,
    mapping: Annotated[
        list[str] | None, typer.Option("--map", metavar="HEADING=fact", help="Что означает столбец.")
    ] = None,
    create_schools: Annotated[bool, typer.Option("--create-schools", help="Завести незнакомые школы.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Записать в базу.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Сказать, почему столбцы поняты так.")] = False,
    as_json: JsonOption = False,
) -> int:
    from bot.commands.imports import import_command

    return import_command(
        files,
        school,
        week,
        mapping or [],
        create_schools=create_schools,
        write=yes,
        explained=explain,
        as_json=as_json,
    )


@app.command(help="Восемь показателей недели: значение, цель, прошлая неделя.")
def status(school: SchoolOption = None, week: WeekOption = None, as_json: JsonOption = False) -> None:
    from bot.commands.status import status_command

    status_command(school, week, as_json=as_json)


@app.command(help="Показать, кто что получит и кто пропущен; ничего не отправлять.")
def plan(school: SchoolOption = None, week: WeekOption = None, as_json: JsonOption = False) -> None:
    from bot.commands.plan import plan_command

    plan_command(school, week, as_json=as_json)


@app.command(help="Разослать напоминания; повторный запуск никому не напишет второй раз.")
def send(
    school: SchoolOption = None,
    week: WeekOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Не переспрашивать.")] = False,
    now: Annotated[bool, typer.Option("--now", help="Не ждать рабочих часов.")] = False,
    as_json: JsonOption = False,
) -> int:
    from bot.commands.send import send_command

    return send_command(school, week, yes=yes, now=now, as_json=as_json)


@app.command(help="Ближайшие моменты автоматической работы; что пропускается и почему.")
def schedule(
    school: SchoolOption = None,
    first: Annotated[str | None, typer.Option("--from", help="С какого дня, 2026-11-16; без него — сегодня.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="По какой день; без него — четыре недели.")] = None,
    as_json: JsonOption = False,
) -> None:
    from bot.commands.schedule import schedule_command

    schedule_command(school, first, last, as_json=as_json)


@app.command(help="Недельный отчёт файлом: docx, xlsx, pdf или png.")
def report(
    out: OutOption,
    format: Annotated[str, typer.Option("--format", metavar="xlsx|docx|pdf|png", help="Вид отчёта.")],
    school: SchoolOption = None,
    week: WeekOption = None,
    last: Annotated[str | None, typer.Option("--to", help="По какую неделю; без неё — одна неделя.")] = None,
    template: Annotated[Path | None, typer.Option("--template", help="Свой шаблон docx.")] = None,
    as_json: JsonOption = False,
) -> None:
    from bot.commands.report import report_command

    report_command(format, school, week, last, template, out, as_json=as_json)


@app.command(help="Листовки с личным QR-кодом для тех, кому нельзя написать: PDF, две на листе А4.")
def leaflets(out: OutOption, school: SchoolOption = None, as_json: JsonOption = False) -> None:
    from bot.commands.printed import leaflets_command

    leaflets_command(school, out, as_json=as_json)


@app.command(help="Плакаты А4 с QR-кодами чатов классов: PDF для печати.")
def posters(out: OutOption, school: SchoolOption = None, as_json: JsonOption = False) -> None:
    from bot.commands.printed import posters_command

    posters_command(school, out, as_json=as_json)


@app.command(help="Сохранить всю базу в один файл; программу останавливать не нужно.")
def backup(
    out: Annotated[Path, typer.Argument(metavar="FILE", help="Куда записать копию.")],
    force: Annotated[bool, typer.Option("--force", help="Заменить файл, если он уже есть.")] = False,
    as_json: JsonOption = False,
) -> None:
    from bot.commands.keeping.backup import backup_command

    backup_command(out, force=force, as_json=as_json)


@app.command(help="Восстановить базу из копии; программу сначала остановите.")
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Копия, которую записала команда backup.")],
    yes: Annotated[bool, typer.Option("--yes", help="Заменить данные, которые уже есть в базе.")] = False,
    as_json: JsonOption = False,
) -> None:
    from bot.commands.keeping.restore import restore_command

    restore_command(file, yes=yes, as_json=as_json)


@app.command(help="Перенести всю базу в другую, например из файла в PostgreSQL; программу сначала остановите.")
def move(
    to: Annotated[str, typer.Option("--to", metavar="URL", help="Адрес новой базы, каким он будет в DATABASE_URL.")],
    yes: Annotated[bool, typer.Option("--yes", help="Заменить данные, которые уже есть в новой базе.")] = False,
    as_json: JsonOption = False,
) -> None:
    from bot.commands.keeping.move import move_command

    move_command(to, yes=yes, as_json=as_json)


PersonArgument = Annotated[
    str, typer.Argument(metavar="PERSON", help="ФИО, номер в списке сотрудников или адрес страницы (id123).")
]
PersonSchoolOption = Annotated[str | None, typer.Option("--school", help="В какой школе искать человека.")]


@app.command(help="Всё, что хранится об одном человеке: JSON на экран или в файл.")
def export(
    person: PersonArgument,
    school: PersonSchoolOption = None,
    out: Annotated[Path | None, typer.Option("--out", help="Куда записать; без него — на экран.")] = None,
    as_json: JsonOption = False,
) -> None:
    from bot.commands.export import export_command

    export_command(person, school, out, as_json=as_json)


@app.command(help="Удалить всё, что хранится об одном человеке.")
def forget(
    person: PersonArgument,
    school: PersonSchoolOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Не переспрашивать.")] = False,
    as_json: JsonOption = False,
) -> None:
    from bot.commands.forget import forget_command

    forget_command(person, school, yes=yes, as_json=as_json)


@app.command(help="Одноразовая ссылка в кабинет ответственного: на 10 минут, на один вход.")
def cabinet(
    officer: Annotated[
        str | None,
        typer.Option(
            "--officer", metavar="ACCOUNT", help="Чья ссылка: id123 или max:456; без него — первого ответственного."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    from bot.commands.cabinet import cabinet_command

    cabinet_command(officer, as_json=as_json)


@app.command(help="Проверить ключ, сообщество, часы, базу и место на диске.")
def doctor(
    probe: Annotated[
        bool, typer.Option("--probe", help="Попробовать MAX по-настоящему: бот напишет только вам, займёт до получаса.")
    ] = False,
    officer: Annotated[
        str | None, typer.Option("--officer", metavar="ACCOUNT", help="Кому писать при пробе: max:456.")
    ] = None,
    as_json: JsonOption = False,
) -> int:
    from bot.commands.doctor.examining import doctor_command
    from bot.commands.doctor.probing import probe_command

    return probe_command(officer, as_json=as_json) if probe else doctor_command(as_json=as_json)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give the exit status: 0 done, 1 failed, 2 wrong use or unusable input.

    A command that has said why it failed, in its own document, gives the status instead of raising.
    """
    speak_safely()
    try:
        result = app(args=arguments, prog_name="python -m bot", standalone_mode=False)
    except DezhurnyError as error:
        return _failed(error.on_the_command_line, error.exit_status, arguments)
    except (_UsageError, _AnyClickError) as error:  # type: ignore[misc]
        told = in_russian(error.format_message())
        return _failed(f"Не получилось понять команду: {told}. Подсказка: python -m bot --help", 2, arguments)
    except (typer.Abort, KeyboardInterrupt):
        result = _INTERRUPTED
    if result == _INTERRUPTED:
        return _failed(STOPPED, 1, arguments)
    return result if isinstance(result, int) else 0


def _failed(sentence: str, status: int, arguments: Sequence[str] | None) -> int:
    """People read the sentence on standard error; who asked for JSON gets a document in any case."""
    typer.echo(sentence, err=True)
    if "--json" in (sys.argv[1:] if arguments is None else arguments):
        from bot.terminal.output import print_json

        print_json({"error": sentence})
    return status
