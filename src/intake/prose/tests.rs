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

fn folder() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/intake")
}

fn of_file(name: &str) -> Draft {
    draft(
        &std::fs::read(folder().join(name)).unwrap(),
        &Options::default(),
    )
    .unwrap()
}

/// Every report of the folder reads as its `.expected` file says, which a person has checked.
/// `DUDAO_BLESS=1 cargo test intake` writes those files anew after a change of the rules.
#[test]
fn every_report_of_the_genre_reads_as_expected() {
    let mut seen = 0;
    let mut wrong = Vec::new();
    for file in std::fs::read_dir(folder()).unwrap() {
        let path = file.unwrap().path();
        if path
            .extension()
            .is_none_or(|e| e != "txt" && e != "html" && e != "xml")
        {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let is_word = path.extension().is_some_and(|e| e == "xml");
        let bytes = if is_word { word(&bytes) } else { bytes };
        let found = told(&draft(&bytes, &Options::default()).unwrap());
        let expected = path.with_extension("expected");
        if std::env::var_os("DUDAO_BLESS").is_some() {
            std::fs::write(&expected, &found).unwrap();
        }
        if std::fs::read_to_string(&expected).unwrap_or_default() != found {
            wrong.push(format!("{}\n{found}", path.display()));
        }
        seen += 1;
    }
    assert!(seen >= 12, "{seen}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A Word file of a document, with the numbering that the test documents use.
fn word(document: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let numbering = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="1">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
        </w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#;
    let notes = r#"<w:footnotes xmlns:w="w"><w:footnote><w:p><w:r><w:t>注：橘洲区不足之处另行说明。</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let styles = r#"<w:styles xmlns:w="w"><w:style w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style></w:styles>"#;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let parts: [(&str, &[u8]); 4] = [
        ("word/document.xml", document),
        ("word/numbering.xml", numbering.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
    ];
    for (name, bytes) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
