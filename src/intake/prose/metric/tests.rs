use super::*;

fn of(text: &str) -> Vec<(String, MetricKind, Option<f64>, Direction)> {
    let all = metrics(text, 0).into_iter();
    all.map(|m| (m.name.zh, m.kind, m.required.map(|r| r.value), m.worse))
        .collect()
}

/// Comparison, value and unit of the first one.
fn asks(text: &str) -> (Comparison, f64, String) {
    let r = metrics(text, 0).remove(0).required.unwrap();
    (r.op, r.value, r.unit)
}

#[test]
fn thresholds_ratios_growth_and_benchmarks_are_told_apart() {
    use Direction::*;
    use MetricKind::*;
    assert_eq!(
        of("专科及以上比例未达到80%"),
        [("专科及以上比例".into(), Level, Some(80.0), Lower)]
    );
    assert_eq!(
        of("平均工资未达到在编教师平均工资的75%"),
        [("平均工资".into(), Ratio, Some(75.0), Lower)]
    );
    assert_eq!(of("甲县未实现教育经费比上年增长10%的要求")[0].1, Growth);
    assert_eq!(
        of("学生近视率高于全省平均值"),
        [("学生近视率".into(), Benchmark, None, Higher)]
    );
    assert_eq!(
        of("体质健康优良率较先进地区存在差距"),
        [("体质健康优良率".into(), Benchmark, None, Lower)]
    );
    assert_eq!(
        of("班额超过55人"),
        [("班额".into(), Level, Some(55.0), Higher)]
    );
}

#[test]
fn proportions_are_told_as_so_many_on_one() {
    for text in ["小学师生比未达到1:19", "小学师生比低于1:19"] {
        assert_eq!(
            asks(text),
            (Comparison::AtMost, 19.0, "∶1".into()),
            "{text}"
        );
        assert_eq!(of(text)[0].1, MetricKind::Ratio);
        assert_eq!(of(text)[0].3, Direction::Higher);
    }
    assert_eq!(asks("生师比高于19:1").0, Comparison::AtMost);
    assert_eq!(asks("生师比未达到19:1").0, Comparison::AtMost);
    // either reading is possible: none is taken
    assert_eq!(of("师生比高于1:19"), []);
    assert_eq!(of("作息为8:30不足"), []);
}

#[test]
fn figures_per_head_keep_their_unit() {
    assert_eq!(
        asks("每百名学生拥有计算机不足12台"),
        (Comparison::AtLeast, 12.0, "台".into())
    );
    assert_eq!(
        of("每百名学生拥有计算机不足12台")[0].0,
        "每百名学生拥有计算机"
    );
    assert_eq!(asks("生均图书不足15册").2, "册");
    assert_eq!(asks("生均体育场馆面积低于4.5平方米").2, "平方米");
    assert_eq!(asks("体育活动时间不足2小时").2, "小时");
}

#[test]
fn what_is_asked_for_is_a_figure_only_where_it_is_not_kept() {
    use MetricKind::*;
    assert_eq!(
        of("未落实生均公用经费不低于800元的要求"),
        [("生均公用经费".into(), Level, Some(800.0), Direction::Lower)]
    );
    let m = metrics("未按不低于公用经费5%的比例安排培训经费", 0).remove(0);
    assert_eq!((m.name.zh.as_str(), m.kind), ("培训经费", Ratio));
    assert_eq!(m.benchmark.unwrap().zh, "公用经费");
    assert_eq!(of("培训经费未达到不低于公用经费5%的标准").len(), 1);
    assert_eq!(of("班额不超过45人的规定落实不到位")[0].3, Direction::Higher);
    assert_eq!(of("培训经费不低于公用经费5%"), []);
}

#[test]
fn growth_is_told_with_and_without_a_figure() {
    use Direction::*;
    use MetricKind::*;
    assert_eq!(
        of("教育支出增幅低于5%"),
        [("教育支出增幅".into(), Growth, Some(5.0), Lower)]
    );
    assert_eq!(
        of("一般公共预算教育支出未实现只增不减"),
        [("一般公共预算教育支出".into(), Growth, Some(0.0), Lower)]
    );
    let m = metrics("生均教育支出比上年下降3%", 0).remove(0);
    assert_eq!((m.kind, m.required, m.worse), (Growth, None, Lower));
    assert_eq!(m.benchmark.unwrap().en, "the year before");
    assert_eq!(of("近视率较上年上升2个百分点")[0].3, Higher);
    assert_eq!(metrics("未实现比上年增长8%的要求", 0)[0].name.en, "growth");
}

#[test]
fn a_measure_without_a_value_names_what_it_is_compared_with() {
    let with = |text: &str| metrics(text, 0).remove(0).benchmark.unwrap();
    assert_eq!(with("优良率低于全省平均水平").en, "the provincial mean");
    assert_eq!(with("优良率与全国平均水平有差距").en, "the national mean");
    assert_eq!(with("优良率落后于全市平均水平").en, "the city mean");
    assert_eq!(with("校舍面积未达到规定标准").zh, "规定标准");
    // no fixed word: the text's own
    assert_eq!(with("校舍面积未达到省定标准").en, "省定标准");
}

#[test]
fn of_what_is_bad_when_high_a_figure_is_an_upper_bound() {
    assert_eq!(asks("大班额比例未达到5%").0, Comparison::AtMost);
    assert_eq!(of("辍学率高于0.6%")[0].3, Direction::Higher);
    assert_eq!(of("优良率未达到52%")[0].3, Direction::Lower);
}

#[test]
fn figures_that_are_names_are_no_metrics() {
    for text in [
        "“双减”落实不到位",
        "4个“100%”建设未达标",
        "安防建设未达到四个100%",
        "两项教育费附加管理不规范",
        "未落实“四个100%”要求",
        "未落实“两个只增不减”要求",
        "2021年反馈的问题未整改",
        "“五项管理”要求未落实",
    ] {
        assert_eq!(of(text), [], "{text}");
    }
}
