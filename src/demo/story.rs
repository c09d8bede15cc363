//! What one writer did: a walk over the entries of some units, each from its columns over its items to its sign-off.
//!
//! Every event is legal when its turn comes, and names the one that set its field before. Kept per entry: a few numbers.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Span, Timestamp};
use uuid::Uuid;

use super::{Dice, Plan};
use crate::ledger::event::{Act, Event, Evidence, Holding, Horizon};
use crate::ledger::ids::{BatchId, EntryId, EventId, ItemRef, WriterId};
use crate::report::{Finding, Report};

/// The first gesture: 2023-09-01.
const FIRST: i64 = 1_693_526_400_000;

/// The last one comes 300 days later.
const SPAN: i64 = 300 * 86_400_000;

const LEADS: [&str; 6] = [
    "教育和体育局",
    "财政局",
    "人力资源和社会保障局",
    "编办",
    "发展和改革局",
    "自然资源局",
];
const PEOPLE: [&str; 8] = [
    "王某", "李某", "张某", "刘某", "陈某", "杨某", "孙某", "于某",
];
const MEASURES: [&str; 4] = [
    "制定整改方案，明确责任科室和完成时限",
    "召开专题会议，逐项对照问题清单落实",
    "纳入年度预算，按季度拨付并公示",
    "开展专项检查，建立月调度、季通报制度",
];
const NOTES: [&str; 6] = [
    "已召开专题会议研究部署",
    "材料正在汇总，缺两所学校的台账",
    "现场核查属实，佐证材料齐全",
    "资金已列入预算，待拨付",
    "与编办、财政会商一次，形成会议纪要",
    "电话调度，进度符合计划",
];
const REASONS: [&str; 3] = [
    "佐证材料不完整",
    "数据口径不一致，需重新核对",
    "资金拨付手续未办结",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Step {
    #[default]
    Untouched,
    Working,
    Objected,
    Over,
}

/// An entry as far as the story has to know it. Numbers of events are 0 where there is none.
#[derive(Debug, Clone, Copy, Default)]
struct Case {
    step: Step,
    ticked: u32,
    /// What last unticked the item that comes next.
    unticked_by: u32,
    due_by: u32,
    standing_by: u32,
    /// Days from the first day to the due date.
    due: i32,
}

/// The gestures of one writer, each with the events that it made.
#[derive(Debug)]
pub struct Story<'a> {
    report: &'a Report,
    dice: Dice,
    writer: WriterId,
    who: Arc<str>,
    /// Numbers of the writer's units in the report: `first`, `first + stride`, …
    first: usize,
    stride: usize,
    cases: Vec<Case>,
    events: u32,
    done: u32,
}

impl<'a> Story<'a> {
    pub(super) fn new(plan: &Plan, report: &'a Report, number: u32) -> Self {
        let (writers, number_) = (plan.writers() as usize, number as usize);
        let units = report.units.len().saturating_sub(number_).div_ceil(writers);
        let share = plan.events / plan.writers();
        let rest = u32::from(number < plan.events % plan.writers());
        Self {
            report,
            dice: Dice::new(plan.seed.wrapping_add(u64::from(number) << 32)),
            writer: plan.writer(number),
            who: format!("督学{:02}", number + 1).into(),
            first: number_,
            stride: writers,
            cases: vec![Case::default(); units * report.findings.len()],
            events: share + rest,
            done: 0,
        }
    }

    /// The finding and the id of the entry that a case is about.
    fn about(&self, at: usize) -> Option<(&'a Finding, EntryId)> {
        let findings = self.report.findings.len().max(1);
        let finding = self.report.findings.get(at % findings)?;
        let unit = self
            .report
            .units
            .get(self.first + at / findings * self.stride)?;
        Some((finding, format!("{}@{}", finding.id, unit.id).into()))
    }

    /// An entry that is not over, if one is met soon.
    fn pick(&mut self) -> usize {
        let mut at = self.dice.below(self.cases.len());
        for _ in 0..6 {
            if self.cases.get(at).is_some_and(|c| c.step != Step::Over) {
                break;
            }
            at = self.dice.below(self.cases.len());
        }
        at
    }

    /// What is done about a case now: acts, each with the number of the event that set its field before.
    fn acts(&mut self, case: &mut Case, finding: &Finding) -> Vec<(Act, u32)> {
        let items = u32::try_from(finding.items.len()).unwrap_or(u32::MAX);
        let next = self.done + 1;
        match case.step {
            Step::Untouched => self.begin(case, next),
            Step::Over => vec![self.note()],
            Step::Objected => {
                let upheld = self.dice.falls(40);
                case.step = if upheld { Step::Over } else { Step::Working };
                let reason = "经复核，依据原始数据认定".into();
                vec![(
                    Act::Rereviewed { upheld, reason },
                    set(&mut case.standing_by, next),
                )]
            }
            Step::Working if case.ticked == items => self.finish(case, items, next),
            Step::Working => self.work(case, items, next),
        }
    }

