"""The terminal interface: show state, send messages, call use cases in workers."""

from gongkai_tui.tui.run import run_app

__all__ = ["run_app"]
