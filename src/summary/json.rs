//! JSON with the documented keys. Keys may be added, never renamed or taken away.

use serde::{Serialize, Serializer};

use super::{Listed, Summary};
use crate::board::Totals;

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
    }
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
                "heads"
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
