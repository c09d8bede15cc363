//! The vocabulary of the genre: how a clause and a title end, how a section is called.

use super::fold::first;

/// A text from a byte on.
pub(super) fn cut_from(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// With these a clause can end; a subject right after them opens a sentence whose stop is lost.
const CLAUSE_ENDS: &[&str] = &[
    "问题", "存在", "完善", "加强", "提升", "提高", "到位", "不足", "显著", "明显", "鲜明", "健全",
    "规范", "落实", "达标", "影响", "要求", "需要", "差距", "薄弱", "突出", "严重", "滞后", "缺口",
    "困难", "现象", "情况", "任务", "不高", "不够", "不强", "不大", "不力", "不严", "不实", "不准",
    "深化", "推进", "优化", "改善", "化解", "解决", "改进", "均衡", "平衡", "充分", "及时", "合理",
    "齐全", "标准", "偏低", "偏高", "偏大", "较低", "较弱", "隐患", "倾向", "短缺", "缺乏", "紧张",
    "空白", "单一", "陈旧", "保障", "增大", "加大", "强化", "巩固", "落后", "下降", "流失", "水平",
    "%", "”", "工作", "建设", "管理", "制度",
];

/// Whether a clause can end here.
pub(super) fn ends_a_clause(text: &str) -> bool {
    CLAUSE_ENDS.iter().any(|w| text.ends_with(w))
}

/// A thing to do that a title closes with, after 有待 and the like.
const VERBS: &[&str] = &[
    "加强", "深化", "推进", "落实", "规范", "提升", "提高", "完善", "改善", "优化", "健全", "强化",
    "改进", "巩固", "加大", "加快", "拓展", "解决", "破解", "重视", "补齐", "增强", "突破", "发展",
    "平衡", "整改", "扩大", "化解",
];
const ADVERBS: &[&str] = &[
    "进一步",
    "全面",
    "持续",
    "不断",
    "深入",
    "继续",
    "切实",
    "着力",
    "大力",
    "加以",
    "尽快",
];
const WANTS: &[&str] = &[
    "有待于",
    "有待",
    "亟待",
    "亟需",
    "仍需",
    "还需",
    "尚需",
    "需要",
    "需",
];
const LACKS: &[&str] = &[
    "不到位",
    "不足",
    "不平衡",
    "不均衡",
    "不充分",
    "不规范",
    "不健全",
    "不完善",
    "不高",
    "不强",
    "不力",
    "不严",
    "不够有力",
    "不够扎实",
    "不够到位",
    "不够",
    "薄弱",
    "滞后",
    "存在差距",
    "存在短板",
    "存在不足",
    "突出",
    "落后",
    "较弱",
    "短缺",
];

/// Where a title that says what is wanting ends, when a text begins with one; and whether it is of the kind 有待….
pub(super) fn title_end(text: &str, within: usize) -> Option<(usize, bool)> {
    let head = first(text, within);
    let wanted = WANTS
        .iter()
        .filter_map(|w| Some((head.find(w)?, w.len())))
        .min_by_key(|(at, len)| (*at, 99 - len));
    if let Some((at, len)) = wanted
        && let Some(end) = verb_end(text, at + len)
    {
        return Some((end, true));
    }
    let lack = LACKS
        .iter()
        .filter_map(|w| Some((head.find(w)?, w.len())))
        .min_by_key(|(at, len)| (*at, 99 - len));
    lack.map(|(at, len)| (at + len, false))
}

fn verb_end(text: &str, mut at: usize) -> Option<usize> {
    while let Some(adverb) = ADVERBS.iter().find(|a| cut_from(text, at).starts_with(**a)) {
        at += adverb.len();
    }
    let verb = VERBS.iter().find(|v| cut_from(text, at).starts_with(**v))?;
    at += verb.len();
    // 有待加强和改进, 有待全面落实到位
    let rest = cut_from(text, at);
    for joint in ["和", "与", "、", "并"] {
        if let Some(after) = rest.strip_prefix(joint)
            && let Some(second) = VERBS.iter().find(|v| after.starts_with(**v))
        {
            return Some(at + joint.len() + second.len());
        }
    }
    if rest.starts_with("到位") {
        Some(at + "到位".len())
    } else {
        Some(at)
    }
}

/// What a section of a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// 成绩.
    Achievements,
    /// 问题: the only one that yields findings.
    Problems,
    /// 意见.
    Recommendations,
    /// 要求.
    Demands,
    /// 附件.
    Annex,
    /// Anything else.
    Other,
}

const HEADING: &[(Kind, &[&str])] = &[
    (
        Kind::Problems,
        &["问题", "不足", "短板", "薄弱环节", "差距", "困难", "弱项"],
    ),
    (
        Kind::Recommendations,
        &["意见", "建议", "下一步", "下步", "对策", "今后", "努力方向"],
    ),
    (Kind::Demands, &["要求"]),
    (
        Kind::Achievements,
        &[
            "成绩", "成效", "亮点", "做法", "经验", "进展", "情况", "特色", "优点", "举措", "概况",
        ],
    ),
];

