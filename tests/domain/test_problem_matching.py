"""What a row of a 问题清单 is to the problems that are known."""

from datetime import date

import pytest

from gongkai_tui.domain.problem_matching import Match, match_problem, problem_key, ranges
from gongkai_tui.domain.problem_record import Checked, Objection, ProblemRecord, ProblemState, Round, Verdict, Withdrawn

MAY, JUNE, JULY = date(2022, 5, 1), date(2022, 6, 1), date(2022, 7, 1)


def closed(day=JUNE, number=1):
    return ProblemRecord(
        f"20220501-{number}", ProblemState.CLOSED, rounds=(Round(1, checked=Checked(day, verdict=Verdict.PASSED)),)
    )


OPEN = ProblemRecord("20220601-2", ProblemState.RECTIFYING)
WITHDRAWN = ProblemRecord("20220501-3", ProblemState.WITHDRAWN, withdrawn=Withdrawn(JUNE))
UPHELD = ProblemRecord("20220501-4", ProblemState.WITHDRAWN, objections=(Objection(MAY, answered=JUNE, upheld=True),))


@pytest.mark.parametrize(
    ("found", "earlier", "match", "of"),
    [
        (JULY, (), Match.NEW, ""),
        (None, (), Match.NEW, ""),
        (None, (OPEN,), Match.KNOWN, OPEN.id),
        (JULY, (closed(), OPEN), Match.KNOWN, OPEN.id),
        (JULY, (closed(),), Match.AGAIN, closed().id),
        (JULY, (closed(MAY, 1), closed(JUNE, 9)), Match.AGAIN, "20220501-9"),
        (JUNE, (closed(),), Match.KNOWN, closed().id),
        (MAY, (closed(),), Match.KNOWN, closed().id),
        (None, (closed(),), Match.UNCLEAR, closed().id),
        (JULY, (ProblemRecord("x", ProblemState.CLOSED),), Match.UNCLEAR, "x"),
        (JULY, (WITHDRAWN,), Match.NEW, ""),
        (MAY, (WITHDRAWN,), Match.KNOWN, WITHDRAWN.id),
        (MAY, (UPHELD,), Match.KNOWN, UPHELD.id),
    ],
)
def test_matches(found, earlier, match, of):
    matched = match_problem(found, earlier)
    assert (matched.match, matched.earlier) == (match, of)
    assert bool(matched.note) == (earlier != ())


def test_ranges():
    assert ranges([3, 4, 5, 8, 10, 11]) == "3-5、8、10-11"
    assert ranges([]) == ""


def test_spaces_widths_and_the_last_stop_make_no_other_problem():
    assert problem_key("区财政局", "https://A.cn/1", "链接 打不开。") == problem_key(
        " 区 财政局", "https://a.cn/1", "链接打不开"
    )
    assert problem_key("区财政局", "http://www.a.cn/1/", "乙") == problem_key("区财政局", "https://a.cn/1#top", "乙")
    assert problem_key("区财政局", "甲", "乙") != problem_key("区财政局", "乙", "甲")
