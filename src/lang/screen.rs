//! The words of the terminal screen.

use super::words;

words! {
    /// Words of the terminal screen.
    Screen {
        as_of: "截至", "as of";
        tab_home: "看板", "Board";
        tab_entries: "台账", "Ledger";
        filter: "筛选", "filter";
        no_filter: "无", "none";
        search: "搜索", "search";
        entries_count: "{} 条", "{} entries";
        cell_count: "{} 条，未销号 {}", "{} entries, {} not closed";
        count_not_closed: "未销号/全部", "Not closed/all";
        count_not_completed: "未完成/全部", "Incomplete/all";
        count_overdue: "逾期/全部", "Overdue/all";
        count_all: "全部条目", "All entries";
        progress: "完成/销号", "Done/closed";
        hints: "提示", "Alarms";
        alarm_overdue: "! 逾期 {}", "! overdue {}";
        alarm_soon: "! 临近 {}", "! due soon {}";
        alarm_behind: "! 落后 {}", "! behind {}";
        whole_district: "全部类别", "all categories";
        whole_category: "全部区市", "all districts";
        everything: "全部台账", "the whole ledger";
        named_only: "只看点名", "named only";
        more: "还有 {} 条", "{} more";
        nothing_here: "这里没有条目", "no entries here";
        nothing_found: "没有符合条件的条目；按 Esc 清除筛选", "nothing matches; Esc clears the filters";
        too_small: "窗口太小，请放大到 60×16 以上", "window too small: 60×16 or more, please";

        col_id: "编号", "No.";
        col_unit: "区市", "District";
        col_title: "问题", "Finding";
        col_stage: "状态", "Stage";
        col_items: "事项", "Items";
        col_due: "时限", "Due";
        col_schedule: "进度", "Schedule";
        col_lead: "牵头", "Lead";
        sort: "排序", "sort";
        sort_report: "报告顺序", "report order";
        sort_unit: "区市", "district";
        sort_stage: "状态", "stage";
        sort_schedule: "进度", "schedule";
        sort_due: "时限", "due date";
        sort_updated: "最近更新", "last change";

        section_finding: "问题", "Finding";
        section_basis: "范围与依据", "Scope and basis";
        section_metrics: "指标", "Metrics";
        section_recommendation: "对应意见", "Recommendation served";
        section_practices: "可借鉴", "Practices that could help";
        section_items: "整改事项", "Rectification items";
        section_notes: "整改进展", "Progress notes";
        section_history: "记录", "History";
        section_ledger: "台账", "Ledger";
        text_damaged: "文字有缺：{}", "Text damaged: {}";
        read_as: "读作：{}", "Read as: {}";
        because: "理由：{}", "Why: {}";
        reversed: "（字面意思恰好相反）", " (the literal text says the opposite)";
        nobody_named: "报告没有点名任何区市", "the report names no district";
        position: "第 {} / {} 条", "{} of {}";
        no_notes: "还没有进展记录；按 p 添加", "none yet; p adds one";
        own_item: "自加", "own";
        required: "要求 {} {}", "required {} {}";
        compared_with: "对比：{}", "compared with: {}";
        hint_tick: "Space 勾选；全部勾选后待核查，核查通过按 x 销号", "Space ticks; when all are ticked, verify and close with x";
        hint_close: "全部已勾选，待核查：核实后按 x 销号", "all ticked, to be verified: x closes";
        hint_closed: "已销号，勾选已冻结；反弹请按 R 重开", "closed, ticks are frozen; R reopens";

        undone_mark: "已撤销", "undone";

        ask_add_item: "添加整改事项", "Add an item";
        ask_note: "记录整改进展", "Note progress";
        ask_reopen: "重开原因（反弹、复查不合格等）", "Why is it reopened?";
        ask_search: "搜索（中文、英文、编号）", "Search (Chinese, English, numbers)";
        ask_close: "销号 {}？核查通过后勾选将冻结，可用 u 撤销", "Close {}? Its ticks will be frozen; u takes it back";
        ask_export: "导出情况汇总", "Export the status summary";
        ask_overwrite: "{} 已存在，再按 Enter 覆盖", "{} exists; Enter again overwrites it";
        export_format: "格式", "Format";
        export_path: "文件", "File";
        export_hint: "Tab 换格式 · Enter 写入 · Esc 取消", "Tab: format · Enter: write · Esc: cancel";
        line_hint: "Enter 保存 · Esc 取消", "Enter: save · Esc: cancel";
        search_hint: "Enter 确定 · Esc 清除", "Enter: keep · Esc: clear";
        confirm_hint: "Enter / y 确认 · Esc / n 取消", "Enter / y: yes · Esc / n: no";
        filter_hint: "Space 选取 · ←→ 换列 · Enter 完成 · Esc 清除", "Space pick · ←→ column · Enter done · Esc clear";
        help_title: "按键", "Keys";
        help_hint: "任意键关闭", "any key closes";
        help_here: "本页", "This screen";
        help_everywhere: "各页通用", "Everywhere";

        said_recorded: "已保存：{}", "saved: {}";
        said_items: "{} 项勾选", "{} items ticked";
        said_untick: "{} 项取消勾选", "{} items unticked";
        said_unchanged: "没有变化", "nothing changed";
        said_undone: "已撤销：{}", "undone: {}";
        said_redone: "已重做：{}", "redone: {}";
        said_exported: "已导出到 {}", "exported to {}";
        said_followed: "其他程序更新了 {} 条记录", "{} changes from another program";
        said_language: "界面语言：中文", "language: English";
        said_unknown_kinds: "{} 条记录由更新的版本写入，已保留但不显示", "{} events come from a newer version: kept, not shown";
        said_damaged: "流水有损坏（{} 处）：请运行 dudao doctor", "the journal is damaged in {} places: run dudao doctor";
        said_set_aside: "上次写入中断，残留字节已移到 {}", "an interrupted write was set aside in {}";
        said_newer: "台账由更新的版本写入，此处只读", "written by a newer version: read-only here";
        said_config: "配置文件有 {} 处错误，其余设置照常生效：dudao config check", "the config file has {} faults; the rest applies: dudao config check";
        said_typed_kept: "未保存，输入内容已保留", "not saved; what you typed is kept";


        key_move: "选格", "move";
        key_select: "选择", "select";
        key_open: "打开", "open";
        key_back: "返回", "back";
        key_page: "翻页", "page";
        key_ends: "首尾", "first/last";
        key_scroll: "滚动", "scroll";
        key_count: "计数", "count";
        key_named: "只看点名", "named only";
        key_search: "搜索", "search";
        key_filter: "筛选", "filter";
        key_sort: "排序", "sort";
        key_tick: "勾选", "tick";
        key_add: "加事项", "add item";
        key_note: "进展", "note";
        key_start: "开始整改", "start work";
        key_close: "销号", "close";
        key_reopen: "重开", "reopen";
        key_prev: "上一条", "previous";
        key_next: "下一条", "next";
        key_undo: "撤销", "undo";
        key_redo: "重做", "redo";
        key_export: "导出", "export";
        key_language: "中/英", "zh/en";
        key_help: "帮助", "help";
        key_quit: "退出", "quit";
        key_suspend: "挂起到后台", "suspend";
        key_redraw: "重画", "redraw";
    }
}
