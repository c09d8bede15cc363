//! The words of the trade: stages, lights, scopes, columns.

use super::{Lang, fill, words};
use crate::board::Term;
use crate::board::schedule::Light;
use crate::evidence::Check;
use crate::ledger::decide::Refusal;
use crate::ledger::event::Horizon;
use crate::ledger::stage::{Bar, Stage};
use crate::report::{Basis, Fault, Flaw, Scope};

words! {
    /// Words of report and ledger.
    Domain {
        dudao: "督导", "Dudao";
        inspector: "督学", "inspector";
        report: "报告", "report";
        unit: "区市", "district";
        category: "问题类别", "category";
        finding: "问题", "finding";
        findings: "问题", "findings";
        entry: "台账条目", "entry";
        entries: "台账条目", "entries";
        item: "整改事项", "item";
        items: "整改事项", "items";
        scope: "涉及范围", "scope";
        repeated: "屡查屡犯", "repeated";
        basis: "依据", "basis";
        recommendation: "评价意见", "recommendation";
        practices: "典型案例", "practices";
        achievements: "主要成效", "achievements";
        procedure: "评价程序", "procedure";
        lead: "牵头单位", "lead";
        partners: "配合单位", "partners";
        person: "责任人", "person in charge";
        measure: "整改措施", "measure";
        horizon: "整改类型", "horizon";
        due: "完成时限", "due date";
        first_due: "首次时限", "first due date";
        note: "整改进展", "progress note";
        notes: "整改进展", "progress notes";
        terms: "法定时限", "statutory terms";
        term_report: "书面整改报告", "written report";
        term_objection: "提出异议", "objection";
        term_rereview: "复审答复", "re-review";
        passed: "已过", "passed";
        evidence: "佐证材料", "evidence";
        present: "完好", "unchanged";
        changed: "已改动", "changed";
        missing: "缺失", "missing";
        not_a_file: "不是文件", "not a file";
        history: "记录", "history";
        stage: "状态", "stage";
        schedule: "进度", "schedule";
        source: "出处", "source";
        correction: "更正", "correction";
        corrected: "更正版有改动", "changed by a corrected version";
        entry_gone: "更正版中已无", "not in the corrected version any more";
        formerly: "原文：{}", "formerly: {}";
        emendation: "文字补正", "emendation";
        metrics: "指标", "metrics";
        title: "标题", "title";
        not_attributed: "未点名", "Not named";
        total: "合计", "Total";
        done: "已勾选", "ticked";
        updated: "最近更新", "updated";

        open: "待整改", "open";
        rectifying: "整改中", "rectifying";
        completed: "已完成", "completed";
        closed: "已销号", "closed";
        objected: "异议复审", "objected";
        withdrawn: "复审撤销", "withdrawn";
        not_closed: "未销号", "not closed";
        not_completed: "未完成", "not completed";
        completion_rate: "完成率", "completion rate";
        closing_rate: "销号率", "closing rate";

        overdue: "逾期", "overdue";
        behind: "未达到序时进度", "behind schedule";
        soon: "临近时限", "due soon";
        on_schedule: "达到序时进度", "on schedule";
        no_date: "未定时限", "no date";

        scope_named: "点名", "named";
        scope_all: "各区市", "all districts";
        scope_some: "个别（未点名）", "some, not named";
        scope_general: "总体（无主语）", "general, no subject";
        basis_stated: "报告原文", "stated by the report";
        basis_inferred: "推断", "inferred";
        basis_inspector: "督学归属", "attributed by the inspector";

        immediate: "立行立改", "immediate";
        phased: "限期整改", "phased";
        standing: "长期坚持", "standing";

        place: "{} 第 {} 段第 {} 句", "section {}, paragraph {}, sentence {}";

        bar_stage: "{}：当前状态为“{}”，不能这样操作", "{}: not possible while the entry is {}";
        bar_closed: "{}：已销号，勾选已冻结；如需更改，请先重开（reopen）并说明原因", "{}: closed, its ticks are frozen; reopen it first, with a reason";
        bar_missing: "{}：还有未勾选的整改事项 {}，完成后才能销号", "{}: items {} are not ticked; an entry is closed only when all are";
        bar_no_items: "{}：没有整改事项，无法证明已整改；请先添加事项", "{}: has no items that show the work; add one first";
        bar_no_item: "{}：没有整改事项 {}", "{}: has no item {}";
        bar_not_own: "{}：事项 {} 出自报告，不能改写或删除", "{}: item {} comes from the report and cannot be reworded or dropped";
        bar_empty: "{}：内容为空，请输入文字", "{}: the text is empty; type something";
        bar_reason: "{}：请说明原因", "{}: give a reason";
        bar_has_due: "{}：首次时限已定，如需更改请延期（extend）并说明原因", "{}: the first due date is set; extend it, with a reason";
        bar_no_due: "{}：尚无时限，请先设定", "{}: has no due date yet; set one first";
        bar_nothing_returned: "{}：请指明退回哪些事项", "{}: name the items that have to be done again";
        bar_built_upon: "{}：之后的操作以它为前提，请先撤销后面的操作（如销号）", "{}: later work rests on it (a closing, say); take that back first";
        bar_attributed: "{}：已归属到具体区市，请在那里操作", "{}: it was attributed to districts; go on there";
        bar_not_attributable: "{}：不能归属：报告已点名，或已归属到该区市", "{}: cannot be attributed: units are named, or it is tied to that one already";
        bar_not_own_finding: "{}：问题出自报告，不能改写或删除", "{}: the finding comes from the report and cannot be reworded or dropped";
        bar_dropped: "{}：已删除", "{}: it was dropped";
        bar_second_person: "{}：事项由本人勾选，须由另一人销号（second_person = require）", "{}: you ticked an item yourself; somebody else has to close it (second_person = require)";
        bar_no_conflict: "{}：这两条记录没有冲突", "{}: these two events do not contradict each other";
        bar_set_meanwhile: "{}：查看期间他人已改动，未写入；请重新查看", "{}: somebody changed it meanwhile, so nothing was written there; look again";
        no_unit: "没有区市 {}", "there is no district {}";
        no_category: "没有问题类别 {}", "there is no category {}";
        no_title: "请填写问题标题", "give the finding a title";
        empty_item: "整改事项不能为空", "an item needs a text";
        nothing_to_undo: "没有可撤销的操作", "nothing to undo";
        nothing_to_redo: "没有可重做的操作", "nothing to redo";

        flaw_not_utf8: "不是 UTF-8 文本（第 {} 字节起）", "not UTF-8 (from byte {} on)";
        flaw_not_json: "不是 JSON：第 {} 行第 {} 列：{}", "not JSON: line {}, column {}: {}";
        flaw_other_schema: "格式版本是 {}，本程序读取 dudao.report/1", "written for {}; this program reads dudao.report/1";
        flaw_missing: "缺少 {}", "{} is missing";
        flaw_unknown: "不认识的字段 {}", "unknown member {}";
        flaw_type: "类型不对：{}", "wrong type: {}";
        flaw_not_allowed: "取值不在允许范围内：{}", "not an allowed value: {}";
        flaw_shape: "不符合格式：{}", "does not fit the schema: {}";
        flaw_empty: "文字为空", "the text is empty";
        flaw_bad_id: "编号 {} 不合规则（限字母、数字、点和连字符；none 保留）", "{} is no id (ASCII letters, digits, dot, hyphen; none is reserved)";
        flaw_duplicate: "编号 {} 重复", "the id {} stands twice";
        flaw_dangling: "引用的 {} 不存在", "there is no {}";
        flaw_no_units: "范围为点名，却没有列出区市", "the scope is named, but no unit is listed";
        flaw_units_not_allowed: "范围为个别或总体，不应列出区市", "a finding of scope some or general lists no units";
        flaw_units_lacking: "范围为各区市，还缺 {}", "the scope is all, but {} is lacking";
        flaw_no_reason: "推断或归属的依据没有说明理由", "a basis that is not stated needs a reason";
        flaw_none_of: "至少要有一个 {}", "there must be at least one of {}";
        whole_file: "整个文件", "the whole file";
    }
}

