//! What failed, on what, and what to do: stores, reports, settings, names.

use std::io;
use std::path::Path;

use super::{fill, words};
use crate::board::lookup::Unknown;
use crate::config::{ConfigFault, ConfigFlaw};
use crate::ledger::store::archive::Archive;
use crate::ledger::store::codec::BadLine;
use crate::ledger::store::{Notice, StoreError};

words! {
    /// Words for what failed.
    Faults {
        read: "无法读取 {}：{}", "cannot read {}: {}";
        write: "无法写入 {}：{}", "cannot write {}: {}";
        kept: "（内容没有写入，此前的记录完好）", " (nothing was written, what was there is whole)";
        free: "；剩余空间 {} KiB", "; {} KiB free";
        copy: "无法把 {} 复制到 {}：{}", "cannot copy {} to {}: {}";
        busy: "另一个程序正在写入 {}，请稍后再试", "another program is writing to {}; try again in a moment";
        stopped: "先前写入 {} 失败；请检查磁盘后重新打开", "writing to {} failed before; check the disk and open the ledger again";
        newer: "{} 由更新的版本写成，本版本只能读取；请升级", "{} was written by a newer version and is read-only here; please upgrade";
        corrected: "{} 的报告已换成更正版，没有写入；请重新打开", "the report in {} was replaced by a corrected version, nothing was written; open it again";
        archived: "台账 {} 已归档，只能查阅，没有写入；确需改动请先运行 dudao report unarchive {}", "the ledger {} is archived and only read, nothing was written; dudao report unarchive {} lets it be changed";
        notice_archived: "台账 {} 已归档{}，只能查阅；dudao report unarchive {} 可恢复", "the ledger {} is archived{} and only read; dudao report unarchive {} brings it back";
        archived_how: "（{}）", " ({})";
        archived_by: "由 {} 接续", "{} goes on from it";
        foreign_root: "{} 属于其他用户；不以 root 身份写入，请去掉 sudo 再试", "{} belongs to another user; not writing as root, try again without sudo";
        no_home: "找不到用户目录；请用 --data-dir 和 --config-dir 指定位置", "there is no home directory; name the places with --data-dir and --config-dir";
        bad_report: "报告 {} 有 {} 处错误：", "the report {} has {} faults:";
        unknown_report: "没有编号为 {} 的报告", "there is no report {}";
        unknown_entry: "没有条目 {}", "there is no entry {}";
        unknown_item: "没有整改事项 {}", "there is no item {}";
        unknown_name: "没有叫 {} 的取值", "nothing is called {}";
        its_items: "；该条目的事项有 {}", "; the items of that entry are {}";
        no_items: "；该条目没有事项", "; that entry has no items";
        meant: "；是不是 {}？", "; did you mean {}?";
        meant_one_of: "；可用的有 {}", "; there are {}";
        list_all: "；可用 dudao list 查看全部条目", "; dudao list shows all entries";

        denied: "没有权限", "permission denied";
        no_file: "不是普通文件", "it is no regular file";
        full: "磁盘已满", "the disk is full";
        quota: "磁盘配额已用完", "the disk quota is used up";
        too_large: "超过文件大小上限", "the file size limit is reached";
        read_only: "文件系统是只读的", "the file system is read-only";
        absent: "不存在", "there is no such file or folder";
        exists: "已存在", "it is there already";
        no_folder: "路径中有一段不是目录", "part of the path is not a folder";
        is_folder: "这是目录", "it is a folder";

        line_broken: "校验和不符：此行被改动，或前面少了一行", "its checksum does not fit: the line was changed, or a line before it is missing";
        line_no_sum: "行尾没有校验和", "it does not end in a checksum";
        line_no_event: "不是一条记录：{}", "it is not an event: {}";
        line_number: "编号是 {}，应为 {}", "its number is {}, expected {}";
        line_newer: "由更新的版本写成（{}）", "it was written by a newer version ({})";

        notice_damaged: "{} 第 {} 行（第 {} 字节起）已损坏：{}；其余各行仍有效，详见 dudao doctor", "{} line {} (from byte {} on) is damaged: {}; the other lines still count, see dudao doctor";
        notice_torn: "{} 末尾有 {} 字节未写完的记录；下次写入时会另存，也可运行 dudao doctor --repair", "{} ends in {} bytes of an interrupted write; the next write sets them aside, and so does dudao doctor --repair";
        notice_aside: "{} 末尾未写完的记录已另存到 {}（{} 字节）", "the interrupted write at the end of {} was set aside in {} ({} bytes)";
        notice_stray: "{} 不是流水文件，其中的记录没有读入；详见 dudao doctor", "{} is no journal, events in it are not read; see dudao doctor";
        notice_unreadable: "没有权限读取流水 {}，其中的记录没有计入；请取得读取权限", "no permission to read the journal {}, its events are left out; ask for the right to read it";
        notice_link: "{} 是链接，没有读入", "{} is a link and is not followed";
        notice_newer: "{} 由更新的版本（{}）写成：台账只读，请升级", "{} was written by a newer version ({}): the ledger is read-only, please upgrade";
        notice_no_locks: "此文件系统不支持锁；各人写各人的文件，仍然安全", "this file system knows no locks; everybody writes a file of their own, so this is safe";
        differs: "{} 与台账开始时保存的报告不同；以台账保存的为准", "{} differs from the report that the ledger began with; the ledger's copy counts";

        config_line: "{} 第 {} 行：{}", "{} line {}: {}";
        config_file: "{}：{}", "{}: {}";
        config_unreadable: "无法读取：{}", "cannot be read: {}";
        config_syntax: "写法不合 TOML：{}", "not TOML: {}";
        config_unknown: "没有 {} 这项设置", "there is no setting {}";
        config_not_allowed: "{} 不能是 {}", "{} cannot be {}";
        config_text: "{} 应为带引号的文字", "{} needs a text in quotes";
        config_number: "{} 应为 {} 到 {} 的整数", "{} needs a whole number from {} to {}";
        config_day: "{} 应为日期，如 \"2023-05-20\"", "{} needs a day such as \"2023-05-20\"";
        config_table: "{} 应为一组设置：{}", "{} needs a table of settings: {}";
        config_yes_no: "{} 应为 true 或 false", "{} needs true or false";
        config_action: "没有动作 {}；dudao keys -f json 列出全部动作", "there is no action {}; dudao keys -f json lists all of them";
        config_key: "keys.{}：{} 不是按键；可写 x、ctrl-x、f5、enter、space", "keys.{}: {} is no key; write x, ctrl-x, f5, enter, space";
        config_key_taken: "keys.{}：按键 {} 原属 {}，现归前者", "keys.{}: takes the key {} from {}";
        config_key_twice: "按键 {} 同时给了 {} 和 {}；请改掉一个", "the key {} is given to both {} and {}; change one";
        config_keys: "{} 应为“动作 = [\"按键\"]”", "{} needs action = [\"key\"]";
    }
}

