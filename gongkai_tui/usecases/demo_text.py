"""What the demo repository says about itself."""

from __future__ import annotations

from gongkai_tui.usecases.demo_story import STORY_END

README_NAME = "README.md"

README = f"""# 演示数据，内容虚构

五份工作要点是公开发布的真实文件；其余一切——进展、报送、核查、退回、问题、整改、延期、核销、回头看、交接、人名、邮箱、链接——
都是程序编造的，与任何单位和个人的实际工作无关。编造的记录都以“（虚构）”开头，提交说明也是；
链接和邮箱用的是不存在的域名 example.invalid。

故事止于 {STORY_END}。要看到当时的临期、逾期和久未更新，请把“今天”设在那一天：

    gongkai --today {STORY_END}

想看更早的样子，用 --as-of：

    gongkai --today 2021-12-01 list --as-of 2021-12-01 plan:tianqiao-2021

这个目录可以随时删掉。
"""
