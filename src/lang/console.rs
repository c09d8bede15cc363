//! What the commands print.

use super::words;
use crate::editions::Fate;

words! {
    /// Words of the commands.
    Console {
        error: "错误：{}", "error: {}";
        warning: "注意：{}", "note: {}";
        id: "编号", "id";
        ticked: "勾选", "ticked";
        no_entries: "没有符合条件的条目", "no entry fits";
        only_near: "没有完全符合的条目；以下是相近的", "no entry fits; these come near";
        no_events: "没有记录", "nothing on record";
        unchanged: "没有变化，已是如此：{}", "nothing changed, already so: {}";
        self_closed: "{}：勾选和销号是同一人", "{}: ticked and closed by the same person";
        hit: "涉及 {} 个条目", "{} entries concerned";
        went_through: "已更改 {} 条，被拒绝 {} 条", "{} changed, {} refused";
        nothing_written: "因 --atomic，全部没有写入", "nothing was written, because of --atomic";
        needs_targets: "请写出编号，或用筛选条件（如 --unit）加 --all-matching", "name ids, or filters (such as --unit) together with --all-matching";
        needs_all_matching: "用筛选条件批量操作须加 --all-matching", "filters take --all-matching to act on all entries that fit";
        needs_filters: "--all-matching 须与筛选条件（如 --unit）一起使用", "--all-matching needs a filter (such as --unit)";
        ids_or_filters: "编号和筛选条件只能用一种", "give either ids or filters, not both";
        key_is_own: "（自定义）", " (yours)";
        fate_new: "新出现", "new";
        fate_persisting: "仍存在", "persisting";
        fate_came_back: "再次出现", "came back";
        fate_solved: "不再列出", "not listed";
        is_carried: "（已延续）", " (carried over)";
        carry_counts: "仍存在 {} · 再次出现 {} · 新出现 {} · 不再列出 {}", "persisting {} · came back {} · new {} · not listed any more {}";
        carry_unfinished: "不再列出的条目中还有 {} 条没有销号；延续后 {} 归档，确需销号时可用 dudao report unarchive 恢复", "{} of those not listed any more are not signed off; {} is archived once it is carried over, and dudao report unarchive lets it be signed off";
        fate_changed: "文字改动", "changed";
        fate_gone: "已无，因有记录而保留", "gone, kept for its records";
        fate_retired: "已撤下", "taken out";
        formerly: "（原为：{}）", "(was: {})";
        correct_counts: "更正：文字改动 {} · 新出现 {} · 已无但保留 {} · 撤下 {}", "correction: changed {} · new {} · gone but kept {} · taken out {}";
        correct_preview: "该报告已有台账，这是更正版：只预览，未写入；确认后请加 --yes", "the report has a ledger, so this is a corrected version: only a preview, nothing was written; --yes writes it";
        corrected: "{} 已换成更正版；原来的报告留在台账目录中，记录没有丢失", "{} is the corrected version now; the former report stays in the ledger's folder, and no record is lost";
        no_earlier: "没有找到 {} 的上一期；请用 --from 指定", "no edition before {} was found; name it with --from";
        archived_too: "{} 已归档，只能查阅；dudao report unarchive {} 可恢复", "{} is archived and only read from now on; dudao report unarchive {} brings it back";
        archived_now: "{} 已归档，只能查阅", "{} is archived and only read from now on";
        archived_already: "{} 先前已归档", "{} was archived before";
        unarchived: "{} 已恢复，可以改动", "{} can be changed again";
        not_archived: "{} 没有归档", "{} is not archived";
        is_archived: "已归档", "archived";
        goes_on_from: "上一期 {}", "after {}";
        adopted_after: "上一期是 {}（{} 年）：", "the edition before it is {} ({}):";
        adopted_next: "下一步：dudao --report {} carry --from {}（先预览，加 --yes 延续并归档上一期；屏幕上按 E）", "next: dudao --report {} carry --from {} (a preview; --yes carries over and archives the earlier one; on the screen press E)";
        nothing_to_carry: "没有可延续的条目", "there is nothing to carry over";
        carry_preview: "只预览，未写入；确认后请加 --yes（个别条目用 --skip 排除）", "this is only a preview, nothing was written; --yes writes it, --skip leaves entries out";
        carry_itself: "{} 就是当前的报告；请用 --report 指定新一版", "{} is the report that is open; name the later one with --report";
        carried_note: "〔{}年版 {} {}〕{}", "[edition {}, {} {}] {}";
        carried: "已延续 {} 条；dudao undo 可一次撤销", "{} entries carried over; dudao undo takes all of them back";
        no_conflicts: "没有冲突", "there is no conflict";
        overridden: "未生效", "does not count";
        in_force: "生效", "counts";
        bad_keep: "--keep 应为 mine（我的）、theirs（对方）或记录编号，而不是 {}；见 dudao conflicts", "--keep takes mine, theirs or the id of an event, not {}; see dudao conflicts";
        not_in_conflict: "冲突中没有这一方；请用 --keep 指明以哪条记录为准：", "that side is in none of the conflicts; name the event to keep with --keep:";
        nothing_to_set: "没有要设置的列；见 dudao help set", "no column to set; see dudao help set";
        no_day: "看不懂的日期 {}；可写 2023-12-31、12-31、+30d、月底、年底", "{} is no day; write 2023-12-31, 12-31, +30d, eom or eoy";
        day_is: "{} 即 {}", "{} is {}";
        taken_back: "已撤销：{}", "took back: {}";
        brought_back: "已重做：{}", "brought back: {}";
        undone_mark: "（已撤销）", " (undone)";
        demo_there: "{} 已存在，不会改动", "{} is there already and is left alone";
        demo_done: "已生成 {} 个条目、{} 条操作记录。打开：dudao --data-dir {} --report {}", "{} entries and {} events made; open them with: dudao --data-dir {} --report {}";
        exists: "{} 已存在；要覆盖请加 --force", "{} is there already; --force overwrites it";
        missing_folder: "无法写入 {}：没有 {} 这个目录；请先建立，或写到别处", "cannot write {}: there is no folder {}; make it, or write somewhere else";
        binary: "{} 文件不能显示在终端上；请用 -o FILE 写入文件，或接管道", "a {} file is nothing for a terminal; write it to a file with -o FILE, or pipe it";
        unknown_format: "不认识的格式 {}；可用的有 {}", "unknown format {}; there are {}";
        empty_input: "标准输入是空的", "standard input is empty";
        serves: "对应 {}", "serves {}";
        lost: "缺失", "lost";
        restored: "还原", "restored";
        why: "理由", "why";
        reversed: "照字面意思相反", "literally the opposite";
        worse_higher: "越高越差", "higher is worse";
        worse_lower: "越低越差", "lower is worse";
        required: "要求", "required";
        own: "自行添加", "added";

        in_order: "{}：报告完好，{} 个问题，{} 个台账条目", "{}: in order, {} findings, {} entries";
        built_in: "内置", "built in";
        has_ledger: "有台账", "has a ledger";
        report_broken: "已损坏", "damaged";
        issued: "发布", "issued";

        config_in_order: "{}：没有问题", "{}: in order";
        config_absent: "{}：还没有配置文件，全部用默认值", "{}: there is no config file; defaults apply";
        from_flag: "命令行", "command line";
        from_env: "环境变量", "environment";
        from_file: "配置文件", "config file";
        from_default: "默认", "default";

        keys_entry: "条目", "Entry";

        versions: "版本", "Versions";
        terminal: "终端", "Terminal";
        no_terminal: "输出不是终端", "output is no terminal";
        ambiguous: "① 占 {} 列", "① takes {} columns";
        ambiguous_unknown: "① 占几列：终端没有回答", "columns of ①: the terminal does not answer";
        columns: "{} 列", "{} columns";
        language: "语言", "language";
        clock: "现在 {} · 时区 {}", "now {} · time zone {}";
        places: "位置", "Places";
        data: "台账目录", "ledgers";
        settings: "配置目录", "settings";
        settings_file: "配置文件", "config file";
        not_made: "尚未建立", "not made yet";
        writable: "可写", "writable";
        not_writable: "不可写", "not writable";
        too_open: "其他用户也能读取", "other users can read it";
        ledger: "台账 {}", "Ledger {}";
        no_ledger: "还没有台账：首次操作时建立", "no ledger yet: the first act makes one";
        journal: "流水 {}", "journal {}";
        own_journal: "本机", "this machine";
        whole: "校验链完好", "chain whole";
        broken: "校验链有 {} 处损坏", "{} damages in the chain";
        lines: "{} 行，{} 字节", "{} lines, {} bytes";
        head: "末条 {} · 校验和 {}", "head {} · sum {}";
        bad_line: "损坏：{} 第 {} 行，第 {} 字节起：{}", "damage: {} line {}, from byte {} on: {}";
        torn: "未写完的末尾：{}，{} 字节（--repair 可另存）", "interrupted write: {}, {} bytes (--repair sets it aside)";
        stray: "无人读取的文件：{}", "a file that nobody reads: {}";
        stray_prefix: "是 {} 的旧副本，内容都在其中，可以删除", "an older copy of {}, which holds all of it; it can be deleted";
        stray_longer: "比 {} 多 {} 行，可能是更新的副本", "{} and {} lines more: perhaps the newer copy";
        stray_fork: "与 {} 从第 {} 行起分叉，其中的记录没有读入", "forks from {} at line {}; its events are not read";
        stray_worn: "是 {} 的受损副本，完好的各行都在其中，可以删除", "a damaged copy of {}, which holds all of its whole lines; it can be deleted";
        stray_mends: "有 {} 行完好的记录是 {} 没有的，其余各行也都有，可以用它替换", "holds {} whole lines that {} lacks, and all its others: it can take its place";
        stray_mends_partly: "有 {} 行完好的记录是 {} 没有的，但缺少那里的 {} 行：两个文件都请保留", "holds {} whole lines that {} lacks, but lacks {} that are there: keep both";
        stray_alone: "与已知流水都不相干", "has nothing in common with a known journal";
        link: "链接（不读取）：{}", "a link (not followed): {}";
        newer: "由更新的版本写成：{}（{}），此处只读", "written by a newer version: {} ({}), read-only here";
        future: "时钟超前：{} 有 {} 条记录晚于现在 24 小时以上，最晚 {}", "a clock runs ahead: {} has {} events more than 24 hours from now, the last at {}";
        counts: "记录 {} 条 · 未知类型 {} · 跳过 {} · 不属于本报告 {} · 冲突 {}", "{} events · {} of unknown kind · {} skipped · {} about no entry of this report · {} conflicts";
        evidence: "佐证材料 {} 份，其中 {} 份有问题", "{} pieces of evidence, {} with faults";
        bad_evidence: "佐证材料{}：{} 的 {}（{}）", "evidence {}: {} of {} ({})";
        set_aside: "已另存：{} → {}（{} 字节）", "set aside: {} → {} ({} bytes)";
        nothing_torn: "没有需要另存的末尾", "no interrupted write to set aside";
        all_well: "一切正常", "all is well";
        damage_found: "发现 {} 处损坏", "{} damages found";
        trouble_found: "有 {} 处无法检查", "{} things could not be checked";
    }
}

impl Console {
    /// What became of a problem; `None` for one that was solved.
    pub fn fate(&self, fate: Option<Fate>) -> &'static str {
        match fate {
            Some(Fate::New) => self.fate_new,
            Some(Fate::Persisting) => self.fate_persisting,
            Some(Fate::CameBack) => self.fate_came_back,
            None => self.fate_solved,
        }
    }
}