    fn begin(&mut self, case: &mut Case, next: u32) -> Vec<(Act, u32)> {
        case.step = Step::Working;
        case.due = 60 + i32::try_from(self.dice.below(600)).unwrap_or(0);
        let to = self.dice.one_of(&LEADS).into();
        let mut acts = vec![(Act::LeadSet { to }, 0)];
        if self.dice.falls(80) {
            let to = self.dice.one_of(&PEOPLE).into();
            acts.push((Act::PersonSet { to }, 0));
            let to = self.dice.one_of(&MEASURES).into();
            acts.push((Act::MeasureSet { to }, 0));
            let horizons = [Horizon::Immediate, Horizon::Phased, Horizon::Standing];
            let to = horizons
                .get(self.dice.below(3))
                .copied()
                .unwrap_or(Horizon::Phased);
            acts.push((Act::HorizonSet { to }, 0));
        }
        if self.dice.falls(90) {
            case.due_by = next + u32::try_from(acts.len()).unwrap_or(0);
            acts.push((Act::DueSet { to: day(case.due) }, 0));
        }
        acts
    }

    fn work(&mut self, case: &mut Case, items: u32, next: u32) -> Vec<(Act, u32)> {
        match self.dice.below(100) {
            0..15 => vec![self.note()],
            15..19 => vec![self.evidence()],
            19..22 if case.due_by > 0 => {
                case.due += 90;
                let act = Act::Extended {
                    to: day(case.due),
                    reason: self.dice.one_of(&REASONS).into(),
                };
                vec![(act, set(&mut case.due_by, next))]
            }
            22..24 => {
                case.step = Step::Objected;
                let reason = self.dice.one_of(&REASONS).into();
                vec![(Act::Objected { reason }, set(&mut case.standing_by, next))]
            }
            n => {
                let many = if n < 50 { 2 } else { 1 };
                let last = items.min(case.ticked + many);
                let ticks = (case.ticked + 1..=last).map(|n| {
                    let item = ItemRef::Suggested(n);
                    (
                        Act::ItemTicked { item },
                        std::mem::take(&mut case.unticked_by),
                    )
                });
                let ticks = ticks.collect();
                case.ticked = last;
                ticks
            }
        }
    }

    fn finish(&mut self, case: &mut Case, items: u32, next: u32) -> Vec<(Act, u32)> {
        match self.dice.below(100) {
            0..70 if items > 0 => {
                case.step = Step::Over;
                vec![(Act::Closed, set(&mut case.standing_by, next))]
            }
            70..82 if items > 0 => {
                (case.ticked, case.unticked_by) = (items - 1, next);
                let act = Act::Returned {
                    reason: self.dice.one_of(&REASONS).into(),
                    items: [ItemRef::Suggested(items)].into(),
                };
                vec![(act, set(&mut case.standing_by, next))]
            }
            _ => vec![self.note()],
        }
    }

    fn note(&mut self) -> (Act, u32) {
        let text = self.dice.one_of(&NOTES).into();
        (Act::ProgressNoted { text }, 0)
    }

    fn evidence(&mut self) -> (Act, u32) {
        let number = self.dice.below(10_000);
        let evidence = Evidence {
            name: format!("佐证材料-{number:04}").into(),
            how: Holding::Link,
            place: format!("https://example.org/evidence/{number:04}").into(),
            sha256: None,
            size: None,
        };
        (Act::EvidenceAdded(Box::new(evidence)), 0)
    }

    fn at(&self) -> Timestamp {
        let place = SPAN * i64::from(self.done) / i64::from(self.events.max(1));
        Timestamp::from_millisecond(FIRST + place).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

/// Puts the number of the event that sets a field now in the place of the one before, and hands that one back.
fn set(by: &mut u32, now: u32) -> u32 {
    std::mem::replace(by, now)
}

fn day(after: i32) -> Date {
    let first = jiff::civil::date(2023, 9, 1);
    first.checked_add(Span::new().days(after)).unwrap_or(first)
}

impl Iterator for Story<'_> {
    type Item = Vec<Event>;

    fn next(&mut self) -> Option<Vec<Event>> {
        let left = self.events.saturating_sub(self.done) as usize;
        if left == 0 {
            return None;
        }
        let place = self.pick();
        let (finding, entry) = self.about(place)?;
        let mut case = self.cases.get(place).copied()?;
        let acts = self.acts(&mut case, finding);
        if let Some(kept) = self.cases.get_mut(place) {
            *kept = case;
        }
        let (at, batch) = (
            self.at(),
            BatchId(Uuid::from_u64_pair(self.dice.next(), self.dice.next())),
        );
        let id = |seq: u32| EventId {
            writer: self.writer,
            seq,
        };
        let events: Vec<Event> = acts
            .into_iter()
            .take(left)
            .zip(self.done + 1..)
            .map(|((act, was), seq)| Event {
                id: id(seq),
                at,
                who: Arc::clone(&self.who),
                batch,
                entry: Some(entry.clone()),
                act,
                was: (was > 0).then(|| id(was)),
            })
            .collect();
        self.done += u32::try_from(events.len()).unwrap_or(u32::MAX);
        Some(events)
    }
}
