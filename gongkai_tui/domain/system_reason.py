"""Why the system refused something, in words."""

from __future__ import annotations

import errno
import os

_NOT_ALLOWED = "没有权限，请检查文件和文件夹的权限"
_TOO_MANY_OPEN = "打开的文件太多，请关掉一些程序后再试"

REASONS = {
    errno.ENOSPC: "磁盘已满，请腾出空间后再试",
    errno.EDQUOT: "磁盘配额已用完，请腾出空间后再试",
    errno.EIO: "磁盘读写出错，请检查磁盘",
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: "磁盘是只读的",
    errno.EMFILE: _TOO_MANY_OPEN,
    errno.ENFILE: _TOO_MANY_OPEN,
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EEXIST: "那里已有同名的文件",
    errno.EISDIR: "那是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "符号链接绕成了圈",
    errno.EFBIG: "文件太大",
    errno.ENOEXEC: "那不是可以运行的程序",
    errno.ETXTBSY: "文件正被别的程序占用",
    errno.EBUSY: "文件正被别的程序占用",
}


def system_reason(error: OSError) -> str:
    """Return the reason of a system error; one that has no words here is told by its number."""
    number = error.errno or 0
    return REASONS.get(number) or f"系统错误 {number}（{os.strerror(number)}）"
