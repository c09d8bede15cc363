//! Whether a text is a report of this kind, and what it is when it is none.

use super::doc::Doc;
use super::draft::NoReport;
use super::outline::Section;
use super::words::Kind;

/// Words that tell what a text without a problem section is.
const SIGNS: [(NoReport, &[&str]); 4] = [
    (
        NoReport::Indicators,
        &[
            "一级指标",
            "二级指标",
            "三级指标",
            "评分标准",
            "分值",
            "得分",
            "观测点",
        ],
    ),
    (
        NoReport::Result,
        &[
            "公示",
            "等次",
            "优秀等级",
            "异议期",
            "评价结果如下",
            "结果如下",
            "监督电话",
            "名单如下",
        ],
    ),
    (
        NoReport::News,
        &[
            "一行",
            "莅临",
            "调研组",
            "实地查看",
            "座谈会",
            "陪同",
            "参加活动",
            "本报讯",
            "召开",
            "出席",
            "指出",
            "强调",
        ],
    ),
    (
        NoReport::Plan,
        &[
            "指导思想",
            "工作目标",
            "实施步骤",
            "保障措施",
            "时间安排",
            "任务分工",
        ],
    ),
];

/// Why a text yields no findings; `None` when it is a report.
pub(super) fn not_a_report(
    doc: &Doc<'_>,
    sections: &[Section],
    title: Option<&str>,
) -> Option<NoReport> {
    if doc.lines.is_empty() {
        return Some(NoReport::Empty);
    }
    let first: String = doc
        .lines
        .iter()
        .take(3)
        .map(|l| doc.text(l.span))
        .collect::<Vec<_>>()
        .join(" ");
    let head = title.unwrap_or(&first);
    let says = |words: &[&str]| words.iter().any(|w| head.contains(w));
    let is_report = ["报告", "通报", "反馈", "督导意见", "意见书"]
        .iter()
        .any(|w| head.contains(w));
    // these are told by their name, whatever sections they have
    if !is_report
        && says(&[
            "实施方案",
            "工作方案",
            "行动方案",
            "工作计划",
            "工作要点",
            "规划",
            "方案",
            "计划",
        ])
    {
        return Some(NoReport::Plan);
    }
    if !is_report
        && says(&[
            "指标体系",
            "评分标准",
            "评分细则",
            "指标",
            "评分表",
            "评价细则",
            "评估细则",
        ])
    {
        return Some(NoReport::Indicators);
    }
    if sections.iter().any(|s| s.kind == Kind::Problems) {
        return None;
    }
    let text: String = doc
        .lines
        .iter()
        .map(|l| doc.text(l.span))
        .take(400)
        .collect::<Vec<_>>()
        .join(" ");
    let count = |words: &[&str]| words.iter().map(|w| text.matches(w).count()).sum::<usize>();
    let scores = SIGNS.map(|(kind, words)| (kind, count(words)));
    let best = scores
        .iter()
        .max_by_key(|(_, n)| *n)
        .filter(|(_, n)| *n > 1);
    Some(best.map_or(NoReport::NoProblems, |(kind, _)| *kind))
}
