//! Words of `--help` and of wrong usage.

use super::words;

words! {
    /// Help texts: one for each command and argument.
    Help {
        usage: "用法", "Usage";
        commands: "命令", "Commands";
        arguments: "参数", "Arguments";
        options: "选项", "Options";
        global: "通用选项", "Global options";
        options_tag: "[选项]", "[OPTIONS]";
        command_tag: "命令", "COMMAND";
        see_help: "查看帮助：{} --help", "for help: {} --help";
        after: "不带命令时打开终端界面；输出不是终端时打印文本看板。\n条目编号如 3.5@lingang 或 3.5@临港区，事项编号如 3.5@lingang#1，自行添加的事项如 3.5@lingang#+1。\n退出码：0 完成 · 1 被拒绝或失败 · 2 用法错误 · 3 台账或报告已损坏",
            "Without a command the terminal screen opens; where output is no terminal, the text dashboard is printed.\nEntries are named like 3.5@lingang, items like 3.5@lingang#1, items you added like 3.5@lingang#+1.\nExit codes: 0 done · 1 refused or failed · 2 wrong usage · 3 ledger or report damaged";

        dudao: "教育督导整改台账", "A ledger for education-supervision findings";
        summary: "情况汇总", "Status summary";
        list: "列出台账条目", "List ledger entries";
        show: "查看一个条目的全部内容", "Show one entry whole";
        tick: "勾选整改事项", "Tick items";
        untick: "取消勾选整改事项", "Untick items";
        start: "标记为已着手整改", "Declare work begun";
        add: "添加", "Add";
        add_item: "给条目添加整改事项", "Add an item to an entry";
        note: "记录整改进展", "Note progress";
        close: "销号（须全部勾选）", "Sign entries off (every item must be ticked)";
        set: "设置台账列：牵头、配合、责任人、措施、类型、首次时限", "Set ledger columns: lead, partners, person, measure, horizon, first due date";
        extend: "延期（首次时限保留在案）", "Extend the due date; the first one stays on record";
        send_back: "退回整改：取消所列事项的勾选", "Send a completed entry back: the items named are unticked";
        object: "提出异议", "Object to a finding";
        rereview: "异议复审", "Decide an objection";
        attribute: "把未点名的问题归属到区市", "Tie a finding that names nobody to a district";
        add_finding: "自加问题", "Add a finding of one's own";
        reword: "改写自行添加的事项或问题", "Reword an item or a finding that was added";
        take_out: "删除自行添加的事项或问题", "Take out an item or a finding that was added";
        attach: "附上佐证材料：文件（复制到台账目录）或网址", "Attach evidence: a file (copied into the ledger) or an address";
        collect: "收回区市填好的 Excel 工作簿：先预览，确认后写入", "Take back Excel workbooks that districts filled in: preview first, then write";
        carry: "与上一版报告逐条对比，延续未解决问题的责任人、进展和出现次数", "Compare with an earlier edition and carry over owners, notes and the count of what goes on";
        arg_carry_from: "上一版报告的编号或文件；不写时为同一地方最近的上一期", "The earlier report: its id or a file; by default the newest earlier edition of the same place";
        arg_carry_skip: "不延续的条目", "An entry that is not to go on";
        conflicts: "列出多人同时修改造成的冲突", "List what people set in ignorance of each other";
        settle: "裁定一个条目的冲突", "Settle the conflicts of an entry";
        reopen: "反弹重开", "Open a closed entry again";
        log: "操作记录", "Who did what, when";
        undo: "撤销上一步操作", "Take the last step back";
        redo: "重做撤销的操作", "Bring back what was undone";
        reports: "查看和检查报告", "Look at and check reports";
        report_list: "列出可用的报告", "List the reports";
        report_show: "查看报告内容", "Show the report";
        report_check: "检查报告文件", "Check a report file";
        report_accept: "认可或按原文保留草稿中的待核处：编号（m3）或种类（lost-stop）", "Settle marks of a draft, by id (m3) or kind (lost-stop)";
        report_review: "在界面上复核草稿（给出已公布的报告时先读成草稿）", "Look a draft through on the screen (of a published report one is made first)";
        report_adopt: "启用草稿：没有待核处时成为一本台账；已有台账的作为更正版预览，--yes 更正", "Adopt a draft: once no mark is open it becomes a ledger; of a report that has one, preview the correction, --yes makes it";
        report_archive: "归档一本台账：从此只能查阅", "Archive a ledger: it is only read from now on";
        report_unarchive: "恢复归档的台账，使其可以改动", "Let an archived ledger be changed again";
        arg_ledger: "台账的编号", "Id of the ledger";
        intake: "读取公开发布的报告（txt、html、docx），生成待核的草稿", "Read a published report (txt, html, docx) into a draft to look through";
        report_schema: "打印报告的 JSON Schema", "Print the JSON Schema of reports";
        doctor: "检查台账文件、校验链和规则", "Check every file, chain and rule of the ledger";
        backup: "把报告、流水、佐证材料、草稿和设置备份成一个文件", "Pack reports, journals, evidence, drafts and settings into one file";
        restore: "从备份恢复：先列出要做什么，已有的记录不会变短", "Restore a backup: shows first what it would do, and no journal gets shorter";
        config: "查看设置", "Look at the settings";
        config_path: "打印配置文件的位置", "Print where the config file is";
        config_show: "打印当前设置及其来源", "Print the settings in force and where they come from";
        config_check: "检查配置文件", "Check the config file";
        keys: "打印当前有效的按键", "Print the keys in force on the screen";
        completions: "生成命令行补全脚本", "Print a completion script";
        man: "生成手册页", "Print the manual page";
        demo: "生成示例台账（并非真实数据），用于测量和试用", "Make a sample ledger (no real data) to measure or to try things out";
        help: "查看帮助", "Show help";

        arg_data_dir: "台账目录（环境变量 DUDAO_DATA_DIR）", "Folder of the ledgers (env DUDAO_DATA_DIR)";
        arg_config_dir: "配置目录（环境变量 DUDAO_CONFIG_DIR）", "Folder of the settings (env DUDAO_CONFIG_DIR)";
        arg_report: "报告编号或文件", "Id of a report, or a file";
        arg_lang: "语言（环境变量 DUDAO_LANG）", "Language (env DUDAO_LANG)";
        arg_who: "记录在操作上的姓名；用于 log 时只看此人的记录", "Name recorded with what you do; with log: whose acts to show";
        arg_no_mouse: "不使用鼠标，留给终端选字", "Leave the mouse to the terminal";
        arg_no_color: "不使用颜色（环境变量 NO_COLOR 同效）", "No colours (as does env NO_COLOR)";
        arg_now: "固定时钟", "Fix the clock";
        arg_help: "查看帮助", "Show help";
        arg_version: "查看版本", "Show the version";
        arg_format: "输出格式", "Format";
        arg_output: "写入文件；- 为标准输出", "Write to a file; - is standard output";
        arg_force: "覆盖已有文件", "Overwrite an existing file";
        arg_unit: "区市：编号、中文名、英文名或拼音首字母（如 hcq），none 为未点名", "Districts: id, Chinese or English name, pinyin initials (such as hcq); none for entries that name nobody";
        arg_category: "问题类别：编号、中文名或英文名", "Categories: id, Chinese or English name";
        arg_stage: "状态：open（待整改） rectifying（整改中） completed（已完成） closed（已销号） objected（异议复审） withdrawn（复审撤销）", "Stages: open, rectifying, completed, closed, objected, withdrawn";
        arg_repeated: "只要屡查屡犯的条目：上一版已有、已延续", "Only entries that an earlier edition had and that were carried over";
        arg_schedule: "进度：overdue（逾期） behind（未达到序时进度） soon（临近时限） on_schedule（达到序时进度） none（未定时限）", "Lights: overdue, behind, soon, on_schedule, none";
        arg_scope: "涉及范围：named（点名） all（各区市） some（个别） general（总体）", "Scopes: named, all, some, general";
        arg_words: "含有这些词（空格分隔；也可用拼音或首字母，如 hcq）", "Containing these words (separated by blanks; pinyin and its initials work, too, such as hcq)";
        arg_sort: "排序", "Order";
        arg_entry: "条目编号", "Id of an entry";
        arg_entries: "条目编号", "Ids of entries";
        arg_items: "事项编号；只写条目则为其全部事项", "Ids of items; an entry stands for all its items";
        arg_all_matching: "对符合筛选条件的全部条目操作", "Act on every entry that the filters let through";
        arg_atomic: "有一条被拒绝就全部不写入", "Write nothing if one is refused";
        arg_entries_text: "条目编号，最后是文字；文字为 - 时从标准输入读取", "Ids of entries, and last the text; - reads standard input";
        arg_entries_evidence: "条目编号，最后是文件或网址", "Ids of entries, and last a file or an address";
        arg_link: "不复制文件，只记录其位置", "Leave the file where it is and record its place";
        arg_name: "显示的名称", "Name to show";
        arg_target: "自行添加的事项（如 3.5@lingang#+1）或自加问题的条目（如 +1@lingang）", "An item that was added (3.5@lingang#+1) or the entry of a finding that was added (+1@lingang)";
        arg_why: "原因（删除自加问题时必填）", "Why (needed to drop a finding)";
        arg_keep: "以哪一方为准：mine（我的） theirs（对方） 或记录编号（见 conflicts）", "Which counts: mine, theirs, or the id of an event (see conflicts)";
        arg_new_items: "整改事项，可多次", "An item to do; may be given several times";
        arg_text: "文字；- 从标准输入读取", "Text; - reads standard input";
        arg_reason: "原因", "Why";
        arg_lead: "牵头单位（空文字为清空）", "Lead unit (empty text clears)";
        arg_partners: "配合单位", "Partners";
        arg_person: "责任人", "Person in charge";
        arg_measure: "整改措施", "Measure";
        arg_horizon: "整改类型：immediate（立行立改） phased（限期整改） standing（长期坚持）", "Horizon: immediate, phased, standing";
        arg_date: "日期：2023-12-31、12-31、+30d、月底、年底", "Day: 2023-12-31, 12-31, +30d, eom, eoy";
        arg_returned: "退回的事项编号；不写为全部", "Items to do again; all when not given";
        arg_upheld: "异议成立，撤销该条", "The objection is upheld: the entry is withdrawn";
        arg_rejected: "异议不成立", "The objection is rejected";
        arg_one_unit: "区市的编号或名称", "A district, by id or name";
        arg_one_category: "问题类别的编号或名称", "A category, by id or name";
        arg_title: "标题", "Title";
        arg_statement: "问题描述", "The problem in full";
        arg_source: "来源，如书面反馈意见", "Where it comes from, such as the written feedback";
        arg_since: "从这一天起", "From this day on";
        arg_detail: "详略：totals（总数） units（分区市、分类） findings（逐条问题，默认） full（全部条目）", "How far: totals, units, findings (the default), full";
        arg_closed_since: "列出从这一天起的销号", "List what was closed from this day on";
        arg_repair: "把未写完的末尾另存（不做其他改动）", "Set interrupted writes aside (and change nothing else)";
        arg_archive: "备份文件", "The backup file";
        arg_settings: "配置文件也以备份为准", "Take the settings of the backup, too";
        arg_share: "输出可贴入故障报告：不含姓名、本机目录和填写的内容", "Print a text for a fault report: no names of people, no folders of this machine, nothing that was written";
        arg_file: "文件；- 为标准输入", "A file; - is standard input";
        arg_files: "收回的 Excel 工作簿；- 为标准输入", "Returned Excel workbooks; - is standard input";
        arg_from: "报送单位；其他区市的条目不采用", "The district that sent it; entries of others are refused";
        arg_yes: "不询问，直接写入", "Write without asking";
        arg_only: "只采用这些列：tick、lead、partners、person、measure、horizon、due、note", "Take these only: tick, lead, partners, person, measure, horizon, due, note";
        arg_skip: "不采用这些列", "Leave these out";
        arg_take_conflicts: "冲突也以收回的为准", "Take conflicts as the file has them";
        arg_demo_units: "区市数", "Number of districts";
        arg_demo_findings: "问题数，每个问题涉及全部区市", "Number of findings; each names every district";
        arg_demo_events: "操作记录数", "Number of events";
        arg_demo_seed: "种子；相同的数生成相同的台账", "Seed; equal seeds make equal ledgers";
        arg_demo_dir: "台账目录", "Folder for the ledger";
        arg_published: "公开发布的报告；- 为标准输入", "The published report; - is standard input";
        arg_units: "区市名单（顿号或逗号分隔）、名单文件，或另一份报告", "The districts: a list with commas, a file with one a line, or another report";
        arg_year: "评价年度", "The evaluated year";
        arg_issued: "发布日期", "Day of publication";
        arg_draft: "草稿文件", "A draft file";
        arg_marks: "待核处的编号或种类", "Ids or kinds of marks";
        arg_as_written: "不取所提的读法，按原文保留", "Keep the text as written, not the reading that is offered";
        arg_shell: "命令行外壳", "Shell";
        arg_command: "命令", "A command";

        unknown_arg: "没有 {} 这个选项", "there is no option {}";
        extra_arg: "多余的参数 {}", "unexpected argument {}";
        unknown_command: "没有 {} 这个命令", "there is no command {}";
        missing: "缺少 {}", "{} is missing";
        missing_command: "缺少命令", "a command is missing";
        bad_value: "{} 不能是 {}", "{} cannot be {}";
        no_value: "{} 需要一个值", "{} needs a value";
        twice: "{} 只能给一次", "{} can be given only once";
        not_utf8: "参数不是 UTF-8 文字", "an argument is not UTF-8";
        maybe: "；是不是 {}？", "; did you mean {}?";
        allowed: "；可用的有 {}", "; there are {}";
    }
}

