//! Sentences for what people did.

use super::{Lang, domain, fill, words};
use crate::board::schedule::Calendar;
use crate::ledger::book::{Book, Entry, EventRef};
use crate::ledger::event::Act;
use crate::ledger::ids::{BatchId, ItemRef};

/// How many acts of a batch are told one by one.
const TOLD: usize = 3;

words! {
    /// What people did.
    Acts {
        ticked: "勾选 #{}", "ticked #{}";
        unticked: "取消勾选 #{}", "unticked #{}";
        added: "添加事项：{}", "added an item: {}";
        reworded: "改写事项 #{}：{}", "reworded item #{}: {}";
        dropped: "删除事项 #{}", "dropped item #{}";
        set: "{}：{}", "{}: {}";
        changed: "{}：{} → {}", "{}: {} → {}";
        cleared_from: "清空{}（原为 {}）", "cleared {} (was {})";
        extended_from: "延期 {} → {}：{}", "extended {} → {}: {}";
        cleared: "清空{}", "cleared {}";
        extended: "延期至 {}：{}", "extended to {}: {}";
        noted: "整改进展：{}", "noted: {}";
        started: "开始整改", "started";
        closed: "销号", "closed";
        returned: "退回 {}：{}", "returned {}: {}";
        reopened: "反弹重开：{}", "reopened: {}";
        objected: "提出异议：{}", "objected: {}";
        upheld: "异议成立：{}", "objection upheld: {}";
        rejected: "异议不成立：{}", "objection rejected: {}";
        evidence: "佐证材料：{}", "evidence: {}";
        attributed: "归属到{}：{}", "attributed to {}: {}";
        finding_added: "自加问题：{}", "added a finding: {}";
        finding_reworded: "改写问题：{}", "reworded the finding: {}";
        finding_dropped: "删除自加问题：{}", "dropped the finding: {}";
        carried: "承接 {} 的 {}（第 {} 次出现）", "goes on from {}, {} (in its {}. edition)";
        settled: "裁定冲突：以 {} 为准", "settled a conflict: {} counts";
        undone: "撤销〔{}〕", "took back [{}]";
        redone: "重做〔{}〕", "brought back [{}]";
        unknown: "未知类型 {}", "unknown kind {}";
        and_more: "{}；等 {} 条", "{}; and {} more";
    }
}

/// Puts a note of an earlier edition into words: its day, who wrote it, and the text.
pub fn carried_note(
    lang: Lang,
    year: i16,
    calendar: Calendar,
) -> impl Fn(jiff::Timestamp, &str, &str) -> String {
    let template = super::Console::of(lang).carried_note;
    move |at, who, text| fill(template, &[&year, &calendar.day(at), &who, &text])
}

