"""What the system refuses is said in Chinese wherever it has a usual reason."""

import errno
import os

import pytest

from gongkai_tui.domain.system_reason import system_reason


@pytest.mark.parametrize("name", ["EACCES", "EPERM", "ENOENT", "EISDIR", "ENOTDIR", "EROFS", "ENOSPC", "ENAMETOOLONG"])
def test_usual_reasons_are_chinese(name):
    number = getattr(errno, name)
    said = system_reason(OSError(number, os.strerror(number)))
    assert said
    assert not any(char.isascii() and char.isalpha() for char in said)


def test_other_reasons_are_told_by_their_number():
    assert system_reason(OSError(errno.EXDEV, "")) == f"系统错误 {errno.EXDEV}（{os.strerror(errno.EXDEV)}）"
