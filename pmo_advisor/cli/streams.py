"""The three standard streams, made safe for any terminal, pipe and encoding."""

from __future__ import annotations

import contextlib
import io
import os
import sys


def prepare() -> None:
    """Never fail over a character that a console cannot show, nor over one it cannot read.

    Under a bare C locale Python may settle on ASCII, which no terminal of today is limited to.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        with contextlib.suppress(ValueError, OSError, io.UnsupportedOperation):
            if stream.encoding.lower() in ("ascii", "us-ascii", "ansi_x3.4-1968", "646"):
                stream.reconfigure(encoding="utf-8")
            stream.reconfigure(errors="replace")


def abandon() -> None:
    """The reader of our output is gone: let nothing more be written, quietly."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())


def at_terminal() -> bool:
    """Whether somebody types and reads here."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def write_bytes(data: bytes) -> None:
    """Write to standard output as it is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_document(text: str, *, as_utf8: bool) -> None:
    """Write to standard output; with ``as_utf8`` the bytes are UTF-8 whatever a pipe's encoding."""
    if as_utf8 and not sys.stdout.isatty():
        sys.stdout.flush()
        buffer = getattr(sys.stdout, "buffer", None)
        if buffer is not None:
            buffer.write(text.encode("utf-8", errors="replace"))
            buffer.flush()
            return
    sys.stdout.write(text)
    sys.stdout.flush()
