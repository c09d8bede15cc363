//! JSON with the documented keys. Keys may be added, never renamed or taken away.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::{EntryLine, FindingLine, Listed, Summary};
use crate::board::Totals;
use crate::board::trend::{DueBy, Point};
use crate::ledger::Horizon;

#[derive(Serialize)]
struct Document<'a> {
    report: &'a str,
    as_of: jiff::civil::Date,
    lang: &'static str,
    findings: usize,
    totals: Counts<'a>,
    units: Vec<Unit<'a>>,
    categories: Vec<Category<'a>>,
    overdue: Vec<&'a str>,
    objected: Vec<&'a str>,
    recently_closed: Vec<&'a str>,
    paragraph: &'a str,
    title: &'a str,
    short_title: &'a str,
    issuer: &'a str,
    issued: jiff::civil::Date,
    filter: Option<&'a str>,
    heads: Vec<End<'a>>,
    behind: Vec<&'a str>,
    due_soon: Vec<&'a str>,
    withdrawn: Vec<&'a str>,
    since: Option<Date>,
    closed_since: Vec<&'a str>,
    unfinished: Vec<Unfinished<'a>>,
    next_due: Vec<Next<'a>>,
    finding_list: Vec<Finding<'a>>,
    trend: Trend<'a>,
    /// Only where an earlier edition was carried over.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    repeated: Vec<Repeated<'a>>,
}

#[derive(Serialize)]
struct Repeated<'a> {
    id: &'a str,
    /// How many editions before had it.
    repeats: u32,
}

#[derive(Serialize)]
struct Counts<'a> {
    #[serde(flatten)]
    totals: &'a Totals,
    completion_rate: f64,
    closing_rate: f64,
}

#[derive(Serialize)]
struct Unit<'a> {
    id: &'a str,
    name: &'a str,
    totals: Counts<'a>,
    #[serde(serialize_with = "in_order")]
    categories: Vec<(&'a str, Counts<'a>)>,
}

#[derive(Serialize)]
struct Category<'a> {
    id: &'a str,
    name: &'a str,
    totals: Counts<'a>,
}

#[derive(Serialize)]
struct End<'a> {
    writer: String,
    seq: u64,
    sum: &'a str,
}

#[derive(Serialize)]
struct Unfinished<'a> {
    why: &'static str,
    count: usize,
    entries: &'a [String],
}

#[derive(Serialize)]
struct Next<'a> {
    id: &'a str,
    due: Option<Date>,
    days: i32,
}

#[derive(Serialize)]
struct Finding<'a> {
    id: &'a str,
    category: &'a str,
    title: &'a str,
    totals: Counts<'a>,
    entries: Vec<Entry<'a>>,
}

/// Absent values are `null`, as in `list`.
#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    stage: &'static str,
    schedule: &'static str,
    why: Option<&'static str>,
    done: usize,
    total: usize,
    lead: Option<&'a str>,
    person: Option<&'a str>,
    measure: Option<&'a str>,
    horizon: Option<Horizon>,
    due: Option<Date>,
    evidence: usize,
    noted: Option<Date>,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct Trend<'a> {
    points: &'a [Point],
    due: &'a [DueBy],
}

