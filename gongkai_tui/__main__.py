"""`python -m gongkai_tui`."""

import sys

from gongkai_tui.cli.main import main

sys.exit(main())
