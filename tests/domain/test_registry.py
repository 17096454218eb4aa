"""Names, collectives and people across governments."""

from datetime import date

from gongkai_tui.domain.registry import UnitRegistry
from gongkai_tui.domain.unit import Alias, Contact, Group, Jurisdiction, Unit

HANDED_OVER = date(2021, 8, 31)
TIANQIAO = Jurisdiction(
    "tianqiao",
    "济南市天桥区",
    office="区政府办公室",
    units=(
        Unit(
            "区政府办公室",
            contacts=(
                Contact("甲", "jia@example.invalid", until=HANDED_OVER),
                Contact("乙", "Yi@example.invalid", since=date(2021, 9, 1)),
            ),
        ),
        Unit("区财政局", contacts=(Contact("丙", "bing@example.invalid"), Contact("乙", "yi@example.invalid"))),
        Unit("区医保局", aliases=(Alias("区医疗保障局", until=date(2020, 12, 31)),)),
        Unit("北园街道办事处", aliases=(Alias("北园街道"),)),
    ),
    groups=(
        Group("各街道办事处", ("北园街道", "泺口街道办事处"), aliases=(Alias("各街道"),)),
        Group("区政府有关部门", aliases=(Alias("区政府相关部门"),)),
        Group("区直各单位", ("区财政局", "区医疗保障局"), resolved=True),
    ),
)
HUAIYIN = Jurisdiction("huaiyin", "济南市槐荫区", units=(Unit("区财政局", aliases=(Alias("区财政和国资局"),)),))
REGISTRY = UnitRegistry((TIANQIAO, HUAIYIN))


def test_a_name_or_alias_stands_for_the_registered_name():
    assert REGISTRY.canonical("tianqiao", "区医疗保障局") == "区医保局"
    assert REGISTRY.canonical("tianqiao", "区医保局") == "区医保局"
    assert REGISTRY.canonical("tianqiao", " 区 财政局") == "区财政局"
    assert REGISTRY.canonical("tianqiao", "区政府相关部门") == "区政府有关部门"
    assert REGISTRY.canonical("tianqiao", "泺口街道办事处") == "泺口街道办事处"
    assert REGISTRY.canonical("tianqiao", "区教育局") is None
    assert REGISTRY.canonical("huaiyin", "区医保局") is None
    assert REGISTRY.canonical("nowhere", "区财政局") is None


def test_a_unit_is_found_through_its_other_names_and_its_groups():
    assert REGISTRY.spellings("北园街道") == {"北园街道", "北园街道办事处", "各街道办事处", "各街道"}
    assert REGISTRY.spellings("区医保局") == {"区医保局", "区医疗保障局", "区直各单位"}
    assert REGISTRY.spellings("泺口街道办事处") == {"泺口街道办事处", "各街道办事处", "各街道"}
    assert REGISTRY.spellings("区财政局") == {"区财政局", "区直各单位", "区财政和国资局"}
    assert REGISTRY.spellings("区财政局", "huaiyin") == {"区财政局", "区财政和国资局"}
    assert REGISTRY.spellings("没有登记") == {"没有登记"}
    assert REGISTRY.spellings("没有登记", "nowhere") == {"没有登记"}


def test_a_group_does_not_stand_for_its_members():
    assert REGISTRY.spellings("各街道") == {"各街道办事处", "各街道"}


def test_members_come_by_their_registered_names():
    assert REGISTRY.members("tianqiao", "各街道") == ("北园街道办事处", "泺口街道办事处")
    assert REGISTRY.members("tianqiao", "区直各单位") == ("区财政局", "区医保局")
    assert REGISTRY.members("tianqiao", "区政府有关部门") == ()
    assert REGISTRY.members("tianqiao", "区财政局") == ()
    assert REGISTRY.members("nowhere", "各街道") == ()
    assert REGISTRY.is_resolved("tianqiao", "区直各单位")
    assert not REGISTRY.is_resolved("tianqiao", "各街道")
    assert not REGISTRY.is_resolved("nowhere", "各街道")


def test_an_email_tells_for_whom_a_person_acts_on_a_day():
    assert REGISTRY.who("BING@example.invalid") == ("tianqiao", "区财政局", False)
    assert REGISTRY.who("jia@example.invalid", HANDED_OVER) == ("tianqiao", "区政府办公室", True)
    assert REGISTRY.who("jia@example.invalid", date(2021, 9, 1)) is None
    assert REGISTRY.who("jia@example.invalid") is None
    assert REGISTRY.who("yi@example.invalid", date(2021, 8, 1)) == ("tianqiao", "区财政局", False)
    assert REGISTRY.who("yi@example.invalid", date(2021, 10, 1)) == ("tianqiao", "区政府办公室", True)
    assert REGISTRY.who("nobody@example.invalid") is None
    assert REGISTRY.who(" ") is None


def test_a_registry_of_nothing_answers_everything():
    empty = UnitRegistry(())
    assert empty.spellings("区财政局") == {"区财政局"}
    assert empty.who("a@example.invalid") is None


def test_an_office_has_a_say_below_its_own_government_and_nowhere_else():
    people = (Unit("办公室", contacts=(Contact("丁", "ding@example.invalid"),)),)
    city = Jurisdiction("jinan", "济南市", parent="province", office="办公室", units=people)
    district = Jurisdiction("huaiyin", "济南市槐荫区", parent="jinan")
    town = Jurisdiction("town", "某镇", parent="huaiyin")
    ring = Jurisdiction("province", "某省", parent="jinan")
    registry = UnitRegistry((city, district, town, ring, TIANQIAO))
    assert registry.out_of_reach("ding@example.invalid") == {"tianqiao": "济南市天桥区"}
    assert registry.is_below("town", "jinan")
    assert not registry.is_below("town", "tianqiao")
    assert not registry.is_below("jinan", "nowhere")


def test_who_works_for_two_offices_has_a_say_in_both_and_a_unit_in_its_own_alone():
    people = (Unit("办公室", contacts=(Contact("丁", "ding@example.invalid", until=HANDED_OVER),)),)
    one, two = (Jurisdiction(each, each, office="办公室", units=people) for each in ("one", "two"))
    below = Jurisdiction("below", "下级", parent="tianqiao")
    registry = UnitRegistry((one, two, TIANQIAO, below))
    for day in (HANDED_OVER, date(2030, 1, 1), None):
        assert set(registry.out_of_reach("ding@example.invalid", day)) == {"tianqiao", "below"}
    assert set(registry.out_of_reach("bing@example.invalid")) == {"one", "two", "below"}


def test_the_name_of_a_person_is_the_registered_one_of_the_address():
    shared = "mail@example.invalid"
    people = (
        Contact("甲", shared, until=HANDED_OVER),
        Contact("乙", shared, since=HANDED_OVER),
        Contact("丙", shared, since=HANDED_OVER),
    )
    registry = UnitRegistry((Jurisdiction("a", "甲区", units=(Unit("局", contacts=people),)),))
    assert registry.name_of(shared.upper(), "乙（综合科）", date(2022, 1, 1)) == "乙"
    assert registry.name_of(shared, " 丙", date(2022, 1, 1)) == "丙"
    assert registry.name_of(shared, "甲", date(2020, 1, 1)) == "甲"
    assert registry.name_of("other@example.invalid", "丁") == "丁"
