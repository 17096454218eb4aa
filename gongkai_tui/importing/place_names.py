"""Place names in titles and the words that stand for them in plan ids."""

from __future__ import annotations

from typing import Final

SLUGS: Final = {
    "济南市": "jinan", "历下区": "lixia", "市中区": "shizhong", "槐荫区": "huaiyin", "天桥区": "tianqiao",
    "历城区": "licheng", "长清区": "changqing", "章丘区": "zhangqiu", "济阳区": "jiyang", "莱芜区": "laiwu",
    "钢城区": "gangcheng", "平阴县": "pingyin", "商河县": "shanghe", "青岛市": "qingdao",
    "红岛经济区": "hongdao", "城阳区": "chengyang", "黄岛区": "huangdao", "崂山区": "laoshan", "即墨区": "jimo",
    "胶州市": "jiaozhou", "平度市": "pingdu", "莱西市": "laixi", "淄博市": "zibo", "枣庄市": "zaozhuang",
    "东营市": "dongying", "烟台市": "yantai", "潍坊市": "weifang", "济宁市": "jining", "泰安市": "taian",
    "威海市": "weihai", "日照市": "rizhao", "临沂市": "linyi", "德州市": "dezhou", "聊城市": "liaocheng",
    "滨州市": "binzhou", "菏泽市": "heze", "山东省": "shandong", "北京市": "beijing", "天津市": "tianjin",
    "上海市": "shanghai", "重庆市": "chongqing", "广州市": "guangzhou", "深圳市": "shenzhen",
    "杭州市": "hangzhou", "南京市": "nanjing", "苏州市": "suzhou", "成都市": "chengdu", "武汉市": "wuhan",
    "西安市": "xian", "郑州市": "zhengzhou", "长沙市": "changsha", "合肥市": "hefei", "福州市": "fuzhou",
    "厦门市": "xiamen", "南昌市": "nanchang", "石家庄市": "shijiazhuang", "太原市": "taiyuan",
    "沈阳市": "shenyang", "大连市": "dalian", "长春市": "changchun", "哈尔滨市": "haerbin", "南宁市": "nanning",
    "海口市": "haikou", "贵阳市": "guiyang", "昆明市": "kunming", "兰州市": "lanzhou", "西宁市": "xining",
    "银川市": "yinchuan", "乌鲁木齐市": "wulumuqi", "拉萨市": "lasa", "宁波市": "ningbo", "无锡市": "wuxi",
    "平潭": "pingtan", "固镇县": "guzhen", "池州市": "chizhou", "福建省": "fujian", "江苏省": "jiangsu",
    "浙江省": "zhejiang", "安徽省": "anhui", "江西省": "jiangxi", "河南省": "henan", "湖北省": "hubei",
    "湖南省": "hunan", "广东省": "guangdong", "四川省": "sichuan", "河北省": "hebei", "山西省": "sx",
    "陕西省": "shaanxi", "辽宁省": "liaoning", "吉林省": "jilin",
}  # fmt: skip
"""Known places; where several stand in a title the last one is the most exact."""