impl Faults {
    /// Why a store could not read or write.
    pub fn store(&self, e: &StoreError) -> String {
        let path = |p: &Path| p.display().to_string();
        match e {
            StoreError::Read { path: p, source } => self.cannot_read(p, source),
            StoreError::Write {
                path: p,
                source,
                free,
            } => {
                // how much is left says something only where there was too little
                let is_full = matches!(
                    source.kind(),
                    io::ErrorKind::StorageFull
                        | io::ErrorKind::QuotaExceeded
                        | io::ErrorKind::FileTooLarge
                );
                let free = free
                    .filter(|_| is_full)
                    .map_or_else(String::new, |b| fill(self.free, &[&(b / 1024)]));
                format!("{}{free}{}", self.cannot_write(p, source), self.kept)
            }
            StoreError::Busy(p) => fill(self.busy, &[&path(p)]),
            StoreError::Stopped(p) => fill(self.stopped, &[&path(p)]),
            StoreError::Newer(p) => fill(self.newer, &[&path(p)]),
            StoreError::Archived(p) => {
                let id = p
                    .file_name()
                    .map_or_else(|| path(p), |n| n.to_string_lossy().into_owned());
                fill(self.archived, &[&path(p), &id])
            }
            StoreError::Corrected(p) => fill(self.corrected, &[&path(p)]),
            StoreError::ForeignRoot(p) => fill(self.foreign_root, &[&path(p)]),
        }
    }

    /// A file that cannot be read.
    pub fn cannot_read(&self, path: &Path, e: &io::Error) -> String {
        fill(self.read, &[&path.display(), &self.io(e)])
    }

    /// A file that cannot be written.
    pub fn cannot_write(&self, path: &Path, e: &io::Error) -> String {
        fill(self.write, &[&path.display(), &self.io(e)])
    }

    /// A file that cannot be copied into a folder.
    pub fn cannot_copy(&self, file: &Path, to: &Path, e: &io::Error) -> String {
        fill(self.copy, &[&file.display(), &to.display(), &self.io(e)])
    }

    /// What the system said.
    pub fn io(&self, e: &io::Error) -> String {
        use io::ErrorKind as K;
        let known = match e.kind() {
            K::PermissionDenied => self.denied,
            K::InvalidInput => self.no_file,
            K::StorageFull => self.full,
            K::QuotaExceeded => self.quota,
            K::FileTooLarge => self.too_large,
            K::ReadOnlyFilesystem => self.read_only,
            K::NotFound => self.absent,
            K::AlreadyExists => self.exists,
            K::NotADirectory => self.no_folder,
            K::IsADirectory => self.is_folder,
            _ => return e.to_string(),
        };
        known.to_owned()
    }

    /// Why a line of a journal is no event.
    pub fn bad_line(&self, why: &BadLine) -> String {
        match why {
            BadLine::Broken => self.line_broken.to_owned(),
            BadLine::NoSum => self.line_no_sum.to_owned(),
            BadLine::NotAnEvent(e) => fill(self.line_no_event, &[e]),
            BadLine::Number { found, expected } => fill(self.line_number, &[found, expected]),
            BadLine::Newer(v) => fill(self.line_newer, &[v]),
        }
    }

