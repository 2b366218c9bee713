"""Look, before anything is installed, whether this machine has what the project needs.

Runs on whatever Python is there, so it keeps to old syntax and the standard library.
"""

import shutil
import sys
import sysconfig

OLDEST = (3, 11)
NEWEST_WITH_DURABLE = (3, 12)


def compiler():
    """The C compiler that builds durable-rules, or None."""
    wanted = (sysconfig.get_config_var("CC") or "cc").split()[0]
    return shutil.which(wanted) or shutil.which("cc") or shutil.which("gcc")


def main():
    if sys.version_info[:2] < OLDEST:
        return "pmo-advisor needs Python 3.11 or later: try `make PYTHON=python3.11 demo`."
    if sys.version_info[:2] > NEWEST_WITH_DURABLE:
        print("Python 3.13 or later: durable-rules is left out, the plain evaluator serves.")
        return None
    if compiler() is None:
        return (
            "durable-rules needs a C compiler: install one "
            "(Debian: apt-get install build-essential; macOS: xcode-select --install)."
        )
    return None


if __name__ == "__main__":
    sys.exit(main())
