"""What was typed before the interface could read it is given to it as the first input."""

from __future__ import annotations

import time


def put_back(typed: bytes) -> None:
    """Let the interface begin with keys that were read already."""
    from textual._xterm_parser import XTermParser  # noqa: PLC0415  (Textual must not load before the switches)
    from textual.constants import ESCAPE_DELAY  # noqa: PLC0415
    from textual.drivers.linux_driver import LinuxDriver  # noqa: PLC0415

    read = LinuxDriver.run_input_thread
    waiting = [typed.decode("utf-8", "replace")]

    def read_all(driver: LinuxDriver) -> None:
        parser = XTermParser()
        for event in parser.feed(waiting.pop() if waiting else ""):
            driver.process_message(event)
        # An Esc at the end is the key, unless more comes.
        time.sleep(ESCAPE_DELAY)
        for event in parser.tick():
            driver.process_message(event)
        LinuxDriver.run_input_thread = read  # type: ignore[method-assign]
        read(driver)

    LinuxDriver.run_input_thread = read_all  # type: ignore[method-assign,assignment]
