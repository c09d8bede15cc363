//! The words of the status summary: its headings, its paragraph, its columns.

use super::{Lang, domain, fill, words};
use crate::ledger::Stage;
use crate::summary::{DoesNotAddUp, Gap, Parts, Why};

words! {
    /// Words of the status summary and of the text dashboard.
    SummaryWords {
        colon: "：", ": ";
        comma: "、", ", ";
        between_ids: "  ", ", ";
        semicolon: "；", "; ";
        none: "无", "none";

        issuer: "发布单位", "issued by";
        issued: "发布日期", "issued on";
        as_of: "截至", "as of";
        filter: "筛选条件", "filter";
        words: "文字", "text";

        document: "《{}》整改情况汇总", "{}: status of rectification";
        basics: "基本情况", "origin";
        state: "整改情况", "state of affairs";
        figures: "总体数据", "totals";
        by_unit: "分区市情况", "by district";
        matrix: "区市 × 问题类别（未销号 / 全部）", "districts × categories (not closed / all)";
        unit_lines: "各区市合计", "totals of the districts";
        by_category: "分问题类别情况", "by category";
        by_finding: "逐条问题整改情况", "finding by finding";
        unfinished: "未完成条目及原因", "what is not completed, and why";
        reasons: "原因", "reasons";
        left: "销号与撤销情况", "closed and withdrawn";
        next: "下一步时限", "next due dates";
        overdue_list: "逾期条目", "overdue entries";
        repeated_list: "屡查屡犯条目", "repeated entries";
        times: "第几次", "edition no.";
        goes_on_from: "承接", "goes on from";
        para_repeated: "屡查屡犯{}条（往年已反馈、本年仍在）。", "Repeated from earlier editions: {}.";
        objected_list: "异议复审条目", "entries under re-review";
        closed_list: "最近销号（最多 10 条）", "recently closed (at most 10)";
        closed_since: "{} 以来销号", "closed since {}";
        withdrawn_list: "复审撤销条目", "withdrawn after re-review";
        heads: "流水校验（各流水末行）", "journal heads (last line of each journal)";
        whole_ledger: "流水为整本台账的流水，不受筛选影响。", "the journals are those of the whole ledger, whatever the filter.";

        counts: "总数", "counts";
        day: "日期", "day";
        counted: "计入条目", "entries counted";
        count: "数量", "count";
        what: "项目", "what";
        to_verify: "待核查", "to verify";
        finished: "完成（待核查+已销号）", "completed (to verify + closed)";
        finished_short: "完成", "completed";
        days_late: "逾期天数", "days overdue";
        days_left: "剩余天数", "days left";
        why: "原因", "why";
        reason: "理由", "reason";
        number: "编号", "no.";
        units: "涉及区市", "districts";
        items_done: "事项", "items";
        latest: "最近进展", "latest note";
        finding_head: "{}（{}）", "{} ({})";
        and_more: "{} 等{}条", "{} and more: {} in all";
        report_id: "报告编号", "report id";
        decided_on: "复审日期", "decided on";
        returned: "退回整改", "sent back";
        reopened: "反弹重开", "reopened";
        not_yet_due: "未到时限", "not yet due";
        objected_on: "提出日期", "objected on";
        objected_by: "经手人", "recorded by";
        closed_on: "销号日期", "closed on";
        closed_by: "销号人", "closed by";
        writer: "写入者", "writer";
        seq: "序号", "number";
        sum: "校验值", "sum";

        kind: "行类别", "kind of row";
        kind_cell: "区市×类别", "district × category";
        kind_unit: "区市合计", "district total";
        kind_category: "类别合计", "category total";
        kind_all: "总计", "whole";

        trend: "走势", "trend";
        contents: "目录", "contents";
        as_of_day: "截至 {}", "As of {}";
        of_findings: "涉及 {} 个问题", "of {} findings";
        of_entries: "共 {} 条", "of {} entries";
        at_work: "整改中、复审中", "at work, under re-review";
        burn_down: "剩余条目走势", "entries left over time";
        plan: "按时限应剩余", "left if due dates are kept";
        progress: "进度", "progress";
        dash_figures: "已完成 {} · 已销号 {} / {}", "completed {} · closed {} / {}";
        dash_cells: "格中：未销号 / 全部，“-”为没有条目；进度：完成率；已完成含已销号", "cells: not closed / all, “-” none; progress: completed or closed";
        dash_more: "更多：dudao --help", "more: dudao --help";

        finding_one: "{}个问题", "{} finding";
        finding_many: "{}个问题", "{} findings";
        entry_one: "{}条台账条目", "{} ledger entry";
        entry_many: "{}条台账条目", "{} ledger entries";
        para_whole: "截至{}，《{}》共反馈{}，分解为{}。", "As of {}, the report “{}” contains {}, broken down into {}.";
        para_part: "截至{}，《{}》中符合筛选条件（{}）的有{}，共{}。", "As of {}, in the report “{}”, narrowed to {}: {}, broken down into {}.";
        para_nothing: "截至{}，《{}》中没有符合筛选条件（{}）的台账条目。", "As of {}, no ledger entry of the report “{}” matches the filter ({}).";
        para_done: "已完成{}条，其中已销号{}条、待核查{}条；", "Completed: {}, of which closed {} and awaiting verification {}.";
        para_left: "未完成{}条，其中待整改{}条、整改中{}条{}。", "Not completed: {} (open {}, rectifying {}{}).";
        para_objected: "、异议复审{}条", ", objected and under re-review {}";
        para_withdrawn: "复审撤销{}条，不计入完成率和销号率。", "Withdrawn after re-review: {}, outside both rates.";
        para_rates: "完成率{}，销号率{}。", "Completion rate {}, closing rate {}.";
        para_dates: "逾期{}条，未达到序时进度{}条，临近时限{}条{}。", "Overdue {}, behind schedule {}, due soon {}{}.";
        para_undated: "，未定时限{}条", ", no due date {}";
        para_no_dates: "各条目均未设定完成时限。", "No due dates are set.";

        refused: "数字合不上，未生成汇总；请运行 dudao doctor 检查：", "the figures do not add up, so no summary was made; run dudao doctor:";
        gap: "{}：按{}相加，{}为 {}，应为 {}", "{}: added up by {}, {} comes to {} instead of {}";
    }
}

