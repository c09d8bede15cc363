//! The official paragraph, ready to paste. 完成 and 销号 are two counts and always both there.

use jiff::civil::Date;

use super::Summary;
use crate::board::totals::percent;
use crate::lang::{Lang, SummaryWords, fill, summary};

/// The paragraph of a summary.
pub(super) fn of(s: &Summary) -> String {
    let w = summary(s.lang);
    let date = in_words(s.as_of, s.lang);
    if let (Some(filter), 0) = (&s.filter, s.totals.entries) {
        return fill(w.para_nothing, &[&date, &s.title, filter]);
    }
    let sentences = [
        opening(s, w, &date),
        standing(s, w),
        fill(
            w.para_rates,
            &[
                &percent(s.totals.completion_rate()),
                &percent(s.totals.closing_rate()),
            ],
        ),
        dates(s, w),
    ];
    sentences.join(between(s.lang))
}

fn opening(s: &Summary, w: &SummaryWords, date: &str) -> String {
    let findings = number(s.findings, w.finding_one, w.finding_many);
    let entries = number(s.totals.entries, w.entry_one, w.entry_many);
    match &s.filter {
        None => fill(w.para_whole, &[&date, &s.title, &findings, &entries]),
        Some(filter) => fill(w.para_part, &[&date, &s.title, filter, &findings, &entries]),
    }
}

/// Completed, not completed, withdrawn: together all entries.
fn standing(s: &Summary, w: &SummaryWords) -> String {
    let t = &s.totals;
    let objected = some(t.objected, w.para_objected);
    let mut sentences = vec![
        fill(w.para_done, &[&t.finished(), &t.closed, &t.completed]),
        fill(
            w.para_left,
            &[&t.not_completed(), &t.open, &t.rectifying, &objected],
        ),
    ];
    if t.repeated > 0 {
        sentences.push(fill(w.para_repeated, &[&t.repeated]));
    }
    if t.withdrawn > 0 {
        sentences.push(fill(w.para_withdrawn, &[&t.withdrawn]));
    }
    sentences.join(between(s.lang))
}

fn dates(s: &Summary, w: &SummaryWords) -> String {
    let t = &s.totals;
    if t.no_date == t.entries {
        return w.para_no_dates.to_owned();
    }
    let undated = some(t.no_date, w.para_undated);
    fill(
        w.para_dates,
        &[&t.overdue, &t.behind, &t.due_soon, &undated],
    )
}

/// A clause, where there is something to count.
fn some(count: usize, template: &str) -> String {
    if count == 0 {
        String::new()
    } else {
        fill(template, &[&count])
    }
}

fn number(count: usize, one: &str, many: &str) -> String {
    fill(if count == 1 { one } else { many }, &[&count])
}

/// What stands between two sentences.
fn between(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "",
        Lang::En => " ",
    }
}

/// A day as prose writes it.
fn in_words(day: Date, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Lang::En => day.strftime("%-d %B %Y").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use crate::board::Query;
    use crate::lang::Lang;
    use crate::sample::Desk;

    #[test]
    fn a_fresh_ledger_says_that_nothing_is_done_and_no_dates_are_set() {
        assert_eq!(
            Desk::new().summary(Lang::Zh).paragraph,
            "截至2023年12月31日，《对区市政府、开发区管委2022年履行教育职责评价情况的报告》共反馈36个问题，\
             分解为127条台账条目。已完成0条，其中已销号0条、待核查0条；未完成127条，其中待整改127条、整改中0条。\
             完成率0.0%，销号率0.0%。各条目均未设定完成时限。"
        );
    }

    #[test]
    fn a_ledger_at_work_gives_every_count_and_both_rates() {
        assert_eq!(
            Desk::busy().summary(Lang::Zh).paragraph,
            "截至2023年12月31日，《对区市政府、开发区管委2022年履行教育职责评价情况的报告》共反馈36个问题，\
             分解为127条台账条目。已完成5条，其中已销号3条、待核查2条；未完成121条，其中待整改118条、整改中2条、\
             异议复审1条。复审撤销1条，不计入完成率和销号率。完成率4.0%，销号率2.4%。\
             逾期2条，未达到序时进度1条，临近时限1条，未定时限122条。"
        );
        assert_eq!(
            Desk::busy().summary(Lang::En).paragraph,
            "As of 31 December 2023, the report “Report on the 2022 evaluation of how district governments and \
             development-zone committees fulfilled their education duties” contains 36 findings, broken down into \
             127 ledger entries. Completed: 5, of which closed 3 and awaiting verification 2. Not completed: 121 \
             (open 118, rectifying 2, objected and under re-review 1). Withdrawn after re-review: 1, outside both \
             rates. Completion rate 4.0%, closing rate 2.4%. Overdue 2, behind schedule 1, due soon 1, no due date 122."
        );
    }

    #[test]
    fn a_filtered_paragraph_says_what_it_counts() {
        let part = Query {
            units: vec!["none".into()],
            categories: vec!["provision".into()],
            ..Query::default()
        };
        let desk = Desk::busy();
        assert!(desk.narrowed(&part, Lang::Zh).paragraph.contains(
            "》中符合筛选条件（区市：未点名；问题类别：各类教育发展）的有1个问题，共1条台账条目。"
        ));
        assert!(desk.narrowed(&part, Lang::En).paragraph.contains(
            "narrowed to district: Not named; category: Development of all kinds of education: \
             1 finding, broken down into 1 ledger entry."
        ));
    }

    #[test]
    fn a_filter_that_nothing_passes_gives_one_sentence_without_rates() {
        let nothing = Query {
            text: "  不存在的词\n ".into(),
            ..Query::default()
        };
        let paragraph = Desk::busy().narrowed(&nothing, Lang::Zh).paragraph;
        assert!(paragraph.ends_with("中没有符合筛选条件（文字：不存在的词）的台账条目。"));
        assert!(!paragraph.contains('%'));
    }
}
