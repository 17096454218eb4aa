"""The history counted day by day: no point says anything else than the statistics of that day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_tui.domain.errors import UsageError
from gongkai_tui.storage import index_record
from gongkai_tui.usecases import burndown as module
from gongkai_tui.usecases.burndown import Abandoned, burndown, sample_days
from gongkai_tui.usecases.demo import make_demo
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.statistics import statistics
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import TODAY, run_git

DAY = date(2022, 12, 20)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A year of invented history."""
    root = tmp_path_factory.mktemp("demo") / "repo"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
        patch.delenv("GONGKAI_TODAY", raising=False)
        make_demo(root)
    return root


@pytest.fixture
def year(demo):
    opened = open_workspace(demo, today=DAY)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "text", ["", "plan:huaiyin-2022", "czj", "due:逾期", "flag:久未更新", "unit:无影山街道办事处 !status:已完成"]
)
def test_every_point_is_the_statistics_of_its_day(year, text):
    found = burndown(year, text, count=7)
    assert len(found.points) == 7
    assert found.points[-1].figures == statistics(year, filter_text=text).whole
    for point in found.points[:-1]:
        then = statistics(year, filter_text=text, as_of=point.day.isoformat())
        assert then.day == point.day
        assert point.figures == then.whole


def test_a_moment_laid_over_another_is_the_same_as_laid_out_alone(year):
    for moment in ("2022-09-30", "2022-05-31", "2022-12-01", "2021-10-08", "2022-11-30"):
        alone = open_workspace(year.root, today=DAY)
        expected, view = (read_view(each, as_of=moment) for each in (alone, year))
        assert view.rows() == expected.rows()
        assert view.recorded_by_units() == expected.recorded_by_units()
        assert view.problems == expected.problems
        alone.close()


def test_it_ends_at_the_moment_looked_at(year):
    found = burndown(year, count=3, as_of="2022-09-30")
    assert [point.day for point in found.points][-1] == date(2022, 9, 30)
    assert found.points[-1].figures == statistics(year, as_of="2022-09-30").whole


def test_it_begins_where_the_plan_was_entered(year):
    for plan, day in (("tianqiao-2021", date(2021, 8, 13)), ("huaiyin-2022", date(2022, 4, 15))):
        first = burndown(year, f"plan:{plan}", count=2).points[0]
        assert first.day == day
        assert first.figures.total == statistics(year, filter_text=f"plan:{plan}").whole.total


def test_it_begins_where_the_plan_was_issued_if_that_was_later(repo, ws, monkeypatch):
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2022-03-01T09:00:00+08:00")
    run_git(repo, "commit", "-q", "--amend", "--no-edit")
    assert burndown(ws, "plan:huaiyin-2022", count=2).points[0].day == date(2022, 4, 1)
    assert burndown(ws, "plan:huaiyin-2021", count=2).points[0].day == date(2022, 3, 1)
    assert burndown(ws, "status:已终止", count=2).points[0].day == date(2022, 3, 1)


def test_nothing_is_parsed_or_counted_twice(year, monkeypatch):
    known = {}
    first = burndown(year, count=6, known=known)
    assert len(known) == 5

    def refuse(*_):
        raise AssertionError

    monkeypatch.setattr(index_record, "read_record", refuse)
    with year.index.update():
        year.index.add_finding("burndown", "", "[]")
    assert burndown(year, count=6) == first
    monkeypatch.setattr(module, "view_of_commit", refuse)
    assert burndown(year, count=6, known=known) == first
    # Nor by the next run of the program.
    again = open_workspace(year.root, today=DAY)
    assert burndown(again, count=6) == first
    with pytest.raises(AssertionError):
        burndown(again, "status:未完成", count=6)
    again.close()


def test_it_tells_how_far_it_is_and_ends_when_nobody_waits(year):
    heard = []
    burndown(year, count=4, progress=lambda *step: heard.append(step))
    assert heard[-1] == (4, 4)
    assert heard == sorted(heard)
    known = {}
    with pytest.raises(Abandoned):
        burndown(year, count=9, known=known, wanted=lambda: len(known) < 2)
    assert len(known) == 2


def test_hand_edits_count_in_the_last_point_alone(repo, ws):
    path = repo / "plans/huaiyin-2022/001.yaml"
    path.write_text(path.read_text().replace("未启动", "推进中"))
    found = burndown(ws).points[-1]
    assert found.day == TODAY
    assert found.figures == statistics(ws).whole
    assert found.figures.by_status["推进中"] == 1


def test_a_day_with_an_unreadable_file_says_so(repo, ws, monkeypatch):
    path = repo / "plans/huaiyin-2022/001.yaml"
    whole = path.read_text()
    for day, text, how in (
        ("2022-04-02", whole, ("--amend", "--no-edit")),
        ("2022-05-01", "id: [", ("-m", "改坏")),
        ("2022-07-01", whole, ("-m", "改好")),
    ):
        path.write_text(text)
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T09:00:00+08:00")
        run_git(repo, "commit", "-qa", *how)
    found = burndown(ws, count=500).points
    assert found[0].day == date(2022, 4, 2)
    bad = [point for point in found if point.unreadable]
    assert [bad[0].day, bad[-1].day] == [date(2022, 5, 1), date(2022, 6, 30)]
    assert {point.figures.total for point in bad} == {3}


@pytest.mark.parametrize("count", [0, -1, 1001])
def test_an_impossible_number_of_points_is_refused(ws, count):
    with pytest.raises(UsageError, match=str(count)):
        burndown(ws, count=count)


@given(st.integers(0, 3000), st.integers(1, 60))
def test_sampled_days_are_different_and_hold_both_ends(span, count):
    first = DAY - timedelta(days=span)
    days = sample_days(first, DAY, count)
    assert days == sorted(set(days))
    assert len(days) == min(count, span + 1)
    assert days[-1] == DAY
    assert days[0] == first or count == 1
