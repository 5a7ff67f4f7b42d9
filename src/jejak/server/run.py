"""Start the server: settings, data folder, database, port, and then uvicorn."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import threading
import webbrowser
from typing import TYPE_CHECKING

from jejak.environment import WrongSetting
from jejak.errors import MissingExtra
from jejak.language.catalogue import say
from jejak.server.errors import NoFreePort, NoSuchAddress, NotLocal
from jejak.server.lock import lock_folder
from jejak.server.settings import LOOPBACK_HOSTS, settings
from jejak.server.sharing import new_key, shown_host

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from jejak.language.catalogue import Language
    from jejak.server.settings import Settings

TRIED_PORTS = 100
_PREPARING = 0x6A656A616B  # "jejak": the lock of those who change the tables
_IDLE_S = 75
"""So long a connection stays open unused. Programs and proxies keep theirs for up to
a minute: where we close first, a request that is on its way is lost."""


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def serve(
    host: str | None = None,
    port: int | None = None,
    data_folder: Path | None = None,
    *,
    share: str | None = None,
    demo: bool = False,
    open_browser: bool = True,
    language: Language = "en",
    tell: Callable[[str], None] = _tell,
) -> None:
    """Serve until stopped.

    Args:
        host: Address to listen on; None: from the settings.
        port: Port to listen on; the next free one is taken when it is in use.
        data_folder: Where the data is; None: from the settings.
        share: Address to listen on for everybody who has a link, which is told;
            None: from the settings.
        demo: Put the sample journey into a workspace that has no map yet.
        open_browser: Show the first page, where there is a display.
        language: Language of what is told.
        tell: Takes each line for the user.

    Raises:
        WrongSetting: A setting holds a value that is not allowed.
        NotLocal: The address could be reached from elsewhere.
        NoSuchAddress: This computer has no such address to share.
        AlreadyServed: Another process serves this data folder.
        NoFreePort: No port was free.
    """
    if share is not None:
        os.environ["JEJAK_SHARE"] = share
    chosen = _settings_with(host, port, data_folder, language)
    if chosen.share:
        check_ours(chosen.share, language)
    with contextlib.ExitStack() as stack:
        if not chosen.database_url:
            stack.enter_context(lock_folder(chosen.data, language))
        prepare_database(language if demo else None)
        listened = chosen.share or chosen.host
        listener = stack.enter_context(listen(listened, chosen.port, language))
        taken = listener.getsockname()[1]
        if chosen.port not in {0, taken}:
            ports = {"port": str(chosen.port), "taken": str(taken)}
            tell(say(language, "serve.port_taken", **ports))
        key = new_key() if chosen.share else None
        address = _address(listened, taken, key)

        def started() -> None:
            words = "serve.shared" if key else "serve.address"
            tell(say(language, words, address=address))
            tell(say(language, "serve.data", folder=_place(chosen)))
            if open_browser and has_display(os.environ, sys.platform):
                _show(address)

        _run(listener, started, key)


def _settings_with(
    host: str | None, port: int | None, data_folder: Path | None, language: Language
) -> Settings:
    """Return the settings; what was given as an argument wins over the environment."""
    if host is not None:
        check_local(host, language)
        os.environ["JEJAK_HOST"] = host
    if port is not None:
        os.environ["JEJAK_PORT"] = str(port)
    if data_folder is not None:
        os.environ["JEJAK_DATA"] = str(data_folder)
    check_local(os.environ.get("JEJAK_HOST", ""), language)
    settings.cache_clear()
    try:
        return settings()
    except WrongSetting as error:
        raise error.in_language(language) from None


def check_local(host: str, language: Language = "en") -> None:
    """Refuse an address that other computers could reach.

    Raises:
        NotLocal: It could.

    Examples:
        >>> check_local("0.0.0.0")
        Traceback (most recent call last):
        jejak.server.errors.NotLocal: Jejak has no accounts yet, so it listens on this
        computer only: 127.0.0.1, localhost or ::1, not '0.0.0.0'.
    """
    if host and host not in LOOPBACK_HOSTS:
        raise NotLocal(say(language, "serve.not_local", host=host))


def check_ours(host: str, language: Language = "en") -> None:
    """Refuse an address that this computer does not have.

    Raises:
        NoSuchAddress: It does not.

    Examples:
        >>> check_ours("192.0.2.1")
        Traceback (most recent call last):
        jejak.server.errors.NoSuchAddress: This computer has no address 192.0.2.1.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as tried:
            tried.bind((host, 0))
    except OSError:
        raise NoSuchAddress(say(language, "serve.no_address", host=host)) from None


