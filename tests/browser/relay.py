"""A network that can be cut: a relay between a browser and a server."""

import contextlib
import socket
import threading


class Relay:
    """Pass on what comes to a port of its own; `cut` breaks every connection until `mend`."""

    def __init__(self, address: str):
        host, _, port = address.removeprefix("http://").partition(":")
        self.target, self.is_cut, self.open = (host, int(port)), False, set()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                here, _ = self.listener.accept()
            except OSError:
                return
            if self.is_cut:
                here.close()
                continue
            there = socket.create_connection(self.target)
            self.open |= {here, there}
            for one, other in ((here, there), (there, here)):
                threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(65536):
                other.sendall(data)
        for each in (one, other):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
            self.open.discard(each)

    def cut(self) -> None:
        """Break every connection, and refuse new ones."""
        self.is_cut = True
        for each in list(self.open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Let connections through again."""
        self.is_cut = False

    def close(self) -> None:
        """Stop listening."""
        self.cut()
        self.listener.close()