/// Words that a heading of any section is made of.
const HEADING_WORDS: &[&str] = &[
    "薄弱环节",
    "下一步",
    "努力方向",
    "存在",
    "主要",
    "突出",
    "共性",
    "个性",
    "普遍",
    "问题",
    "不足",
    "短板",
    "差距",
    "困难",
    "弱项",
    "当前",
    "目前",
    "督导",
    "评估",
    "评价",
    "检查",
    "督查",
    "监测",
    "考核",
    "反馈",
    "发现",
    "仍然",
    "几个",
    "几点",
    "有关",
    "相关",
    "具体",
    "面临",
    "工作",
    "教育",
    "意见",
    "建议",
    "下步",
    "下阶段",
    "今后",
    "对策",
    "整改",
    "改进",
    "措施",
    "要求",
    "成绩",
    "成效",
    "亮点",
    "特色",
    "优点",
    "做法",
    "经验",
    "进展",
    "情况",
    "基本",
    "总体",
    "取得",
    "开展",
    "典型",
    "举措",
    "概况",
    "方面",
    "履行",
    "职责",
    "政府",
    "履职",
    "和",
    "与",
    "及",
    "以及",
    "的",
    "之",
    "、",
    "中",
    "需要",
    "解决",
    "重视",
    "原因",
    "分析",
    "一些",
    "方向",
    "安排",
    "打算",
    "思路",
    "市",
    "县",
    "区",
    "落实",
    "发展",
    "各",
    ":",
    "。",
    "是",
    "在",
    "对",
    "过程",
    "现状",
    "(",
    ")",
];

/// What a heading announces, when it is one of a section: it is made of the words of such headings only.
pub(super) fn heading(text: &str) -> Option<Kind> {
    if text.chars().nth(24).is_some() {
        return None;
    }
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let word = HEADING_WORDS
            .iter()
            .filter(|w| rest.starts_with(**w))
            .max_by_key(|w| w.len());
        rest = cut_from(
            rest,
            word.map(|w| w.len())
                .or_else(|| c.is_ascii_digit().then_some(1))?,
        );
    }
    // what is said of rectification is no finding: 整改情况, 问题整改要求
    let (kind, _) = HEADING
        .iter()
        .filter_map(|(kind, words)| {
            Some((
                *kind,
                words
                    .iter()
                    .filter_map(|w| Some(text.rfind(w)? + w.len()))
                    .max()?,
            ))
        })
        .max_by_key(|(_, at)| *at)?;
    if kind == Kind::Achievements
        && text.contains("问题")
        && !text.contains("整改")
        && !text.contains("解决")
    {
        return Some(Kind::Problems);
    }
    // 存在问题及整改建议 tells the problems first
    let joined = ["和", "及", "与", "、"].iter().any(|j| {
        ["问题", "不足"]
            .iter()
            .any(|w| text.contains(&format!("{w}{j}")))
    });
    if joined && matches!(kind, Kind::Recommendations | Kind::Demands) {
        return Some(Kind::Problems);
    }
    Some(kind)
}

#[cfg(test)]
mod tests {
    use super::super::fold::cut;
    use super::*;

    #[test]
    fn sections_are_known_under_their_many_names() {
        let problems = [
            "存在的主要问题",
            "主要问题与不足",
            "存在问题",
            "督导评估中发现的主要问题",
            "短板和薄弱环节",
            "存在的突出问题和不足",
            "问题情况",
            "主要存在的问题及差距",
        ];
        for name in problems {
            assert_eq!(heading(name), Some(Kind::Problems), "{name}");
        }
        for name in [
            "评价意见",
            "督导意见",
            "整改意见和建议",
            "下一步工作建议",
            "意见建议",
        ] {
            assert_eq!(heading(name), Some(Kind::Recommendations), "{name}");
        }
        for name in ["有关要求", "整改工作要求", "问题整改要求"] {
            assert_eq!(heading(name), Some(Kind::Demands), "{name}");
        }
        for name in [
            "主要成绩和成效",
            "工作亮点",
            "基本情况",
            "取得的主要成绩",
            "存在问题的整改情况",
        ] {
            assert_eq!(heading(name), Some(Kind::Achievements), "{name}");
        }
        for name in [
            "着力解决突出问题短板",
            "上年度反馈问题整改力度有待加强",
            "教育保障政策有待全面落实",
        ] {
            assert_eq!(heading(name), None, "{name}");
        }
    }

    #[test]
    fn titles_end_where_their_want_is_said() {
        let ends = |t: &'static str| title_end(t, 30).map(|(at, _)| cut(t, 0, at));
        assert_eq!(
            ends("教育保障政策有待全面落实甲县未实现"),
            Some("教育保障政策有待全面落实")
        );
        assert_eq!(
            ends("教育综合改革有待深化。贯彻"),
            Some("教育综合改革有待深化")
        );
        assert_eq!(
            ends("队伍建设有待加强和改进乙区"),
            Some("队伍建设有待加强和改进")
        );
        assert_eq!(ends("经费投入不足。"), Some("经费投入不足"));
        assert_eq!(ends("全市学校"), None);
    }
}