/// What an act did, on one line; `entry` is the one it is about.
pub fn act(lang: Lang, book: &Book, entry: Option<&Entry>, act: &Act) -> String {
    let (w, d) = (Acts::of(lang), domain(lang));
    let label = |item: &ItemRef| entry.map_or_else(String::new, |e| Book::item_label(e, *item));
    let set = |column: &str, to: &str| match to.trim() {
        "" => fill(w.cleared, &[&column]),
        to => fill(w.set, &[&column, &to]),
    };
    match act {
        Act::ItemTicked { item } => fill(w.ticked, &[&label(item)]),
        Act::ItemUnticked { item } => fill(w.unticked, &[&label(item)]),
        Act::ItemAdded { text } => fill(w.added, &[text]),
        Act::ItemReworded { item, text } => fill(w.reworded, &[&label(item), text]),
        Act::ItemDropped { item } => fill(w.dropped, &[&label(item)]),
        Act::LeadSet { to } => set(d.lead, to),
        Act::PartnersSet { to } => set(d.partners, to),
        Act::PersonSet { to } => set(d.person, to),
        Act::MeasureSet { to } => set(d.measure, to),
        Act::HorizonSet { to } => set(d.horizon, d.horizon_name(*to)),
        Act::DueSet { to } => set(d.due, &to.to_string()),
        Act::Extended { to, reason } => fill(w.extended, &[to, reason]),
        Act::ProgressNoted { text } => fill(w.noted, &[text]),
        Act::Started => w.started.to_owned(),
        Act::Closed => w.closed.to_owned(),
        Act::Returned { reason, items } => {
            let items: Vec<_> = items.iter().map(|i| format!("#{}", label(i))).collect();
            fill(w.returned, &[&items.join(" "), reason])
        }
        Act::Reopened { reason } => fill(w.reopened, &[reason]),
        Act::Objected { reason } => fill(w.objected, &[reason]),
        Act::Rereviewed { upheld, reason } => {
            fill(if *upheld { w.upheld } else { w.rejected }, &[reason])
        }
        Act::EvidenceAdded(e) => fill(w.evidence, &[&e.name]),
        Act::Attributed { to, reason } => {
            let unit = book.report().units.iter().find(|u| *u.id == **to);
            let name = unit.map_or(&**to, |u| lang.of(&u.name));
            fill(w.attributed, &[&name, reason])
        }
        Act::FindingAdded(f) => fill(w.finding_added, &[&f.title]),
        Act::FindingReworded { title, .. } => fill(w.finding_reworded, &[title]),
        Act::FindingDropped { reason } => fill(w.finding_dropped, &[reason]),
        Act::CarriedOver { from, row, times } => {
            fill(w.carried, &[from, row, &times.saturating_add(1)])
        }
        Act::ConflictSettled(settled) => {
            let keep = &settled.keep;
            let kept = book.find_event(*keep).and_then(|ev| book.event(ev));
            let said = kept.map_or_else(String::new, |e| {
                format!("{} {}", e.who, event(lang, book, &e))
            });
            fill(w.settled, &[&said])
        }
        Act::Undone { batch: b } => fill(w.undone, &[&batch(lang, book, *b)]),
        Act::Redone { batch: b } => fill(w.redone, &[&batch(lang, book, *b)]),
        Act::Unknown { name } => fill(w.unknown, &[name]),
    }
}

/// What an event did, on one line, without its entry, time and name; where it replaced a value, from what to what.
pub fn event(lang: Lang, book: &Book, event: &EventRef<'_>) -> String {
    let changed = book.predecessor(event).and_then(|before| {
        let old = value(lang, before.act).filter(|old| !old.1.trim().is_empty())?;
        replaced(lang, event.act, &old.1)
    });
    changed.unwrap_or_else(|| {
        let entry = event.entry.and_then(|ix| book.entry(ix));
        act(lang, book, entry, event.act)
    })
}

/// The sentence for a value that took the place of another.
fn replaced(lang: Lang, act: &Act, old: &str) -> Option<String> {
    let w = Acts::of(lang);
    let (column, new) = value(lang, act)?;
    Some(match act {
        Act::Extended { reason, .. } => fill(w.extended_from, &[&old, &new, reason]),
        _ if new.trim().is_empty() => fill(w.cleared_from, &[&column, &old]),
        _ => fill(w.changed, &[&column, &old, &new]),
    })
}

/// The column that an act sets, and to what.
fn value(lang: Lang, act: &Act) -> Option<(&'static str, String)> {
    let d = domain(lang);
    Some(match act {
        Act::LeadSet { to } => (d.lead, to.to_string()),
        Act::PartnersSet { to } => (d.partners, to.to_string()),
        Act::PersonSet { to } => (d.person, to.to_string()),
        Act::MeasureSet { to } => (d.measure, to.to_string()),
        Act::HorizonSet { to } => (d.horizon, d.horizon_name(*to).to_owned()),
        Act::DueSet { to } | Act::Extended { to, .. } => (d.due, to.to_string()),
        _ => return None,
    })
}

/// What a batch did, on one line: the first acts with their entries, and how many there are beside.
pub fn batch(lang: Lang, book: &Book, id: BatchId) -> String {
    let events = book.batch_events(id);
    let told: Vec<String> = events
        .iter()
        .take(TOLD)
        .filter_map(|ev| book.event(*ev))
        // an undo of an undo would describe itself without end
        .filter(|e| !e.act.is_about_a_batch())
        .map(|e| {
            let entry = e.entry.and_then(|ix| book.entry(ix));
            let id = entry.map_or_else(String::new, |e| book.label(e).into_owned());
            format!("{id} {}", event(lang, book, &e)).trim().to_owned()
        })
        .collect();
    let told = told.join(if lang == Lang::Zh { "；" } else { "; " });
    match events.len().saturating_sub(TOLD) {
        0 => told,
        more => fill(Acts::of(lang).and_more, &[&told, &more]),
    }
}
