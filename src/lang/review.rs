//! Words of looking a draft through: its screen, its forms, why a change is not made.

use super::{fill, words};
use crate::intake::prose::Refusal;

words! {
    /// Words of the review of a draft.
    Review {
        heading: "复核草稿", "Review";
        counts: "{} 个问题  待核 {} / {}", "{} findings  open {} / {}";
        kept: "已存盘", "saved";
        unkept: "! 未存盘", "! not saved";
        all_settled: "全部核完：按 {} 启用为台账", "all looked through: {} makes it a ledger";
        source: "原文", "Source";
        draft: "草稿", "Draft";
        paragraph: "第 {} 段", "paragraph {}";
        of_report: "整份报告", "the report";
        literal: "原文：{}", "as written: {}";
        offered: "可读作：{}", "read as: {}";
        why: "理由：{}", "why: {}";
        taken: "{} 于 {} 采纳", "taken by {} on {}";
        as_written: "{} 于 {} 定为照原文", "left as written by {} on {}";
        hint_offer: "Enter 采纳此读法 · {} 照原文 · {} 另作读法", "Enter: take it · {}: as written · {}: read otherwise";
        hint_plain: "Enter 看过、照此 · {} 改这一条", "Enter: it is right · {}: edit the finding";
        hint_fill: "Enter 补填题头", "Enter: fill it in";
        hint_finding: "Enter 编辑 · {} 拆分 · {} 并入上条 · {} 删除", "Enter: edit · {}: split · {}: join · {}: drop";
        whom: "所指：{}", "whom: {}";
        by_hand: "（督学所定）", " (by the inspector)";
        category: "类别：{}", "category: {}";
        items: "整改事项", "Items";
        metric: "指标：{} {}", "metric: {} {}";

        form_intake: "读入已公布的报告", "Read a published report";
        form_file: "文件（txt、html、docx 或草稿 json）", "file (txt, html, docx or a draft)";
        form_units: "区市名单", "districts";
        units_found: "在文中查找", "found in the text";
        units_known: "沿用本台账的", "those of this ledger";
        form_year: "评价年度（可空）", "evaluated year (optional)";
        form_of_year: "评价年度", "evaluated year";
        form_head: "题头与名单", "Heading and districts";
        form_id: "编号", "id";
        form_title: "标题", "title";
        form_issuer: "发布单位", "issuer";
        form_issued: "发布日期", "published";
        form_finding: "编辑问题 {}", "Edit finding {}";
        form_scope: "所指", "whom";
        form_names: "点名区市（、隔开）", "units named (with commas)";
        form_category: "类别", "category";
        form_split: "拆分 {}：后一条从哪里起", "Split {}: where does the second begin";
        form_from: "从此起", "from here";
        form_read: "另作读法：{}", "Read otherwise: {}";
        form_reading: "读作", "read as";
        form_because: "理由", "why";
        form_add: "添加漏读的问题", "Add a finding that was passed over";
        form_passage: "原文字句（须与原文一致）", "its words as in the source";
        ask_items: "{} 的整改事项，每行一条", "Items of {}, one a line";
        ask_leave: "草稿的改动没有存盘，退出就会丢失。仍要退出？", "The draft's last changes are not saved and would be lost. Quit all the same?";
        ask_drop: "删除 {}“{}”？可用 u 撤销", "Drop {} “{}”? u takes it back";
        ask_adopt: "启用 {}：{} 个问题、{} 个区市，另立台账？", "Adopt {}: {} findings, {} districts, with a ledger of its own?";

        needs_terminal: "复核界面需要终端；不在终端里可用 dudao report check {}", "the review needs a terminal; without one: dudao report check {}";
        correct_title: "{} 已有台账：作为更正版会改动这些", "{} has a ledger: as a corrected version it would change this";
        correct_hint: "已记录的内容一概保留。关闭后再按 {} 更正", "nothing that was recorded is lost; close this and press {} again to correct it";
        ask_correct: "用这份更正版替换 {} 的报告？原报告另存，记录全部保留", "Let it take the place of the report of {}? The former one is kept, and every record";
        said_corrected: "{} 已更正，改动的条目带有标记", "{} was corrected; entries that changed are marked";
        said_open: "还有 {} 处待核", "{} marks are still open";
        said_next: "没有待核之处了", "no mark is open any more";
        said_drafted: "已读入 {}，草稿存在 {}", "{} was read; the draft is in {}";
        said_adopted: "已启用 {}，本台账从此记在它名下", "{} was adopted; this is its ledger";
        said_opened: "已打开台账 {}", "opened the ledger {}";
        said_unkept: "草稿未能存盘：{}", "the draft was not saved: {}";
        said_changed_outside: "{} 已被其他程序改动；请另开一次再改", "{} was changed by another program; open it again first";
        nothing_undone: "没有可撤销的改动", "nothing to take back";
        nothing_redone: "没有可重做的改动", "nothing to do again";
        no_such_unit: "名单里没有“{}”；先在题头与名单中加上", "“{}” is not on the list; add it to the heading first";
        no_day: "日期写作 2023-12-31", "write the day as 2023-12-31";
        no_year: "年度写作 2023", "write the year as 2023";
        no_cut: "这一条里没有可以断开的标点", "there is no mark at which it could be cut";

        no_mark: "没有待核处 {}", "there is no open mark {}";
        no_finding: "没有问题 {}", "there is no finding {}";
        no_category: "没有类别 {}", "there is no category {}";
        empty: "此项必填", "this is needed";
        must_fill: "须先补填：标题、发布单位、日期、年度、名单", "title, issuer, day, year and districts must be filled in first";
        no_words: "这一处没有可以改读的字句", "there are no words here to be read otherwise";
        nobody_named: "“点名”须写明区市", "say which districts are named";
        bad_id: "编号 {} 只能用字母、数字、- 和 .", "the id {} may hold letters, digits, - and . only";
        bad_units: "名单为空，或有重复", "the list is empty, or names one twice";
        still_named: "{} 只点名了要去掉的区市；先改这几条", "{} name only what would go; edit them first";
        empty_part: "拆开后有一部分是空的", "one of the parts would be empty";
        emended: "这一条的文字已改动，无法再按原文拆分；可先撤销", "its words were changed, so the cut has no place; take that back first";
        nothing_before: "本类别中前面没有问题", "there is no finding before it in this category";
        apart: "两条之间隔着别的文字", "other words stand between the two";
        not_in_source: "原文中没有这些字句", "the source does not have these words";
        is_finding: "这些字句属于 {}", "these words belong to {}";
        last_one: "至少要留一个问题", "one finding must stay";
        no_recommendation: "报告没有意见部分，事项无所对应；启用后可在台账中加", "the report has no recommendations that items could serve; add them in the ledger";
    }
}