/// The summary as pretty JSON with a line end.
pub(super) fn of(s: &Summary) -> Vec<u8> {
    // plain structs with text keys: writing them to memory cannot fail
    let mut bytes = serde_json::to_vec_pretty(&document(s)).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn document(s: &Summary) -> Document<'_> {
    Document {
        report: &s.report,
        as_of: s.as_of,
        lang: s.lang.code(),
        findings: s.findings,
        totals: counts(&s.totals),
        units: s
            .units
            .iter()
            .map(|u| Unit {
                id: &u.id,
                name: &u.name,
                totals: counts(&u.totals),
                categories: s
                    .categories
                    .iter()
                    .map(|c| c.id.as_str())
                    .zip(u.cells.iter().map(counts))
                    .collect(),
            })
            .collect(),
        categories: s
            .categories
            .iter()
            .map(|c| Category {
                id: &c.id,
                name: &c.name,
                totals: counts(&c.totals),
            })
            .collect(),
        overdue: ids(&s.overdue),
        objected: ids(&s.objected),
        recently_closed: ids(&s.recently_closed),
        paragraph: &s.paragraph,
        title: &s.title,
        short_title: &s.short_title,
        issuer: &s.issuer,
        issued: s.issued,
        filter: s.filter.as_deref(),
        heads: s
            .heads
            .iter()
            .map(|h| End {
                writer: h.writer.to_string(),
                seq: h.seq,
                sum: &h.sum,
            })
            .collect(),
        behind: ids(&s.behind),
        due_soon: ids(&s.due_soon),
        withdrawn: ids(&s.withdrawn),
        since: s.since,
        closed_since: ids(&s.closed_since),
        unfinished: s.unfinished.iter().map(unfinished).collect(),
        next_due: s.next_due.iter().map(next).collect(),
        finding_list: s.finding_list.iter().map(finding).collect(),
        repeated: s
            .repeated
            .iter()
            .map(|(repeats, l)| Repeated {
                id: &l.id,
                repeats: *repeats,
            })
            .collect(),
        trend: Trend {
            points: &s.trend.points,
            due: &s.trend.due,
        },
    }
}

fn unfinished(u: &super::Unfinished) -> Unfinished<'_> {
    Unfinished {
        why: u.why.code(),
        count: u.entries.len(),
        entries: &u.entries,
    }
}

fn next(l: &Listed) -> Next<'_> {
    Next {
        id: &l.id,
        due: l.day,
        days: l.days,
    }
}

fn finding(f: &FindingLine) -> Finding<'_> {
    Finding {
        id: &f.id,
        category: &f.category,
        title: &f.title,
        totals: counts(&f.totals),
        entries: f.entries.iter().map(entry).collect(),
    }
}

fn entry(e: &EntryLine) -> Entry<'_> {
    Entry {
        id: &e.id,
        stage: e.stage.code(),
        schedule: e.light.code(),
        why: e.why.map(super::Why::code),
        done: e.done.0,
        total: e.done.1,
        lead: filled(&e.lead),
        person: filled(&e.person),
        measure: filled(&e.measure),
        horizon: e.horizon,
        due: e.due,
        evidence: e.evidence,
        noted: e.noted,
        note: filled(&e.note),
    }
}

fn filled(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn counts(totals: &Totals) -> Counts<'_> {
    Counts {
        totals,
        completion_rate: totals.completion_rate(),
        closing_rate: totals.closing_rate(),
    }
}

fn ids(list: &[Listed]) -> Vec<&str> {
    list.iter().map(|l| l.id.as_str()).collect()
}

