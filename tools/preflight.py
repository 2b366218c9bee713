"""Look, before anything is installed, whether this machine has what the project needs.

Runs on whatever Python is there, so it keeps to old syntax and the standard library.
"""

import os
import shutil
import sys
import sysconfig
from importlib.util import find_spec

OLDEST = (3, 11)
NEWEST_WITH_DURABLE = (3, 12)


def compiler() -> "str | None":
    """The C compiler that builds durable-rules, or None."""
    wanted = (sysconfig.get_config_var("CC") or "cc").split()[0]
    return shutil.which(wanted) or shutil.which("cc") or shutil.which("gcc")


def headers() -> bool:
    """Whether a C program can be built against this Python."""
    return os.path.exists(os.path.join(sysconfig.get_paths()["include"], "Python.h"))


def main() -> "str | None":
    """What is missing and how to get it, in one line, or None. Says where an engine is left out."""
    if sys.version_info[:2] < OLDEST:
        return "pmo-advisor needs Python 3.11 or later: try `make PYTHON=python3.11 demo`."
    if sys.version_info[:2] > NEWEST_WITH_DURABLE:
        print("Python 3.13 or later: durable-rules is left out, the plain evaluator serves.")
        return None
    if find_spec("durable") is not None:
        return None
    if compiler() is None:
        return (
            "durable-rules needs a C compiler: install one "
            "(Debian: apt-get install build-essential; macOS: xcode-select --install)."
        )
    if not headers():
        return (
            "durable-rules needs the C headers of Python: install them "
            "(Debian: apt-get install python3-dev)."
        )
    return None


if __name__ == "__main__":
    sys.exit(main())
