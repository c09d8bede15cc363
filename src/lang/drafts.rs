//! What the reading of a report says: what it found, what it doubts, why it reads as it does.

use std::path::Path;

use super::{Lang, fill, words};
use crate::intake::prose::{Doubt, NoReport, Unreadable};
use crate::report::Text;

words! {
    /// Words of the reading of reports.
    Intake {
        kind_reversed: "语义相反", "says the opposite";
        kind_no_deficit: "看不出问题", "names no problem";
        kind_lost_stop: "缺句号", "lost stop";
        kind_lost_quantifier: "缺“各”", "lost “each”";
        kind_lost_word: "缺字", "lost character";
        kind_bracket: "括号不全", "odd bracket";
        kind_numbering: "编号缺失", "lost number";
        kind_date: "日期缺字", "damaged date";
        kind_unit: "区市待核", "unsure unit";
        kind_open_list: "名单未列全", "open list";
        kind_count: "只有个数", "only a count";
        kind_group: "按属性概括", "group by a property";
        kind_carried: "承前省略", "carried over";
        kind_example: "举例", "example";
        kind_except: "排除", "exception";
        kind_mention: "主语待核", "unsure subject";
        kind_title: "标题与正文相连", "title runs on";
        kind_missing: "未找到", "not found";
        kind_encoding: "乱码", "spoilt text";

        why_reversed: "问题部分的这一句没有任何否定或不足的词，照字面是肯定；疑缺否定词", "this sentence of the problem section has no word of lack and literally praises; a negation seems lost";
        why_reversed_clause: "这一分句照字面是肯定，与前后所说的问题相反；疑缺否定词", "this clause literally praises, against the problem told around it; a negation seems lost";
        why_no_deficit: "没有表示不足的词；可能不是问题，也可能缺字", "no word says that anything is lacking; it may be no problem, or characters are lost";
        why_lost_stop: "前一分句已说完，这里直接接新的主语，中间没有标点", "the clause before is complete and a new subject follows without a stop";
        why_lost_quantifier: "“{}”单独作主语，别处都写“各{}”", "the word for districts stands alone as a subject where the genre says “each” ({}, {})";
        why_lost_word: "“{}”不成词，应为“{}”", "{} is no word; {} is";
        why_bracket: "引号、书名号或括号不成对", "quotes, title marks or brackets do not pair";
        why_numbering: "前后编号之间缺这一个：{}", "the numbers around leave out this one: {}";
        why_number_gap: "编号从 {} 跳到 {}", "the numbers jump from {} to {}";
        why_date: "年份后缺“年”或“月”", "a year without its word for year or month";
        why_unit: "没有定义或名单，只在问题部分见到这个名称", "no definition or list tells of it; the name only stands in the problem section";
        why_no_units: "没有找到任何区市；请用 --units 给出", "no district was found; name them with --units";
        why_open_list: "名单以“等”收尾，可能还有未列出的", "the list ends in “and others”: some may not be named";
        why_count: "写明 {} 个，列出 {} 个", "{} are counted and {} named";
        why_count_only: "只写了个数（{}），没有点名", "only their number is told ({}), no name";
        why_group: "“{}”没有点名，不作推断", "“{}” are not named; nothing is inferred";
        why_carried: "本句没有主语，承前一句", "no subject here; that of the clause before is taken";
        why_example: "只是举例，可能还有其他", "named as an example only; there may be others";
        why_except: "除所列之外的全部", "all but those named";
        why_mention: "区市不在主语位置", "the unit does not stand as the subject";
        why_title: "标题之后没有标点", "no stop after the title";
        why_missing_title: "没有找到标题", "no title was found";
        why_missing_issuer: "没有找到发布单位", "no issuer was found";
        why_missing_date: "没有找到发布日期；请用 --issued 给出", "no date of publication was found; give it with --issued";
        why_missing_year: "没有找到评价年度；请用 --year 给出", "no evaluated year was found; give it with --year";
        why_no_titles: "问题部分没有小标题，全部归为一类", "the problem section has no headings: one category for all";
        why_encoding: "有些字节不合 {} 编码", "some bytes make no sense as {}";
        why_all: "指全部区市", "means every district";
        why_bare: "“区市”应为“各区市”", "the word for districts is read as “each district”";

        lost_by_hand: "公开文本中的字句", "words of the published text";
        tied_by_hand: "复核草稿时由督学确定", "added by the inspector who looked the draft through";
        lost_negation: "否定词“{}”", "the negation ({})";
        lost_quantifier: "“各”字", "the word “each”";
        lost_word: "“{}”字", "the character {}";

        is_empty: "没有文字", "there is no text";
        is_result: "这是结果公示或公告，没有问题部分", "this is a notice of results, without a problem section";
        is_news: "这是工作动态，没有问题部分", "this is news, without a problem section";
        is_plan: "这是方案或计划，不是评价报告", "this is a plan, no report of an evaluation";
        is_indicators: "这是指标或评分标准，不是评价报告", "this is a table of indicators, no report of an evaluation";
        no_problems: "没有找到问题部分", "no problem section was found";

        unknown: "未注明", "not stated";
        item_fix: "整改到位并附佐证：{}", "Put right, with proof: {}";
        no_titles: "存在的问题", "Problems found";
        short_title: "{}年报告", "report for {}";
        step: "第 {} 步", "Step {}";
        growth: "增长", "growth";
        year_before: "上年", "the year before";
        national_mean: "全国平均", "the national mean";
        provincial_mean: "全省平均", "the provincial mean";
        city_mean: "全市平均", "the city mean";
        advanced_regions: "先进地区", "advanced regions";

        read_as: "{}：{}，编码 {}，{} 段", "{}: {}, encoding {}, {} paragraphs";
        form_text: "文本", "text";
        form_html: "网页", "web page";
        form_docx: "Word 文件", "Word file";
        nothing: "没有读出问题：{}", "no finding: {}";
        heads: "标题：{}\n发布：{}，{}\n年度：{}", "title: {}\nissued: {}, {}\nyear: {}";
        sections: "部分：{}", "sections: {}";
        section_achievements: "成绩", "achievements";
        section_problems: "问题", "problems";
        section_recommendations: "意见", "recommendations";
        section_demands: "要求", "demands";
        section_annex: "附件", "annex";
        section_other: "其他", "other";
        and: "、", ", ";
        units: "区市 {} 个：{}", "{} districts: {}";
        other_years: "提到的往年：{}；时限：{}", "earlier years named: {}; deadlines: {}";
        findings: "问题 {} 个，分 {} 类", "{} findings in {} categories";
        practices: "典型经验 {} 条，意见 {} 条，程序 {} 步", "{} practices, {} recommendations, {} steps of the procedure";
        marks: "待核 {} 处", "{} marks to look at";
        no_marks: "没有待核之处", "no mark is open";
        offer: "可读作", "read as";
        place: "第 {} 段", "paragraph {}";
        written: "草稿已写入 {}；下一步：dudao report review {}", "the draft is in {}; next: dudao report review {}";
        still_open: "还有 {} 处待核，不能启用；见 dudao report review {}", "{} marks are open: not adopted; see dudao report review {}";
        settled: "{}：已核 {} 处，还有 {} 处", "{}: {} settled, {} left";
        no_mark: "没有待核处 {}", "there is no open mark {}";
        must_edit: "{} 须先在草稿中补上", "{} must be filled in in the draft first";
        no_draft: "{} 不是草稿：{}", "{} is no draft: {}";
        draft_in_order: "{}：草稿完好，{} 个问题，待核 {} 处", "{}: the draft is in order, {} findings, {} open marks";
        draft_empty: "{}：草稿中没有问题：{}", "{}: the draft has no finding: {}";
        adopted: "已启用 {}：{} 个问题，{} 个台账条目；用 --report {} 打开", "adopted {}: {} findings, {} entries; open it with --report {}";
        adopted_already: "{} 已有台账，报告不能替换", "{} has a ledger already; its report is not replaced";
        over_limit: "{} 超出读取上限 {}（{}）", "{} is over the limit {} ({})";
        not_word: "{} 不是 Word 文件", "{} is no Word file";
        bad_word: "{} 已损坏：{}", "{} is damaged: {}";
        other_form: "{} 是 {} 文件，不能读取；请先另存为 docx、html 或 txt", "{} is a {} file, which cannot be read; save it as docx, html or txt first";
        bad_units: "看不懂 --units {}", "--units {} makes no sense";
    }
}

