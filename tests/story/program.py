"""The installed command, run as the people of the story run it: each with a Git identity, on a day of the year."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from fork_server import ForkServer, Ran

PLAN, NEXT = "huaiyin-2022", "huaiyin-2023"


class Person(NamedTuple):
    """Somebody with a Git identity; the units files say for which unit."""

    name: str
    email: str


ZHANG = Person("张敏", "zhangmin@huaiyin.example")
"""区政府办公室, enters."""
LI = Person("李强", "liqiang@huaiyin.example")
"""区政府办公室, checks."""
ZHOU = Person("周洁", "zhoujie@huaiyin.example")
"""Takes over from 张敏."""
WANG = Person("王芳", "wangfang@huaiyin.example")
"""区财政局."""
ZHAO = Person("赵刚", "zhaogang@huaiyin.example")
"""区民政局."""
SUN = Person("孙丽", "sunli@huaiyin.example")
"""振兴街街道办事处."""
OFFICE_EMAILS = frozenset({ZHANG.email, LI.email, ZHOU.email})


def t(*numbers: int) -> str:
    """A filter of tasks of the year's plan by number."""
    return " ".join(f"{PLAN}/{number:03d}" for number in numbers)


def proof(name: str) -> str:
    """Where something can be seen."""
    return f"https://www.example.gov.cn/{name}.html"


_READING = frozenset({"stats", "owe", "list", "grid", "check", "recurring", "coverage", "handover", "log", "diff"})
_LISTS = {"problem": {"list", "sheet"}, "extend": {"--list"}}


def _saves(words: tuple[str, ...]) -> bool:
    """Whether these words change something."""
    command, first = words[0], words[1]
    if command == "problem" and first == "notice":
        return "--sent" in words
    if command == "lookback":
        return "--verdict" in words
    return command not in _READING and first not in _LISTS.get(command, ())


@dataclass
class Program:
    """The command on one repository; counts how often it ran."""

    root: Path
    home: Path
    server: ForkServer | None = None
    runs: int = 0
    day: str = ""
    """The latest day on which something ran: the story never goes back."""
    stages: dict[str, str] = field(default_factory=dict)
    """Commit at the end of each stage, by the day of that stage."""
    told: dict[str, Any] = field(default_factory=dict)
    """What `stats` said on that day."""
    saved: list[tuple[str, str, str]] = field(default_factory=list)
    """(command, email, day) of every run that had to make a commit."""

    def __call__(self, *words: str, day: str, who: Person = ZHANG, code: int = 0, cwd: Path | None = None) -> Ran:
        """Run it; fail unless it ends with `code`."""
        assert day >= self.day, f"{day} is before {self.day}"
        self.runs, self.day = self.runs + 1, day
        assert self.server
        done = self.server.run(["--today", day, *words], cwd or self.root, self.env(who))
        assert done.code == code, f"{words}\n{done.out[-2000:]}\n{done.err[-2000:]}"
        assert "Traceback" not in done.err
        if code == 0 and _saves(words):
            self.saved.append((words[0], who.email, day))
        return done

    def json(self, *words: str, day: str, code: int = 0, cwd: Path | None = None) -> Any:
        """What a command that reads says, as JSON."""
        return json.loads(self(*words, "--json", day=day, code=code, cwd=cwd).out)

    def stage(self, day: str) -> None:
        """Remember where the history stands at the end of a stage, and what is said of it on that day."""
        self.told[day] = self.json("stats", f"plan:{PLAN}", "--by", "section", day=day)
        self.stages[day] = self.git("rev-parse", "HEAD").strip()

    def git(self, *words: str, day: str = "") -> str:
        """Plain git, as 张敏."""
        dates = {f"GIT_{role}_DATE": f"{day}T09:00:00+08:00" for role in ("AUTHOR", "COMMITTER") if day}
        return subprocess.run(
            ["git", *words], cwd=self.root, env=self.env(ZHANG) | dates, check=True, capture_output=True, text=True
        ).stdout

    def env(self, who: Person) -> dict[str, str]:
        """Nothing of the developer's own settings."""
        names = {f"GIT_{role}_NAME": who.name for role in ("AUTHOR", "COMMITTER")}
        mails = {f"GIT_{role}_EMAIL": who.email for role in ("AUTHOR", "COMMITTER")}
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "TZ": "Asia/Shanghai",
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_NOSYSTEM": "1",
            **names,
            **mails,
        }
