"""How the text of a 更正 begins that is about a link, a verdict or a 问题, and so not about the last day."""

LINK_CLEARED = "复核关联"
LINK_REMOVED = "删去关联"
VERDICT_CHANGED = "回头看结论由"
PROBLEM_WITHDRAWN = "撤销问题"

OF_OTHER_THINGS = (LINK_CLEARED, LINK_REMOVED, VERDICT_CHANGED, PROBLEM_WITHDRAWN)
