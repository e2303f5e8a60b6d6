"""File descriptors: the program needs one for each connection, and what the system allows at first may be few."""

import sys

_MOST = 200
_SHARE = 4  # the rest is for the messenger, the database and files

if sys.platform == "win32":

    def take_all_descriptors() -> None:
        """Windows has no such limit."""

    def room_for_connections() -> int:
        return _MOST

else:
    import resource

    def take_all_descriptors() -> None:
        """As many as this program may have without asking anybody."""
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _ENOUGH if hard == resource.RLIM_INFINITY else min(hard, _ENOUGH)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))

    def room_for_connections() -> int:
        """How many others may open to us, so that enough is left for ourselves."""
        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        return _MOST if soft == resource.RLIM_INFINITY else max(8, min(_MOST, soft // _SHARE))


_ENOUGH = 4096
