//! The words for a returned workbook: what it would change, what cannot be taken, and why.

use super::{Lang, domain, fill, words};
use crate::intake::preview::{Clash, Field, Kind, Misfit, Proposal, Why};
use crate::intake::workbook::{Measure, Unreadable};

words! {
    /// Words of the way back.
    IntakeWords {
        tick: "勾选", "tick";
        ticked: "新勾选", "new tick";
        unticked: "取消勾选", "unticked";
        changed: "改动", "changed";
        noted: "新进展", "new note";
        conflict: "冲突", "conflict";
        refused: "拒绝", "refused";

        file: "《{}》（导出于 {}）", "{} (exported as of {})";
        counts: "新勾选 {} · 取消勾选 {} · 改动 {} · 新进展 {} · 冲突 {} · 拒绝 {} · 已是如此 {} · 未改动 {}", "new ticks {} · unticked {} · changed {} · new notes {} · conflicts {} · refused {} · already so {} · untouched {}";
        nothing: "没有可写入的改动", "there is nothing to write";
        empty: "（空）", "(empty)";
        left: "（不写入）", " (left out)";
        ahead: "{} 导出时对方的记录比本机多，请先合并流水再收回，否则会误报冲突", "{} was exported by somebody who knew more than this ledger; merge the journals first, or what is missing here shows as conflicts";
        ask: "写入以上 {} 项改动？[y/N] ", "Write these {} changes? [y/N] ";
        not_asked: "只预览，未写入；确认后请加 --yes", "this is only a preview, nothing was written; --yes writes it";
        not_taken: "没有写入", "nothing was written";
        taken: "已写入 {} 项改动；dudao undo 可一次撤销", "{} changes written; dudao undo takes all of them back";
        some_left: "冲突 {} 项、拒绝 {} 项没有写入", "{} conflicts and {} refused ones were not written";

        clash_here: "导出后本地已改动（导出时：{}）", "changed here since the export (then: {})";
        clash_files: "各文件说法不一", "the files say different things";
        no_id: "该行没有识别码，请从原表复制整行", "the row has no id; copy whole rows of the exported sheet";
        unknown_entry: "台账中没有这个条目", "there is no such entry in this ledger";
        unknown_item: "该条目没有这个事项", "the entry has no such item";
        not_exported: "导出时没有这个条目", "the entry was not in the export";
        other_unit: "属于{}，不是报送单位的条目", "belongs to {}, not to the sender";
        other_text: "问题或事项的文字与台账不符，整行未采用（是否只排序了部分列？）", "the words are not those of the ledger, so the row was left (were only some columns sorted?)";
        twice: "同一识别码有多行且内容不同", "several rows of this id say different things";
        not_a_day: "不是完整的日期，请写成 2023-12-31", "not a full date; write 2023-12-31";
        before_report: "早于报告发布日期 {}", "earlier than the report ({})";
        not_an_answer: "请填“是”或“否”", "answer yes or no";
        not_a_horizon: "不在可选的整改类型中", "not one of the horizons";
        cannot_clear: "不能清空；要取消勾选请填“否”", "cannot be emptied; to take a tick back write no";
        error_value: "单元格是错误值", "the cell holds an error";
        no_result: "单元格是公式，没有计算结果；请用 Excel 打开并保存，或直接填写", "the cell holds a formula with no result; open and save it in Excel, or type the value";

        other_report: "{}：属于另一份报告的台账（{}，{} 年），请用 --report 指定", "{}: exported from the ledger of another report ({}, {}); name it with --report";
        unreadable: "无法收回 {}：{}", "cannot collect {}: {}";
        not_a_workbook: "不是 Excel 工作簿，或已损坏（{}）", "no Excel workbook, or damaged ({})";
        old_or_locked: "是旧版 .xls 或设了密码；请另存为不加密的 .xlsx", "an old .xls file or one with a password; save it as .xlsx without one";
        large_file: "文件超过 {} 字节的上限", "the file is larger than the limit of {} bytes";
        large_parts: "压缩包内文件数超过上限 {}", "its package has more than {} parts";
        large_part: "压缩包内有文件解压后超过 {} 字节的上限", "a part of its package unpacks to more than the limit of {} bytes";
        large_all: "解压后超过 {} 字节的上限", "it unpacks to more than the limit of {} bytes";
        large_cells: "单元格数超过上限 {}", "it has more than {} cells";
        no_stamp: "找不到隐藏的识别表：不是由 dudao summary -f xlsx 导出，或隐藏表已被删除", "its hidden sheet is missing: not exported by dudao summary -f xlsx, or the sheet was deleted";
        other_form: "格式版本是 {}，本程序不认识", "it has the form {}, which this program does not know";
        no_sheets: "找不到台账和整改事项两张表", "neither the ledger nor the items are in it";
        no_ids: "工作表“{}”的识别码列已被删除", "the ids of the sheet {} were deleted";
    }
}

