"""Start-up: answers what needs nothing, and leaves the rest to the command line's own modules."""

import gc
import os
import sys

from samepath import __version__


def main() -> int:
    """Run the command line of this process and return its exit status."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        sys.stdout.write(f"samepath {__version__}\n")
        return 0
    if arguments[:1] == ["runs"]:
        return _runs(arguments[1:])
    if arguments[:1] != ["server"]:
        gc.disable()  # a process that ends soon leaves its garbage to the system
    from samepath.linter.frontends.cli.run import run

    # What a check makes lives until the process ends: looking for garbage in it is in vain.
    gc.disable()
    return run(arguments)


def start() -> None:
    """Be the whole process: run the command line, and end at once after a check.

    Taking a large program apart, object by object, takes longer than it is worth.
    """
    status = main()
    if sys.argv[1:2] == ["check"]:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except OSError:
            sys.exit(status)
        os._exit(status)
    sys.exit(status)


def _runs(arguments: list[str]) -> int:
    """Leave the runs of the durable runtime to the runtime's own commands."""
    from samepath.runtime_guard.operate.cli import app

    app(arguments, prog_name="samepath runs")
    return 0


if __name__ == "__main__":
    start()
