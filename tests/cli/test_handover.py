"""`gongkai handover` in its three formats."""

import json


def test_formats_and_misuse(gongkai):
    page = gongkai("handover", "区财政")
    assert page.out.startswith("# 济南市天桥区 区财政局 工作交接单")
    assert "tianqiao-2021/001" in page.out
    assert page.err == ""
    data = json.loads(gongkai("handover", "区财政局", "--json", "--days", "3").out)
    assert (data["days"], data["unit"], data["due"]) == (3, "区财政局", [])
    assert "工作交接单\n截至" in gongkai("handover", "区财政局", "-f", "text").out
    assert "待核查" in gongkai("handover").out or "等办公室处理的" in gongkai("handover").out
    assert "只能选一种" in gongkai("handover", "区财政局", "--json", "-f", "md", code=2).err
    assert "--days 后面要写数字" in gongkai("handover", "区财政局", "--days", "x", code=2).err
    assert "没有单位“区财局”" in gongkai("handover", "区财局", code=1).err


def test_as_of_shows_the_past(gongkai):
    gongkai("set", "tianqiao-2021/1", "status=待核查", "-e", "https://example.gov.cn/2", "--unit", "区财政局")
    now = json.loads(gongkai("handover", "区财政局", "--json").out)
    then = json.loads(gongkai("handover", "区财政局", "--json", "--as-of", "2021-12-31").out)
    assert (now["open_tasks"][0]["status"], then["open_tasks"][0]["status"]) == ("待核查", "推进中")