impl Help {
    /// What a command does; `path` is `report check` for a command of a command, empty for the program.
    pub fn about(&self, path: &str) -> Option<&'static str> {
        Some(match path {
            "" => self.dudao,
            "summary" => self.summary,
            "list" => self.list,
            "show" => self.show,
            "tick" => self.tick,
            "untick" => self.untick,
            "start" => self.start,
            "add" => self.add,
            "add item" => self.add_item,
            "note" => self.note,
            "close" => self.close,
            "reopen" => self.reopen,
            "reword" => self.reword,
            "drop" => self.take_out,
            "attach" => self.attach,
            "collect" => self.collect,
            "carry" => self.carry,
            "conflicts" => self.conflicts,
            "settle" => self.settle,
            "set" => self.set,
            "extend" => self.extend,
            "return" => self.send_back,
            "object" => self.object,
            "rereview" => self.rereview,
            "attribute" => self.attribute,
            "add finding" => self.add_finding,
            "log" => self.log,
            "undo" => self.undo,
            "redo" => self.redo,
            "report" => self.reports,
            "report list" => self.report_list,
            "report show" => self.report_show,
            "report check" => self.report_check,
            "report accept" => self.report_accept,
            "report review" => self.report_review,
            "report adopt" => self.report_adopt,
            "report archive" => self.report_archive,
            "report unarchive" => self.report_unarchive,
            "intake" => self.intake,
            "report schema" => self.report_schema,
            "doctor" => self.doctor,
            "backup" => self.backup,
            "restore" => self.restore,
            "config" => self.config,
            "config path" => self.config_path,
            "config show" => self.config_show,
            "config check" => self.config_check,
            "keys" => self.keys,
            "completions" => self.completions,
            "man" => self.man,
            "demo" => self.demo,
            "help" => self.help,
            _ => return None,
        })
    }

    /// What an argument means, by its id.
    pub fn argument(&self, id: &str) -> Option<&'static str> {
        Some(match id {
            "data_dir" => self.arg_data_dir,
            "config_dir" => self.arg_config_dir,
            "report" => self.arg_report,
            "lang" => self.arg_lang,
            "demo_units" => self.arg_demo_units,
            "findings" => self.arg_demo_findings,
            "events" => self.arg_demo_events,
            "seed" => self.arg_demo_seed,
            "dir" => self.arg_demo_dir,
            "who" => self.arg_who,
            "no_color" => self.arg_no_color,
            "no_mouse" => self.arg_no_mouse,
            "now" => self.arg_now,
            "help" => self.arg_help,
            "version" => self.arg_version,
            "format" => self.arg_format,
            "output" => self.arg_output,
            "force" => self.arg_force,
            "unit" => self.arg_unit,
            "category" => self.arg_category,
            "stage" => self.arg_stage,
            "schedule" => self.arg_schedule,
            "repeated" => self.arg_repeated,
            "scope" => self.arg_scope,
            "words" => self.arg_words,
            "sort" => self.arg_sort,
            "entry" => self.arg_entry,
            "entries" => self.arg_entries,
            "items" => self.arg_items,
            "all_matching" => self.arg_all_matching,
            "atomic" => self.arg_atomic,
            "entries_text" => self.arg_entries_text,
            "entries_evidence" => self.arg_entries_evidence,
            "link" => self.arg_link,
            "name" => self.arg_name,
            "target" => self.arg_target,
            "why" => self.arg_why,
            "keep" => self.arg_keep,
            "new_items" => self.arg_new_items,
            "text" => self.arg_text,
            "reason" => self.arg_reason,
            "lead" => self.arg_lead,
            "partners" => self.arg_partners,
            "person" => self.arg_person,
            "measure" => self.arg_measure,
            "horizon" => self.arg_horizon,
            "due" | "to" => self.arg_date,
            "returned" => self.arg_returned,
            "upheld" => self.arg_upheld,
            "rejected" => self.arg_rejected,
            "to_unit" | "of_unit" => self.arg_one_unit,
            "of_category" => self.arg_one_category,
            "title" => self.arg_title,
            "statement" => self.arg_statement,
            "source" => self.arg_source,
            "since" => self.arg_since,
            "detail" => self.arg_detail,
            "closed_since" => self.arg_closed_since,
            "repair" => self.arg_repair,
            "archive" => self.arg_archive,
            "ledger" => self.arg_ledger,
            "settings" => self.arg_settings,
            "share" => self.arg_share,
            "file" => self.arg_file,
            "files" => self.arg_files,
            "from" => self.arg_from,
            "earlier" => self.arg_carry_from,
            "left_out" => self.arg_carry_skip,
            "yes" => self.arg_yes,
            "only" => self.arg_only,
            "skip" => self.arg_skip,
            "take_conflicts" => self.arg_take_conflicts,
            "published" => self.arg_published,
            "units" => self.arg_units,
            "year" => self.arg_year,
            "issued" => self.arg_issued,
            "draft" => self.arg_draft,
            "marks" => self.arg_marks,
            "as_written" => self.arg_as_written,
            "shell" => self.arg_shell,
            "command" => self.arg_command,
            _ => return None,
        })
    }
}