/// A list of pairs as an object that keeps their order.
fn in_order<S: Serializer>(pairs: &[(&str, Counts<'_>)], s: S) -> Result<S::Ok, S::Error> {
    s.collect_map(pairs.iter().map(|(key, value)| (key, value)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::sample::Desk;
    use serde_json::Value;

    const TOTALS: [&str; 16] = [
        "entries",
        "open",
        "rectifying",
        "completed",
        "closed",
        "objected",
        "withdrawn",
        "items",
        "ticked",
        "overdue",
        "behind",
        "due_soon",
        "on_schedule",
        "no_date",
        "completion_rate",
        "closing_rate",
    ];

    /// Keys of the object that follows `after`, as written.
    fn keys(text: &str, after: &str, indent: usize) -> Vec<String> {
        let start = format!("\n{}\"", " ".repeat(indent));
        let body = text.split_once(after).unwrap().1;
        let body = body
            .split(&format!("\n{}}}", " ".repeat(indent - 2)))
            .next()
            .unwrap();
        body.split(&start)
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().to_owned())
            .collect()
    }

    #[test]
    fn the_keys_are_the_documented_ones_in_their_order() {
        let text = String::from_utf8(of(&Desk::busy().summary(Lang::Zh))).unwrap();
        assert!(text.ends_with("}\n"));
        assert_eq!(
            keys(&text, "", 2),
            [
                "report",
                "as_of",
                "lang",
                "findings",
                "totals",
                "units",
                "categories",
                "overdue",
                "objected",
                "recently_closed",
                "paragraph",
                "title",
                "short_title",
                "issuer",
                "issued",
                "filter",
                "heads",
                "behind",
                "due_soon",
                "withdrawn",
                "since",
                "closed_since",
                "unfinished",
                "next_due",
                "finding_list",
                "trend"
            ]
        );
        assert_eq!(keys(&text, "\"totals\": {", 4), TOTALS);
        assert_eq!(
            keys(&text, "\"units\": [\n    {", 6),
            ["id", "name", "totals", "categories"]
        );
        assert_eq!(keys(&text, "\"reform\": {", 10), TOTALS);
    }

    #[test]
    fn units_and_categories_keep_the_order_of_the_report_and_nobody_comes_last() {
        let v: Value = serde_json::from_slice(&of(&Desk::busy().summary(Lang::En))).unwrap();
        let ids = |list: &Value| -> Vec<String> {
            let all = list.as_array().unwrap().iter();
            all.map(|u| u["id"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(
            ids(&v["units"]),
            [
                "huancui",
                "wendeng",
                "rongcheng",
                "rushan",
                "gaoqu",
                "jingqu",
                "lingang",
                "nanhai",
                "none"
            ]
        );
        assert_eq!(v["units"][8]["name"], "Not named");
        assert_eq!(v["units"][8]["totals"]["entries"], 8);
        assert_eq!(
            ids(&v["categories"]),
            [
                "reform",
                "policy",
                "provision",
                "teachers",
                "conduct",
                "followup"
            ]
        );
    }

    #[test]
    fn findings_reasons_dates_and_the_trend_are_plain_values() {
        let v: Value = serde_json::from_slice(&of(&Desk::busy().summary(Lang::Zh))).unwrap();
        let first = &v["unfinished"][0];
        let expected =
            serde_json::json!({"why": "objected", "count": 1, "entries": ["3.9@wendeng"]});
        assert_eq!(*first, expected);
        let next = serde_json::json!({"id": "6.1@rongcheng", "due": "2024-01-10", "days": 10});
        assert_eq!(v["next_due"][0], next);
        let of = |id: &str| {
            let list = v["finding_list"].as_array().unwrap();
            list.iter().find(|f| f["id"] == id).unwrap().clone()
        };
        let expected = serde_json::json!({
            "id": "2.1@huancui", "stage": "open", "schedule": "overdue", "why": "overdue", "done": 0, "total": 4,
            "lead": "区财政局", "person": null, "measure": null, "horizon": null, "due": "2023-12-01", "evidence": 0,
            "noted": null, "note": null
        });
        assert_eq!(of("2.1")["entries"][0], expected);
        assert_eq!(of("3.5")["totals"]["closed"], 1);
        let last = v["trend"]["points"].as_array().unwrap().last().unwrap();
        let expected = serde_json::json!({"day": "2023-12-31", "counted": 126, "not_completed": 121, "not_closed": 123});
        assert_eq!(*last, expected);
        let due = v["trend"]["due"].as_array().unwrap().last().unwrap();
        assert_eq!(*due, serde_json::json!({"day": "2025-09-01", "entries": 5}));
    }

    #[test]
    fn figures_lists_and_heads_are_plain_values() {
        let v: Value = serde_json::from_slice(&of(&Desk::busy().summary(Lang::Zh))).unwrap();
        assert_eq!(v["report"], "weihai-2022");
        assert_eq!(v["as_of"], "2023-12-31");
        assert_eq!(v["lang"], "zh");
        assert_eq!(v["findings"], 36);
        assert_eq!(v["filter"], Value::Null);
        assert_eq!(v["totals"]["completion_rate"], 0.0397);
        assert_eq!(v["totals"]["closing_rate"], 0.0238);
        assert_eq!(
            v["overdue"],
            serde_json::json!(["2.1@huancui", "4.7@rushan"])
        );
        assert_eq!(v["objected"], serde_json::json!(["3.9@wendeng"]));
        assert_eq!(
            v["recently_closed"],
            serde_json::json!(["1.1@none", "3.5@lingang", "1.6@huancui"])
        );
        assert_eq!(v["heads"][0]["writer"], "0000000000000000000000000000000a");
        assert_eq!(v["heads"][0]["sum"].as_str().unwrap().len(), 32);
    }
}
