"""The command line: parse, call one use case, print. stdout is data, stderr is talk."""

import sys

from gongkai_tui.cli.interrupted import end_quietly

sys.excepthook = end_quietly
