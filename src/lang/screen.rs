//! The words of the terminal screen.

use super::words;

words! {
    /// Words of the terminal screen.
    Screen {
        as_of: "截至", "as of";
        opening: "正在读取台账……{}%", "Reading the ledger… {}%";
        tab_home: "看板", "Board";
        tab_entries: "台账", "Ledger";
        tab_trend: "趋势", "Trend";
        tab_report: "报告", "Report";
        tab_history: "日志", "History";
        filter: "筛选", "filter";
        no_filter: "无", "none";
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
        near_only: "没有完全符合的，以下为近似结果", "no exact match; these come close";
        clear_hint: "Esc 清除", "Esc clears";
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

        section_evidence: "佐证材料", "Evidence";
        section_terms: "法定时限", "Statutory terms";
        section_conflicts: "冲突", "Conflicts";
        no_evidence: "还没有；按 A 附上文件或网址", "none yet; A attaches a file or an address";
        unchecked: "未核对", "not checked";
        an_address: "网址", "address";
        settle_hint: "按 z 裁定", "z settles";
        counts: "生效", "counts";
        counts_not: "未生效", "does not count";

        first_due: "原定 {}", "first {}";

        history_conflicts: "冲突 {}", "conflicts {}";
        history_events: "记录 {}", "events {}";
        no_conflicts: "没有冲突", "no conflicts";
        no_events: "还没有记录", "nothing recorded yet";
        col_when: "时间", "When";
        col_who: "人员", "Who";
        col_entry: "条目", "Entry";
        col_act: "做了什么", "What";
        nothing_to_settle: "这里没有冲突", "there is no conflict here";

        undone_mark: "已撤销", "undone";

        text_hint: "Enter 保存 · Alt-Enter 换行 · Ctrl-E 外部编辑器 · Esc 取消", "Enter: save · Alt-Enter: new line · Ctrl-E: editor · Esc: cancel";
        ask_jump: "跳到（序号、首字母或名称）", "Go to (number, initials or name)";
        ask_palette: "命令、区市、类别", "Commands, districts, categories";
        palette_hint: "↑↓ 选择 · Enter 执行 · Esc 取消", "↑↓: choose · Enter: go · Esc: cancel";
        welcome_title: "欢迎使用督导", "Welcome to Dudao";
        welcome_keys: "方向键选格，Enter 打开，空格勾选——勾选即存盘。", "Arrows choose, Enter opens, Space ticks; a tick is saved at once.";
        welcome_help: "? 列出全部按键，u 撤销，e 导出汇总。", "? lists every key, u takes back, e exports the summary.";
        welcome_name: "您的姓名（记入每条记录）", "Your name (goes with every record)";
        welcome_hint: "Enter 使用这个名字", "Enter: take this name";
        ask_add_item: "添加整改事项", "Add an item";
        ask_note: "记录整改进展", "Note progress";
        ask_reopen: "重开原因（反弹、复查不合格等）", "Why is it reopened?";
        ask_search: "搜索（中文、拼音首字母、英文、编号）", "Search (Chinese, pinyin, English, numbers)";
        ask_tick_all: "勾选 {} 的全部事项？可用 u 撤销", "Tick all items of {}? u takes it back";
        ask_untick_all: "取消勾选 {} 的全部事项？可用 u 撤销", "Untick all items of {}? u takes it back";
        ask_start: "{} 开始整改？可用 u 撤销", "Work started on {}? u takes it back";
        ask_take: "写入 {} 项改动？可用 u 一次撤销", "Write {} changes? u takes all of them back";
        nothing_to_take: "没有采用任何改动", "no change is to be taken";
        returned: "收回预览", "Returned";
        editions: "与上一期对照", "Earlier edition";
        no_earlier: "没有找到同一地方的上一期台账", "there is no earlier edition of the same place";
        earlier_waits: "{} 年的上一期还没有接续：按 {} 逐条对照", "edition of {} not carried over yet: {} compares";
        ask_go_on: "延续 {} 条（责任、进展、次数，不带勾选）并归档 {}？u 可撤销延续", "Carry over {} entries (owners, notes, counts, no ticks) and archive {}? u takes the entries back";
        nothing_to_go_on: "没有选中要延续的条目", "no entry is to be carried over";
        will_go_on: "延续 {} 条", "{} to be carried over";
        edition_counts: "仍存在 {} · 再次出现 {} · 新出现 {} · 已解决 {}", "persisting {} · came back {} · new {} · solved {}";
        edition_unfinished: "（其中 {} 条未销号）", " ({} not signed off)";
        edition_no: "第 {} 次", "edition no. {}";
        col_fate: "对照", "Fate";
        col_score: "相似", "Like";
        col_edition: "{} 年版", "In {}";
        will_take: "采用 {} 项", "{} to be taken";
        left_over: "冲突 {} · 拒绝 {} · 已是如此 {} · 未改动 {}", "conflicts {} · refused {} · already so {} · untouched {}";
        col_kind: "类别", "Kind";
        col_field: "字段", "Field";
        col_change: "原值 → 新值", "From → to";
        ask_close: "销号 {}？核查通过后勾选将冻结，可用 u 撤销", "Close {}? Its ticks will be frozen; u takes it back";
        ask_export: "导出情况汇总", "Export the status summary";
        ask_overwrite: "{} 已存在，再按 Enter 覆盖", "{} exists; Enter again overwrites it";
        export_format: "格式", "Format";
        export_path: "文件", "File";
        export_hint: "Tab 换格式 · Enter 写入 · Esc 取消", "Tab: format · Enter: write · Esc: cancel";
        line_hint: "Enter 保存 · Esc 取消", "Enter: save · Esc: cancel";
        search_hint: "Enter 确定 · Esc 清除", "Enter: keep · Esc: clear";
        answer_yes: "Enter / y 确认", "Enter / y: yes";
        answer_no: "Esc / n 取消", "Esc / n: no";
        repeats: "屡查屡犯", "again";
        goes_on: "承接 {} 的 {}，第 {} 次出现", "goes on from {}, {}: in edition no. {}";
        nothing_fits: "没有符合的命令", "nothing fits";
        filter_hint: "Space 选取 · ←→ 换列 · Enter 完成 · Esc 清除", "Space pick · ←→ column · Enter done · Esc clear";
        form_columns: "台账列", "Ledger columns";
        form_due: "完成时限", "Due date";
        form_return: "退回整改", "Send back";
        form_object: "提出异议", "Object";
        form_rereview: "异议复审", "Decide the objection";
        form_attribute: "归属到区市", "Attribute to a district";
        form_add_finding: "自加问题", "Add a finding";
        form_reword: "改写事项", "Reword the item";
        form_attach: "附上佐证材料", "Attach evidence";
        form_settle: "裁定冲突：以哪一条为准", "Settle: which one counts";
        form_place: "文件或网址", "file or address";
        form_name: "显示名称（可空）", "name shown (optional)";
        form_how: "方式", "how";
        form_copied: "复制进台账", "copy into the ledger";
        form_linked: "只记位置和校验值", "leave it, note place and hash";
        form_keep: "以此为准", "let count";
        form_collect: "收回工作簿（先预览，不写入）", "Collect workbooks (preview first, nothing is written)";
        form_workbooks: "文件（多个用 ; 隔开）", "files (several: ;)";
        form_sender: "报送单位", "sender";
        anybody: "不限", "anybody";
        form_reason: "原因", "reason";
        form_items: "退回事项（空为全部）", "items (empty: all)";
        form_verdict: "结论", "verdict";
        form_upheld: "成立，撤销该条", "upheld: withdraw";
        form_rejected: "不成立，继续整改", "rejected: go on";
        form_statement: "问题描述", "statement";
        form_feedback: "书面反馈意见", "written feedback";
        form_unchanged: "不变", "as it is";
        form_needed: "此项必填", "this is needed";
        form_no_day: "看不懂的日期；可写 2023-12-31、12-31、+30d、月底、年底", "not a day; write 2023-12-31, 12-31, +30d, eom, eoy";
        collect_hint: "Tab 下一项 · ←→ 选择 · Enter 预览 · Esc 取消", "Tab next · ←→ choose · Enter preview · Esc cancel";
        intake_hint: "Tab 下一项 · ←→ 选择 · Enter 读入 · Esc 取消", "Tab next · ←→ choose · Enter read · Esc cancel";
        form_hint: "Tab 下一项 · ←→ 选择 · Enter 保存 · Esc 取消", "Tab next · ←→ choose · Enter save · Esc cancel";
        marked: "已选 {} 条", "{} selected";
        own_finding: "自加问题，报告中没有", "added by the inspector, not in the report";
        self_closed: "；注意：本人勾选又本人销号", "; note: closed by the one who ticked";
        refused_too: "；{} 条未办：{}", "; {} refused: {}";
        refused_title: "未办 {} 条", "{} refused";
        help_title: "按键", "Keys";
        help_hint: "任意键关闭", "any key closes";
        help_here: "本页", "This screen";
        help_everywhere: "各页通用", "Everywhere";

        said_recorded: "已保存：{}", "saved: {}";
        said_items: "{} 项勾选", "{} items ticked";
        said_untick: "{} 项取消勾选", "{} items unticked";
        said_unchanged: "没有变化", "nothing changed";
        said_gone_on: "已延续；{} 已归档，只能查阅", "carried over; {} is archived and only read from now on";
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
        said_draft: "未保存的文字已留作草稿，下次打开可继续", "what you typed is kept as a draft for next time";
        said_named: "以 {} 的名义记录", "recording as {}";
        said_theme: "主题：{}", "theme: {}";
        said_no_colour: "已按 NO_COLOR 关闭颜色", "colours are off (NO_COLOR)";
        theme_dark: "深色", "dark";
        theme_light: "浅色", "light";
        theme_contrast: "高对比", "high contrast";
        theme_auto: "自动", "auto";
        said_copied: "已请终端复制 {} 字（OSC 52；个别终端会拒绝，可改用 e 导出）", "asked the terminal to copy {} characters (OSC 52; some refuse: then use e)";
        said_no_editor: "无法打开编辑器 {}：{}", "cannot open the editor {}: {}";
        said_typed_kept: "未保存，输入内容已保留", "not saved; what you typed is kept";


        key_day: "移动日期", "day";
        key_week: "移动一周", "week";
        key_bar: "选条", "bar";
        key_panel: "换图", "chart/bars";
        key_section: "换部分", "section";
        key_move: "选格", "move";
        key_select: "选择", "select";
        key_open: "打开", "open";
        key_back: "返回", "back";
        key_page_up: "上一页", "page up";
        key_page_down: "下一页", "page down";
        key_first: "到首", "first";
        key_last: "到尾", "last";
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
        key_columns: "责任", "columns";
        key_due: "时限", "due date";
        key_return: "退回", "return";
        key_object: "异议", "object";
        key_rereview: "复审", "re-review";
        key_attribute: "归属", "attribute";
        key_finding: "加问题", "add finding";
        key_reword: "改写", "reword";
        key_drop: "删除", "drop";
        key_tick_all: "全部勾选", "tick all";
        key_attach: "佐证", "attach";
        key_settle: "裁定", "settle";
        key_person: "按人筛选", "by person";
        key_conflicts: "记录/冲突", "events/conflicts";
        key_palette: "命令", "commands";
        key_theme: "主题", "theme";
        key_copy: "复制", "copy";
        key_jump: "跳到", "go to";
        key_whole: "全文", "whole row";
        key_collect: "收回", "collect";
        key_compare: "与上一期对照", "compare with the earlier edition";
        key_accept: "采用/不采用", "take or leave";
        key_accept_all: "全部采用", "take all";
        key_source: "移动原文", "move the source";
        key_accept_edit: "采纳/编辑", "accept/edit";
        key_next_mark: "下一处", "next mark";
        key_as_written: "照原文", "as written";
        key_edit: "编辑", "edit";
        key_reading: "另读", "read otherwise";
        key_split: "拆分", "split";
        key_join: "并入上条", "join";
        key_items: "事项", "items";
        key_heading: "题头", "heading";
        key_adopt: "启用", "adopt";
        key_intake: "读入报告", "read a report";
        key_take: "写入", "write";
        key_mark: "选中", "select";
        key_mark_all: "全选", "select all";
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

impl Screen {
    /// Name of a theme.
    pub fn theme_name(&self, theme: crate::config::Theme) -> &'static str {
        match theme {
            crate::config::Theme::Auto => self.theme_auto,
            crate::config::Theme::Dark => self.theme_dark,
            crate::config::Theme::Light => self.theme_light,
            crate::config::Theme::Contrast => self.theme_contrast,
        }
    }
}