/// Words for values.
impl SummaryWords {
    /// Why no summary was made, every gap on its own line.
    pub fn does_not_add_up(lang: Lang, error: &DoesNotAddUp) -> String {
        let words = Self::of(lang);
        let gaps = error.0.iter().map(|gap| words.gap_line(lang, gap));
        std::iter::once(words.refused.to_owned())
            .chain(gaps)
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// Why an entry is not finished.
    pub fn why_name(&self, lang: Lang, why: Why) -> &'static str {
        let domain = domain(lang);
        match why {
            Why::Objected => domain.objected,
            Why::Returned => self.returned,
            Why::Reopened => self.reopened,
            Why::Overdue => domain.overdue,
            Why::Behind => domain.behind,
            Why::NoDate => domain.no_date,
            Why::NotYetDue => self.not_yet_due,
        }
    }

    /// A stage; 已完成 is named 待核查, as everywhere in a summary.
    pub fn stage_name(&self, lang: Lang, stage: Stage) -> &'static str {
        match stage {
            Stage::Completed => self.to_verify,
            other => domain(lang).stage_name(other),
        }
    }

    fn gap_line(&self, lang: Lang, gap: &Gap) -> String {
        let domain = domain(lang);
        let parts = match gap.parts {
            Parts::Stages => domain.stage,
            Parts::Lights => domain.schedule,
            Parts::Ticks => domain.done,
            Parts::Units => domain.unit,
            Parts::Categories => domain.category,
            Parts::Findings => domain.finding,
            Parts::Reasons => self.why,
            Parts::Trend => self.trend,
        };
        let count = crate::summary::count_name(gap.count, lang);
        fill(self.gap, &[&gap.of, &parts, &count, &gap.sum, &gap.whole])
    }
}

/// The summary's words in a language; short for [`SummaryWords::of`].
pub fn summary(lang: Lang) -> &'static SummaryWords {
    SummaryWords::of(lang)
}