impl Review {
    /// What a mark says that was not found.
    pub fn missing<'a>(&self, what: &'a str) -> &'a str {
        match what {
            "title" => self.form_title,
            "issuer" => self.form_issuer,
            "issued" => self.form_issued,
            "year" => self.form_of_year,
            "units" => self.form_units,
            other => other,
        }
    }

    /// Why a change was not made.
    pub fn refusal(&self, why: &Refusal) -> String {
        match why {
            Refusal::NoMark(id) => fill(self.no_mark, &[id]),
            Refusal::NoFinding(id) => fill(self.no_finding, &[id]),
            Refusal::NoCategory(id) => fill(self.no_category, &[id]),
            Refusal::Empty => self.empty.to_owned(),
            Refusal::MustFill => self.must_fill.to_owned(),
            Refusal::NoWords => self.no_words.to_owned(),
            Refusal::NobodyNamed => self.nobody_named.to_owned(),
            Refusal::BadId(id) => fill(self.bad_id, &[id]),
            Refusal::BadUnits => self.bad_units.to_owned(),
            Refusal::StillNamed(ids) => fill(self.still_named, &[ids]),
            Refusal::EmptyPart => self.empty_part.to_owned(),
            Refusal::Emended => self.emended.to_owned(),
            Refusal::NothingBefore => self.nothing_before.to_owned(),
            Refusal::Apart => self.apart.to_owned(),
            Refusal::NotInSource => self.not_in_source.to_owned(),
            Refusal::IsFinding(id) => fill(self.is_finding, &[id]),
            Refusal::LastOne => self.last_one.to_owned(),
            Refusal::NoRecommendation => self.no_recommendation.to_owned(),
        }
    }
}
