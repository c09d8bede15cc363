mod hostile;
mod traps;

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
    let points = r.recommendations.iter().flat_map(|x| &x.points);
    for p in points.filter(|p| !p.targets.is_empty()) {
        let aims: Vec<_> = p.targets.iter().map(|t| t.zh.as_str()).collect();
        let _ = writeln!(out, "T {} {}", p.id, aims.join(" | "));
    }
    for p in &r.practices {
        let _ = writeln!(out, "P {} {} | {}", p.id, p.title.zh, p.gist.zh);
    }
    for s in &r.procedure {
        let _ = writeln!(out, "O {} {} | {}", s.id, s.title.zh, s.text.zh);
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
    let numbering = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="1">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
        </w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#;
    let notes = r#"<w:footnotes xmlns:w="w"><w:footnote><w:p><w:r><w:t>注：橘洲区不足之处另行说明。</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let styles = r#"<w:styles xmlns:w="w"><w:style w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style></w:styles>"#;
    package(&[
        ("word/document.xml", document),
        ("word/numbering.xml", numbering.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
    ])
}

/// A package of parts.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..600)) {
        for lead in [&b""[..], b"<html>", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf"] {
            let all = [lead, &bytes].concat();
            if let Ok(d) = draft(&all, &Options::default()) {
                quotes_are_verbatim(&d);
            }
        }
    }

    #[test]
    fn any_mixture_of_the_trade_is_read_and_every_quote_is_verbatim(parts in proptest::collection::vec(proptest::sample::select(PARTS), 1..60)) {
        let text = format!("二、存在的主要问题\n{}", parts.concat());
        let d = draft(text.as_bytes(), &Options::default()).unwrap();
        for f in &d.report.findings {
            proptest::prop_assert!(text.contains(f.quote.as_deref().unwrap()), "{:?}", f.quote);
        }
        quotes_are_verbatim(&d);
        let again = Draft::parse(&d.to_json().unwrap()).unwrap();
        proptest::prop_assert_eq!(again, d);
    }

    #[test]
    fn any_word_file_is_read_or_refused(parts in proptest::collection::vec(proptest::sample::select(XML), 1..40)) {
        let _ = draft(&word(parts.concat().as_bytes()), &Options::default());
    }
}

const PARTS: &[&str] = &[
    "一、",
    "(一)",
    "（四）",
    ")",
    "（",
    "1.",
    "①",
    "一是",
    "有待加强",
    "。",
    "；",
    "，",
    "、",
    "：",
    "\n",
    "　　",
    "甲县",
    "东岭区",
    "西河市",
    "各区市",
    "区市",
    "3个区市",
    "3个国家级开发区",
    "包括",
    "其中",
    "如",
    "除",
    "外",
    "等",
    "部分学校",
    "个别",
    "未达到80%",
    "高于全省平均水平",
    "不足",
    "达标",
    "效果明显",
    "按期完成",
    "“",
    "”",
    "《",
    "》",
    "问题",
    "评价意见",
    "附件",
    "2022",
    "年",
    "月",
    "随着",
    "但",
    "教育经费",
    "敎師",
    "區",
    "😀",
    "𠮷",
    "a b",
    "\u{a0}",
    "未",
    "儿园",
    "以下简称",
    "两区",
];

const XML: &[&str] = &[
    "<w:document>",
    "</w:document>",
    "<w:p>",
    "</w:p>",
    "<w:r><w:t>二、存在的主要问题</w:t></w:r>",
    "<w:t>甲县不足。",
    "</w:t>",
    "<w:del>",
    "</w:del>",
    "<w:ins>",
    "</w:ins>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:pPr>",
    "</w:pPr>",
    "<w:numPr><w:ilvl w:val='1'/><w:numId w:val='7'/></w:numPr>",
    "&amp;",
    "&#x4e00;",
    "&nope;",
    "<!-- x -->",
    "<![CDATA[y]]>",
    "<w:rPr><w:del/></w:rPr>",
];

/// Every quote and every place of a mark is a part of the paragraphs as they were read.
fn quotes_are_verbatim(d: &Draft) {
    for f in &d.report.findings {
        let quote = f.quote.as_deref().unwrap();
        assert!(!quote.is_empty());
        assert!(
            d.source.paragraphs.iter().any(|p| p.text.contains(quote)),
            "{quote:?}"
        );
    }
    for m in &d.review {
        if let Some(p) = m.place {
            let text = &d.source.paragraphs[p.paragraph - 1].text;
            let there: String = text.chars().skip(p.from).take(p.to - p.from).collect();
            assert_eq!(there, m.text, "{m:?}");
        }
    }
}

