//! The words of the Excel workbook that goes to the districts and comes back.

use super::words;

words! {
    /// Words of the workbook.
    WorkbookWords {
        sheet_overview: "汇总", "Summary";
        sheet_ledger: "台账", "Ledger";
        sheet_items: "整改事项", "Items";
        sheet_findings: "问题", "Findings";
        sheet_guide: "说明", "How to fill in";

        title: "《{}》整改情况", "{}: state of rectification";
        figures: "分区市情况", "By district";
        by_category: "分问题类别情况", "By category";
        not_closed: "未销号条目（区市 × 问题类别）", "Entries not closed (districts × categories)";
        all_entries: "全部条目（区市 × 问题类别）", "All entries (districts × categories)";
        heads: "流水校验（导出时各流水末行）", "Journal heads (last line of each journal at export)";

        id: "识别码（勿改）", "key (do not change)";
        number: "编号", "id";
        statement: "问题描述", "statement";
        items: "事项数", "items";
        ticked: "已完成事项", "items done";
        reason: "延期理由", "reason for extension";
        new_note: "新增进展", "new progress note";
        last_note: "最近一次进展", "latest note";
        evidence: "佐证材料数", "evidence";
        done: "是否完成", "done";
        ticked_on: "勾选日期", "ticked on";
        ticked_by: "勾选人", "ticked by";
        entries: "条目数", "entries";
        repeats: "往年已反馈次数", "in earlier editions";

        yes: "是", "yes";
        no: "否", "no";

        pick_title: "请选择", "Choose";
        pick_horizon: "立行立改、限期整改或长期坚持", "immediate, phased or standing";
        pick_done: "已完成填“是”，未完成填“否”", "yes when it is done, no when it is not";
        day_title: "请填日期", "A date";
        day_hint: "如 2023-12-31；已定时限要改，须填延期理由", "such as 2023-12-31; to change a date that is set, give the reason for the extension";
        day_wrong: "须为 {} 以后的日期", "a date from {} on";
        text_wrong: "最多 {} 字", "at most {} characters";

        page: "第 &P 页，共 &N 页", "page &P of &N";

        guide_title: "填写说明", "How to fill in this workbook";
        guide_what: "本工作簿是《{}》的整改台账，数据截至 {}。请在“{}”和“{}”两张表中填写，保存后原样发回。", "This workbook is the rectification ledger of “{}” as of {}. Fill in the sheets “{}” and “{}”, save and send it back.";
        guide_where: "浅黄色单元格可以填写；其余单元格已锁定，只供查看（未设密码，确需排序时可在“审阅”中撤销保护）。", "Cells in light yellow are for you; all others are locked and only for reading (there is no password: unprotect the sheet to sort it).";
        guide_tick: "整改事项逐项填“是”或“否”。删空不等于“否”：要取消已完成的事项，请明确填“否”。", "Answer each item with yes or no. Emptying a cell does not mean no: to take back an item that is done, write no.";
        guide_columns: "牵头单位、配合单位、责任人、整改措施可直接改写；删空即清除原有内容。", "Lead, partners, person and measure can be rewritten; emptying a cell clears what it held.";
        guide_horizon: "整改类型从下拉列表中选择：立行立改、限期整改、长期坚持。", "Choose the horizon from the list: immediate, phased, standing.";
        guide_due: "完成时限填日期。首次填写即为首次时限；已有时限的要改，须同时填“延期理由”，首次时限保留在案。", "The due date is a date. The first one stays on record; to change it later, fill in the reason for the extension as well.";
        guide_note: "整改进展写在“新增进展”一列，会作为一条新的记录加入，不覆盖以前的进展。", "Write progress into “new progress note”: it is added as a note of its own and replaces nothing.";
        guide_closed: "已销号、复审撤销的条目不再接受改动；确有变化请联系督导部门。", "Entries that are closed or withdrawn take no more changes; ask the supervision office.";
        guide_keep: "请勿改动问题和事项的文字，勿删隐藏的列和隐藏的表：收回时靠它们识别。可以移动列、排序、删去不涉及的行。", "Leave the words of findings and items, the hidden columns and the hidden sheet as they are: they are how the file is recognised. Columns may be moved, rows sorted or left out.";
        guide_back: "收回时先显示全部改动，由督学确认后才写入；导出后双方都改过的，列为冲突，不会覆盖。", "When it comes back, all changes are shown and taken only when an inspector accepts them; what both sides changed since the export is shown as a conflict and overwrites nothing.";
        guide_meaning: "名词", "Words";
        mean_completed: "全部事项已勾选，等待督学核查", "every item is ticked; an inspector has yet to verify it";
        mean_closed: "经核查销号，勾选冻结", "verified and signed off; its ticks are frozen";
        mean_withdrawn: "异议成立，不计入完成率和销号率", "objection upheld; outside both rates";
        mean_overdue: "已过完成时限", "the due date has passed";
        mean_behind: "已完成事项的比例低于已过时间的比例", "the share of items done is less than the share of time gone";
        mean_soon: "即将到期", "the due date is near";
        mean_immediate: "发现即改、当即完成", "put right at once";
        mean_phased: "在规定期限内完成", "put right by a set day";
        mean_standing: "持续推进、长期保持", "kept up for good";

        too_many_rows: "{} 行超过一张工作表的上限 {}；请用筛选条件（如 --unit）分开导出", "{} rows are more than a sheet takes ({}); export in parts with filters such as --unit";
        not_made: "无法生成 Excel 工作簿：{}", "the Excel workbook could not be made: {}";
    }
}
