use super::*;
use std::fmt::Write as _;

/// A draft as lines, for a person's eye.
pub(super) fn told(d: &Draft) -> String {
    let mut out = String::new();
    let r = &d.report;
    let _ = writeln!(
        out,
        "{} | {} | {} | {} | {} | {:?}",
        r.id, r.title.zh, r.issuer.zh, r.issued, r.year, d.nothing
    );
    for s in &d.sections {
        let _ = writeln!(out, "S {:?} {:?} {}", s.kind, s.number, s.title);
    }
    for u in &r.units {
        let _ = writeln!(out, "U {} {} {:?}", u.id, u.name.zh, u.aliases);
    }
    for c in &r.categories {
        let _ = writeln!(out, "C {} {}", c.id, c.name.zh);
    }
    for f in &r.findings {
        let units: Vec<_> = f
            .units
            .iter()
            .map(|t| {
                format!(
                    "{}{}",
                    t.unit,
                    if t.basis == crate::report::Basis::Stated {
                        ""
                    } else {
                        "?"
                    }
                )
            })
            .collect();
        let _ = writeln!(
            out,
            "F {} {} {} | {} | {} | {}",
            f.id,
            f.scope.code(),
            units.join(","),
            f.source.section,
            f.title.zh,
            f.quote.as_deref().unwrap_or_default()
        );
        for m in &f.metrics {
            let _ = writeln!(
                out,
                "    M {} {:?} {:?} {:?} {:?}",
                m.name.zh,
                m.kind,
                m.required.as_ref().map(|r| (r.op, r.value, r.unit.clone())),
                m.benchmark.as_ref().map(|b| b.zh.clone()),
                m.worse
            );
        }
        for i in &f.items {
            let _ = writeln!(out, "    I {} {}", i.serves, i.text.zh);
        }
    }
    for m in &d.review {
        let _ = writeln!(
            out,
            "R {} {:?} {:?} {:?} {} {:?}",
            m.id,
            m.kind,
            m.finding,
            m.place.map(|p| p.paragraph),
            m.text,
            m.offer.as_ref().map(|o| &o.reading)
        );
    }
    let _ = writeln!(out, "D {:?}", d.dates);
    out
}

/// `DUDAO_INTAKE=FILE cargo test measured -- --ignored --nocapture` prints what is read from a file.
#[test]
#[ignore = "for a person's eye: prints the reading of the file in DUDAO_INTAKE"]
#[expect(clippy::print_stdout, reason = "that is what it is for")]
fn a_file_of_ones_own_is_measured() {
    let path = std::env::var_os("DUDAO_INTAKE").expect("DUDAO_INTAKE names a file");
    let bytes = std::fs::read(path).unwrap();
    println!("{}", told(&draft(&bytes, &Options::default()).unwrap()));
}