def has_display(environment: dict[str, str] | os._Environ[str], platform: str) -> bool:
    """Tell whether a browser could show anything here.

    Examples:
        >>> has_display({}, "linux"), has_display({"DISPLAY": ":0"}, "linux")
        (False, True)
    """
    if platform in {"darwin", "win32"}:
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def _address(listened: str, port: int, key: str | None) -> str:
    """Return the address of the first page, or the link of who may come in."""
    host = shown_host(listened)
    host = f"[{host}]" if ":" in host else host
    return f"http://{host}:{port}/" + (f"share/{key}" if key else "")


def _show(address: str) -> None:
    """Open a browser; one that never returns does not hold us."""
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _place(chosen: Settings) -> str:
    return "PostgreSQL" if chosen.database_url else str(chosen.data)


@contextlib.contextmanager
def listen(host: str, port: int, language: Language) -> Iterator[socket.socket]:
    """Listen on a port, or on the next free one.

    Raises:
        NoFreePort: None of the ports tried was free.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    address = "127.0.0.1" if host == "localhost" else host
    last = min(port + TRIED_PORTS, 65536)
    for tried in range(port, last):
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((address, tried))
            # Only listening takes the port; two sockets may be bound to it.
            listener.listen(2048)
        except OSError:
            listener.close()
            continue
        with listener:
            yield listener
        return
    raise NoFreePort(
        say(language, "serve.no_free_port", first=str(port), last=str(last - 1))
    )


def set_up_django() -> None:
    """Set up Django for this process.

    Raises:
        MissingExtra: The server's packages are not installed.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jejak.server.django_settings")
    try:
        import django
        import ninja  # noqa: F401
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise MissingExtra("jejak serve", "server") from error
    django.setup()


def prepare_database(demo: Language | None = None) -> None:
    """Bring the tables up to date; with a language, add the sample journey in it.

    Several processes may start at once on one PostgreSQL: one does it, the
    others wait and find it done.
    """
    set_up_django()
    from django.core.management import call_command
    from django.db import connection

    from jejak.server.maps.demo import add_demo

    with contextlib.ExitStack() as stack:
        if connection.vendor == "postgresql":
            cursor = stack.enter_context(connection.cursor())
            cursor.execute("SELECT pg_advisory_lock(%s)", [_PREPARING])
            unlock = "SELECT pg_advisory_unlock(%s)"
            stack.callback(cursor.execute, unlock, [_PREPARING])
        call_command("migrate", verbosity=0, interactive=False)
        if demo is not None:
            add_demo(demo)


def _run(listener: socket.socket, started: Callable[[], None], key: str | None) -> None:
    import uvicorn

    from jejak.server.live.protocol import LARGEST_MESSAGE
    from jejak.server.outer import make_app

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                started()

    config = uvicorn.Config(
        make_app(key),
        ws="websockets-sansio",
        ws_max_size=LARGEST_MESSAGE,
        ws_per_message_deflate=False,
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=_IDLE_S,
        timeout_graceful_shutdown=5,
    )
    # uvicorn raises the interrupt again once it has ended well.
    with contextlib.suppress(KeyboardInterrupt):
        Server(config).run(sockets=[listener])
