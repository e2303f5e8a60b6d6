"""Every error of the program, in one tree.

DezhurnyError
├── UsageError               what was asked for cannot be done as it was said (exit status 2)
│   ├── UnusableFile         the file is no statistics table, or cannot be read
│   ├── UnknownSchool
│   │   └── NoSchoolNamed    a file does not say whose it is, and there are several
│   ├── UnknownWeek
│   ├── BadWeek
│   ├── BadSetting
│   ├── UnknownPerson        not on the list of this school
│   ├── NotAllowed           whoever asks has no right to it
│   └── NotPossible          a right, but as things stand it cannot be done
├── StorageError             the database (exit status 1)
│   ├── NewerDatabase
│   └── DatabaseBusy         another copy of the program is delivering from it
├── MessengerError           the messenger said no, or said nothing
│   ├── MessengerUnreachable
│   │   └── MessengerSilent  not even something that cannot be understood
│   ├── MessengerRefused     an answer with an error code
│   └── HistoryUnreadable    a dialog is too long to say what was said in it
└── StartError               the program cannot start here: a taken port, no room on the disk

It lives in the lowest package, because all others may import from there.
"""


class DezhurnyError(Exception):
    """The base: `sentence` is what the person who caused it reads, in Russian.

    `hint` is what can be done about it on the command line, where a chat has buttons of its own.
    `permanent` is true when trying again unchanged cannot help; `retry_after` is the pause in
    seconds before the next try, where one is known.
    """

    exit_status = 1
    permanent = True
    retry_after: float | None = None

    def __init__(self, sentence: str, *, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint

    @property
    def on_the_command_line(self) -> str:
        return f"{self.sentence} {self.hint}".rstrip()


class UsageError(DezhurnyError):
    exit_status = 2


class UnusableFile(UsageError):
    """The sentence says what to send instead."""


class UnknownSchool(UsageError):
    pass


class NoSchoolNamed(UnknownSchool):
    """Whoever sent the file is asked."""


class UnknownWeek(UsageError):
    """No statistics of that week have been imported."""


class BadWeek(UsageError):
    """Not an ISO week such as 2026-W46."""


class BadSetting(UsageError):
    pass


class UnknownPerson(UsageError):
    pass


class NotAllowed(UsageError):
    pass


class NotPossible(UsageError):
    """The sentence says what stands in the way, and what to do first."""


class StorageError(DezhurnyError):
    pass


class NewerDatabase(StorageError):
    pass


class DatabaseBusy(StorageError):
    permanent = False


class MessengerError(DezhurnyError):
    pass


class MessengerUnreachable(MessengerError):
    """No answer, or none that can be understood: whether the request took effect is unknown."""

    permanent = False

    def __init__(self, sentence: str, retry_after: float | None = None) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class MessengerSilent(MessengerUnreachable):
    """Nobody is there, or nobody says anything."""


class MessengerRefused(MessengerError):
    """The messenger answered with an error code of its own."""

    def __init__(self, sentence: str, code: int, message: str = "") -> None:
        super().__init__(sentence)
        self.code = code
        self.message = message


class HistoryUnreadable(MessengerError):
    pass


class StartError(DezhurnyError):
    pass