    /// Something odd in the journals.
    pub fn notice(&self, notice: &Notice) -> String {
        match notice {
            Notice::Damaged(p, line, byte, why) => fill(
                self.notice_damaged,
                &[&p.display(), line, byte, &self.bad_line(why)],
            ),
            Notice::Torn(p, n) => fill(self.notice_torn, &[&p.display(), n]),
            Notice::SetAside(p, to, n) => {
                fill(self.notice_aside, &[&p.display(), &to.display(), n])
            }
            Notice::Stray(p) => fill(self.notice_stray, &[&p.display()]),
            Notice::Unreadable(p) => fill(self.notice_unreadable, &[&p.display()]),
            Notice::Link(p) => fill(self.notice_link, &[&p.display()]),
            Notice::Newer(p, v) => fill(self.notice_newer, &[&p.display(), v]),
            Notice::Archived(id, mark) => {
                fill(self.notice_archived, &[id, &self.archive(mark), id])
            }
            Notice::NoLocks => self.notice_no_locks.to_owned(),
        }
    }

    /// When and by whom a ledger was archived, in brackets; nothing where that is not known.
    pub fn archive(&self, mark: &Archive) -> String {
        let parts = [
            mark.on.map(|day| day.to_string()),
            mark.who.clone(),
            mark.by.as_ref().map(|by| fill(self.archived_by, &[by])),
        ];
        let known: Vec<_> = parts.into_iter().flatten().collect();
        if known.is_empty() {
            return String::new();
        }
        fill(self.archived_how, &[&known.join(" · ")])
    }

    /// One fault of the config file.
    pub fn config(&self, file: &Path, fault: &ConfigFault) -> String {
        let flaw = self.config_flaw(&fault.flaw);
        match fault.line {
            0 => fill(self.config_file, &[&file.display(), &flaw]),
            line => fill(self.config_line, &[&file.display(), &line, &flaw]),
        }
    }

    fn config_flaw(&self, flaw: &ConfigFlaw) -> String {
        match flaw {
            ConfigFlaw::Unreadable(why) => fill(self.config_unreadable, &[why]),
            ConfigFlaw::Syntax(why) => fill(self.config_syntax, &[why]),
            ConfigFlaw::UnknownKey(key, near) => {
                fill(self.config_unknown, &[key]) + &self.suggestion(near)
            }
            ConfigFlaw::NotAllowed(key, value, near) => {
                fill(self.config_not_allowed, &[key, value]) + &self.suggestion(near)
            }
            ConfigFlaw::NeedsText(key) => fill(self.config_text, &[key]),
            ConfigFlaw::NeedsNumber(key, min, max) => fill(self.config_number, &[key, min, max]),
            ConfigFlaw::NeedsDay(key) => fill(self.config_day, &[key]),
            ConfigFlaw::NeedsTable(key, known) => {
                fill(self.config_table, &[key, &known.join(", ")])
            }
            ConfigFlaw::NeedsKeys(key) => fill(self.config_keys, &[key]),
            ConfigFlaw::NeedsYesNo(key) => fill(self.config_yes_no, &[key]),
            ConfigFlaw::UnknownAction(name, near) => {
                fill(self.config_action, &[name]) + &self.suggestion(near)
            }
            ConfigFlaw::NotAKey(action, key) => fill(self.config_key, &[action, key]),
            ConfigFlaw::KeyTaken {
                key,
                by,
                from,
                given_twice: false,
            } => fill(self.config_key_taken, &[by, key, from]),
            ConfigFlaw::KeyTaken { key, by, from, .. } => {
                fill(self.config_key_twice, &[key, by, from])
            }
        }
    }

    /// Something that was named and is not there.
    pub fn unknown(&self, unknown: &Unknown) -> String {
        match unknown {
            Unknown::Entry(given, near) if near.is_empty() => {
                fill(self.unknown_entry, &[given]) + self.list_all
            }
            Unknown::Entry(given, near) => {
                fill(self.unknown_entry, &[given]) + &self.suggestion(near)
            }
            Unknown::Item(given, known) if known.is_empty() => {
                fill(self.unknown_item, &[given]) + self.no_items
            }
            Unknown::Item(given, known) => {
                let known: Vec<_> = known.iter().map(|label| format!("#{label}")).collect();
                fill(self.unknown_item, &[given]) + &fill(self.its_items, &[&known.join(" ")])
            }
            Unknown::Name(given, near) => {
                fill(self.unknown_name, &[given]) + &self.suggestion(near)
            }
        }
    }

    /// What may have been meant, as the end of a sentence.
    pub fn suggestion(&self, near: &[String]) -> String {
        match near {
            [] => String::new(),
            [one] => fill(self.meant, &[one]),
            many => fill(self.meant_one_of, &[&many.join(", ")]),
        }
    }
}