/// Words for values.
impl Domain {
    /// A stage.
    pub fn stage_name(&self, stage: Stage) -> &'static str {
        match stage {
            Stage::Open => self.open,
            Stage::Rectifying => self.rectifying,
            Stage::Completed => self.completed,
            Stage::Closed => self.closed,
            Stage::Objected => self.objected,
            Stage::Withdrawn => self.withdrawn,
        }
    }

    /// A schedule light.
    pub fn light_name(&self, light: Light) -> &'static str {
        match light {
            Light::Overdue => self.overdue,
            Light::Behind => self.behind,
            Light::Soon => self.soon,
            Light::OnSchedule => self.on_schedule,
            Light::NoDate => self.no_date,
        }
    }

    /// A scope.
    pub fn scope_name(&self, scope: Scope) -> &'static str {
        match scope {
            Scope::Named => self.scope_named,
            Scope::All => self.scope_all,
            Scope::Some => self.scope_some,
            Scope::General => self.scope_general,
        }
    }

    /// A basis.
    pub fn basis_name(&self, basis: Basis) -> &'static str {
        match basis {
            Basis::Stated => self.basis_stated,
            Basis::Inferred => self.basis_inferred,
            Basis::Inspector => self.basis_inspector,
        }
    }

    /// A statutory term.
    pub fn term_name(&self, term: Term) -> &'static str {
        match term {
            Term::WrittenReport => self.term_report,
            Term::Objection => self.term_objection,
            Term::Rereview => self.term_rereview,
        }
    }

    /// How a file of evidence stands.
    pub fn check_name(&self, check: Check) -> &'static str {
        match check {
            Check::Present => self.present,
            Check::Changed => self.changed,
            Check::Missing => self.missing,
            Check::NotAFile => self.not_a_file,
        }
    }

    /// A horizon.
    pub fn horizon_name(&self, horizon: Horizon) -> &'static str {
        match horizon {
            Horizon::Immediate => self.immediate,
            Horizon::Phased => self.phased,
            Horizon::Standing => self.standing,
        }
    }

    /// Why a rule said no.
    pub fn refusal(&self, refusal: &Refusal) -> String {
        let (entry, bar, items) = match refusal {
            Refusal::NoUnit(id) => return fill(self.no_unit, &[id]),
            Refusal::NoCategory(id) => return fill(self.no_category, &[id]),
            Refusal::NoTitle => return self.no_title.to_owned(),
            Refusal::EmptyItem => return self.empty_item.to_owned(),
            Refusal::NothingToUndo => return self.nothing_to_undo.to_owned(),
            Refusal::NothingToRedo => return self.nothing_to_redo.to_owned(),
            Refusal::Entry { entry, bar, items } => (entry, bar, items.join(", ")),
        };
        match bar {
            Bar::Stage(Stage::Closed) => fill(self.bar_closed, &[entry]),
            Bar::Stage(stage) => fill(self.bar_stage, &[entry, &self.stage_name(*stage)]),
            Bar::Missing(_) => fill(self.bar_missing, &[entry, &items]),
            Bar::NoItems => fill(self.bar_no_items, &[entry]),
            Bar::NoItem(_) => fill(self.bar_no_item, &[entry, &items]),
            Bar::NotOwn(_) => fill(self.bar_not_own, &[entry, &items]),
            Bar::EmptyText => fill(self.bar_empty, &[entry]),
            Bar::NoReason => fill(self.bar_reason, &[entry]),
            Bar::HasDue => fill(self.bar_has_due, &[entry]),
            Bar::NoDue => fill(self.bar_no_due, &[entry]),
            Bar::NothingReturned => fill(self.bar_nothing_returned, &[entry]),
            Bar::Attributed => fill(self.bar_attributed, &[entry]),
            Bar::NotAttributable => fill(self.bar_not_attributable, &[entry]),
            Bar::NotOwnFinding => fill(self.bar_not_own_finding, &[entry]),
            Bar::Dropped => fill(self.bar_dropped, &[entry]),
            Bar::SecondPerson => fill(self.bar_second_person, &[entry]),
            Bar::SetMeanwhile => fill(self.bar_set_meanwhile, &[entry]),
            Bar::NoConflict => fill(self.bar_no_conflict, &[entry]),
            Bar::BuiltUpon => fill(self.bar_built_upon, &[entry]),
        }
    }

    /// One fault of a report, with its place.
    pub fn fault(&self, fault: &Fault) -> String {
        let path = if fault.path.is_empty() {
            self.whole_file
        } else {
            &fault.path
        };
        format!("{path}: {}", self.flaw(&fault.flaw))
    }

    fn flaw(&self, flaw: &Flaw) -> String {
        match flaw {
            Flaw::NotUtf8(at) => fill(self.flaw_not_utf8, &[at]),
            Flaw::NotJson(line, column, why) => fill(self.flaw_not_json, &[line, column, why]),
            Flaw::OtherSchema(s) => fill(self.flaw_other_schema, &[s]),
            Flaw::Missing(s) => fill(self.flaw_missing, &[s]),
            Flaw::UnknownMember(s) => fill(self.flaw_unknown, &[s]),
            Flaw::WrongType(s) => fill(self.flaw_type, &[s]),
            Flaw::NotAllowed(s) => fill(self.flaw_not_allowed, &[s]),
            Flaw::Shape(s) => fill(self.flaw_shape, &[s]),
            Flaw::Empty => self.flaw_empty.to_owned(),
            Flaw::BadId(s) => fill(self.flaw_bad_id, &[s]),
            Flaw::Duplicate(s) => fill(self.flaw_duplicate, &[s]),
            Flaw::Dangling(s) => fill(self.flaw_dangling, &[s]),
            Flaw::NoUnits => self.flaw_no_units.to_owned(),
            Flaw::UnitsNotAllowed => self.flaw_units_not_allowed.to_owned(),
            Flaw::UnitsLacking(s) => fill(self.flaw_units_lacking, &[s]),
            Flaw::NoReason => self.flaw_no_reason.to_owned(),
            Flaw::NoneOf(s) => fill(self.flaw_none_of, &[s]),
        }
    }
}

/// The domain words of a language; short for [`Domain::of`].
pub fn domain(lang: Lang) -> &'static Domain {
    Domain::of(lang)
}