/// Words for values.
impl IntakeWords {
    /// A field.
    pub fn field_name(&self, field: Field, lang: Lang) -> &'static str {
        let d = domain(lang);
        match field {
            Field::Tick => self.tick,
            Field::Lead => d.lead,
            Field::Partners => d.partners,
            Field::Person => d.person,
            Field::Measure => d.measure,
            Field::Horizon => d.horizon,
            Field::Due => d.due,
            Field::Note => d.note,
        }
    }

    /// A kind.
    pub fn kind_name(&self, kind: &Kind) -> &'static str {
        match kind {
            Kind::Ticked => self.ticked,
            Kind::Unticked => self.unticked,
            Kind::Changed => self.changed,
            Kind::Noted => self.noted,
            Kind::Conflict(_) => self.conflict,
            Kind::Refused(_) => self.refused,
        }
    }

    /// Why something is not taken by itself.
    pub fn reason(&self, proposal: &Proposal, lang: Lang) -> Option<String> {
        match &proposal.kind {
            Kind::Ticked | Kind::Unticked | Kind::Changed | Kind::Noted => None,
            Kind::Conflict(Clash::Here) => {
                let was = self.shown(&proposal.was);
                Some(fill(self.clash_here, &[&was]))
            }
            Kind::Conflict(Clash::Files) => Some(self.clash_files.to_owned()),
            Kind::Refused(why) => Some(self.why(why, lang)),
        }
    }

    /// A value on one line; a word for an empty one.
    pub fn shown(&self, value: &str) -> String {
        match value {
            "" => self.empty.to_owned(),
            value => crate::report::sanitise::line(value),
        }
    }

    fn why(&self, why: &Why, lang: Lang) -> String {
        match why {
            Why::Rule(refusal) => domain(lang).refusal(refusal),
            Why::NoId => self.no_id.to_owned(),
            Why::UnknownEntry => self.unknown_entry.to_owned(),
            Why::UnknownItem => self.unknown_item.to_owned(),
            Why::NotExported => self.not_exported.to_owned(),
            Why::OtherUnit(name) => fill(self.other_unit, &[name]),
            Why::OtherText => self.other_text.to_owned(),
            Why::Twice => self.twice.to_owned(),
            Why::NotADay => self.not_a_day.to_owned(),
            Why::BeforeReport(day) => fill(self.before_report, &[day]),
            Why::NotAnAnswer => self.not_an_answer.to_owned(),
            Why::NotAHorizon => self.not_a_horizon.to_owned(),
            Why::CannotClear => self.cannot_clear.to_owned(),
            Why::ErrorValue => self.error_value.to_owned(),
            Why::NoResult => self.no_result.to_owned(),
        }
    }

    /// Why a file cannot be read.
    pub fn unreadable(&self, file: &str, why: &Unreadable) -> String {
        let why = match why {
            Unreadable::NotAWorkbook(said) => fill(self.not_a_workbook, &[said]),
            Unreadable::OldOrLocked => self.old_or_locked.to_owned(),
            Unreadable::TooLarge(what, limit) => {
                let said = match what {
                    Measure::File => self.large_file,
                    Measure::Parts => self.large_parts,
                    Measure::Part => self.large_part,
                    Measure::All => self.large_all,
                    Measure::Cells => self.large_cells,
                };
                fill(said, &[limit])
            }
            Unreadable::NoStamp => self.no_stamp.to_owned(),
            Unreadable::OtherForm(form) => fill(self.other_form, &[form]),
            Unreadable::NoSheets => self.no_sheets.to_owned(),
            Unreadable::NoIds(sheet) => fill(self.no_ids, &[sheet]),
        };
        fill(self.unreadable, &[&file, &why])
    }

    /// Why a file is not compared with this ledger.
    pub fn misfit(&self, file: &str, misfit: &Misfit) -> String {
        let Misfit::OtherReport(report, year) = misfit;
        fill(self.other_report, &[&file, report, year])
    }
}