#[test]
fn the_same_report_reads_alike_in_every_encoding() {
    let text = std::fs::read_to_string(folder().join("clean.txt")).unwrap();
    let plain = of_file("clean.txt");
    let (gb, _, _) = encoding_rs::GB18030.encode(&text);
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [gb.to_vec(), utf16, text.replace('\n', "\r\n").into_bytes()] {
        let d = draft(&bytes, &Options::default()).unwrap();
        assert_eq!(d.report, plain.report);
    }
    let old = std::fs::read_to_string(folder().join("old.txt")).unwrap();
    let (big5, _, lost) = encoding_rs::BIG5.encode(&old);
    assert!(!lost);
    let d = draft(&big5, &Options::default()).unwrap();
    assert_eq!(
        (d.source.encoding.as_str(), d.report),
        ("Big5", of_file("old.txt").report)
    );
}

#[test]
fn full_width_and_half_width_read_alike() {
    let text = std::fs::read_to_string(folder().join("clean.txt")).unwrap();
    let half = text
        .replace('，', ",")
        .replace('；', ";")
        .replace('（', "(")
        .replace('）', ")")
        .replace('：', ":")
        .replace('%', "％");
    let (a, b) = (
        of_file("clean.txt").report,
        draft(half.as_bytes(), &Options::default()).unwrap().report,
    );
    let told = |r: &crate::report::Report| {
        r.findings
            .iter()
            .map(|f| (f.id.clone(), f.scope, f.units.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(told(&a), told(&b));
}

#[test]
fn bombs_are_refused_by_the_name_of_the_limit() {
    let bomb = package(&[("word/document.xml", &vec![b' '; 4 << 20])]);
    assert_eq!(reading::read(&bomb), Err(Unreadable::Over(Limit::Ratio)));
    let deep = "<w:p>".repeat(400);
    assert_eq!(
        reading::read(&word(deep.as_bytes())),
        Err(Unreadable::Over(Limit::Depth))
    );
    assert_eq!(reading::read(b"%PDF-1.7"), Err(Unreadable::Other("PDF")));
    let not_word = word(b"<a/>");
    assert!(
        reading::read(&not_word).unwrap().paragraphs.is_empty() || reading::read(&not_word).is_ok()
    );
}

#[test]
fn units_of_another_report_are_kept_with_their_ids() {
    let given = ["青禾县", "桐木区", "鹿鸣县"].map(|name| Named {
        id: Some(format!("u-{}", name.chars().count())),
        name: name.to_owned(),
        aliases: Vec::new(),
    });
    let options = Options {
        units: given[..1].to_vec(),
        year: Some(2030),
        ..Options::default()
    };
    let d = draft(&std::fs::read(folder().join("lost.txt")).unwrap(), &options).unwrap();
    assert_eq!(
        (
            d.report.units[0].id.as_str(),
            d.report.units.len(),
            d.report.year
        ),
        ("u-3", 1, 2030)
    );
}

#[test]
fn a_reading_that_is_taken_changes_the_statement_and_leaves_an_emendation() {
    let mut d = of_file("lost.txt");
    let how = |taken| Settled {
        by: "督学甲".into(),
        on: "2024-03-01".into(),
        taken,
    };
    let reversed: Vec<_> = d
        .open()
        .filter(|m| m.kind == Doubt::Reversed)
        .map(|m| (m.id.clone(), m.finding.clone().unwrap()))
        .collect();
    let ((first, a), (second, b)) = (reversed[0].clone(), reversed[1].clone());
    let before = d.report.findings.clone();
    assert!(
        d.settle(&first, &how(true))
            && d.settle(&second, &how(false))
            && !d.settle(&first, &how(true))
    );
    let of =
        |all: &[crate::report::Finding], id: &str| all.iter().find(|f| f.id == id).unwrap().clone();
    let (was, is) = (of(&before, &a), of(&d.report.findings, &a));
    assert_eq!(is.quote, was.quote);
    assert!(is.statement.zh.contains("未按要求") && is.emendation.unwrap().reversed);
    assert_eq!(of(&before, &b), of(&d.report.findings, &b));
}

#[test]
fn a_paragraph_of_any_length_is_read_to_its_end() {
    let text = std::fs::read_to_string(folder().join("lost.txt")).unwrap();
    let (head, body) = text.split_once("(一)教育投入有待加强。").unwrap();
    let sentence = body.lines().next().unwrap();
    for n in [40, 400] {
        let long = format!("{head}(一)教育投入有待加强。{}", sentence.repeat(n));
        let d = draft(long.as_bytes(), &Options::default()).unwrap();
        assert!(d.report.findings.len() > n);
    }
}
