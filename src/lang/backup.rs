//! Words of backup and restore.

use super::{Faults, fill, words};
use crate::backup::{BackupError, Measure, Move, Place};

words! {
    /// What `backup` and `restore` say.
    BackupWords {
        packed: "已备份到 {}：{} 个台账，{} 个文件，{} 字节", "packed into {}: {} ledgers, {} files, {} bytes";
        left: "没有备份（不是普通文件）：{}", "not packed (no plain file): {}";
        nothing_here: "还没有台账，没有可备份的内容", "there is no ledger yet, and nothing to back up";
        about: "备份 {}（{}，版本 {}）", "backup {} ({}, version {})";
        add: "新增", "add";
        same: "相同", "same";
        lengthen: "补上 {} 行", "{} lines more";
        mend: "用完好的替换已损坏的", "whole instead of damaged";
        replace: "替换", "replace";
        longer: "保留：这里多 {} 行", "kept: {} lines more here";
        keep: "保留：与备份不同", "kept: differs from the backup";
        contradicts: "保留：与备份互相矛盾", "kept: contradicts the backup";
        counts: "写入 {} 个文件 · 相同 {} · 保留 {}", "{} files to write · {} the same · {} kept";
        settings_hint: "配置文件不同，没有替换；要替换请加 --settings", "the settings differ and stay; --settings replaces them";
        nothing: "没有要恢复的内容", "nothing to restore";
        ask: "写入 {} 个文件？(y/N) ", "write {} files? (y/N) ";
        not_asked: "没有写入；要写入请加 --yes", "nothing was written; --yes does so";
        not_taken: "没有写入", "nothing was written";
        saved: "恢复前的内容已存到 {}", "what was here before is kept in {}";
        done: "已恢复 {} 个文件", "restored {} files";
        some_contradict: "{} 个流水与备份互相矛盾，没有写入；两边的记录都还在，请运行 dudao doctor 并比较", "{} journals contradict the backup and were not written; both are still there, compare them with the help of dudao doctor";

        no_archive: "{} 不是完好的 zip 文件：{}", "{} is no whole zip file: {}";
        no_backup: "{} 不是本程序（或本版本）的备份", "{} is no backup of this program, or one of a newer version";
        foreign: "{} 含有不属于备份的内容：{}；没有写入", "{} holds what no backup does: {}; nothing was written";
        differs: "{} 已损坏：{} 与目录不符；没有写入", "{} is damaged: {} is not what the list of contents says; nothing was written";
        too_many: "{} 文件过多；最多 {} 个", "{}: too many files; {} at most";
        part_too_large: "{} 有文件过大；最多 {} MiB", "{}: a file is too large; {} MiB at most";
        all_too_large: "{} 总量过大；最多 {} MiB", "{}: too large in all; {} MiB at most";
        link: "{} 是链接或不是普通文件；没有写入", "{} is a link or no plain file; nothing was written";
        moved: "{} 在此期间有改动；请再运行一次", "{} changed meanwhile; run this again";
    }
}

impl BackupWords {
    /// What becomes of a file.
    pub fn does(&self, does: Move) -> String {
        let word = match does {
            Move::Add => self.add,
            Move::Same => self.same,
            Move::Lengthen(n) => return fill(self.lengthen, &[&n]),
            Move::Mend => self.mend,
            Move::Replace => self.replace,
            Move::Longer(n) => return fill(self.longer, &[&n]),
            Move::Keep => self.keep,
            Move::Contradicts => self.contradicts,
        };
        word.to_owned()
    }

    /// A file as the plan lists it: without the folders that are the same for all.
    pub fn place(&self, place: &Place) -> String {
        let name = place.name();
        let short = name.strip_prefix("data/ledgers/");
        let short = short.or_else(|| name.strip_prefix("data/"));
        short.unwrap_or(&name).to_owned()
    }

    /// Why there is no backup, or none was restored.
    pub fn error(&self, e: &BackupError, f: &Faults) -> String {
        match e {
            BackupError::Read(p, e) => f.cannot_read(p, e),
            BackupError::Write(p, e) => f.cannot_write(p, e),
            BackupError::NoArchive(p, why) => fill(self.no_archive, &[&p.display(), why]),
            BackupError::NoBackup(p) => fill(self.no_backup, &[&p.display()]),
            BackupError::Foreign(p, name) => fill(self.foreign, &[&p.display(), name]),
            BackupError::Differs(p, name) => fill(self.differs, &[&p.display(), name]),
            BackupError::TooMuch(p, Measure::Parts, most) => {
                fill(self.too_many, &[&p.display(), most])
            }
            BackupError::TooMuch(p, Measure::Part, most) => {
                fill(self.part_too_large, &[&p.display(), &(most >> 20)])
            }
            BackupError::TooMuch(p, Measure::All, most) => {
                fill(self.all_too_large, &[&p.display(), &(most >> 20)])
            }
            BackupError::Link(p) => fill(self.link, &[&p.display()]),
            BackupError::Moved(p) => fill(self.moved, &[&p.display()]),
            BackupError::Store(e) => f.store(e),
        }
    }
}