impl Intake {
    /// Why a document has no findings.
    pub fn no_report(&self, why: NoReport) -> &'static str {
        match why {
            NoReport::Empty => self.is_empty,
            NoReport::Result => self.is_result,
            NoReport::News => self.is_news,
            NoReport::Plan => self.is_plan,
            NoReport::Indicators => self.is_indicators,
            NoReport::NoProblems => self.no_problems,
        }
    }

    /// One text in both languages, with the same values.
    pub fn both(
        pick: impl Fn(&'static Self) -> &'static str,
        values: &[&dyn std::fmt::Display],
    ) -> Text {
        let said = |lang| fill(pick(Self::of(lang)), values);
        Text {
            zh: said(Lang::Zh),
            en: said(Lang::En),
        }
    }

    /// Name of a sort of doubt.
    pub fn doubt(&self, kind: Doubt) -> &'static str {
        match kind {
            Doubt::Reversed => self.kind_reversed,
            Doubt::NoDeficit => self.kind_no_deficit,
            Doubt::LostStop => self.kind_lost_stop,
            Doubt::LostQuantifier => self.kind_lost_quantifier,
            Doubt::LostWord => self.kind_lost_word,
            Doubt::Bracket => self.kind_bracket,
            Doubt::Numbering => self.kind_numbering,
            Doubt::Date => self.kind_date,
            Doubt::Unit => self.kind_unit,
            Doubt::OpenList => self.kind_open_list,
            Doubt::Count => self.kind_count,
            Doubt::Group => self.kind_group,
            Doubt::Carried => self.kind_carried,
            Doubt::Example => self.kind_example,
            Doubt::Except => self.kind_except,
            Doubt::Mention => self.kind_mention,
            Doubt::Title => self.kind_title,
            Doubt::Missing => self.kind_missing,
            Doubt::Encoding => self.kind_encoding,
        }
    }

    /// Why a file was not read.
    pub fn unreadable(&self, file: &Path, e: &Unreadable) -> String {
        let file = file.display();
        match e {
            Unreadable::Over(limit) => {
                fill(self.over_limit, &[&file, &limit.code(), &limit.value()])
            }
            Unreadable::NotWord => fill(self.not_word, &[&file]),
            Unreadable::BadWord(why) => fill(self.bad_word, &[&file, why]),
            Unreadable::Other(form) => fill(self.other_form, &[&file, form]),
        }
    }
}
