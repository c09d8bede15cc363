//! Pictures for the documents, drawn from rendered buffers.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::harness::Harness;
use crate::lang::Lang;
use crate::ledger::{Intent, Pick};
use crate::text::width;

const CELL: (usize, usize) = (9, 20);

/// A buffer as an SVG; each run of one style is set to the width of its cells, whatever the font.
fn svg(buffer: &Buffer) -> String {
    let (columns, rows) = (
        usize::from(buffer.area.width),
        usize::from(buffer.area.height),
    );
    let (w, h) = (columns * CELL.0 + 20, rows * CELL.1 + 20);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" font-family=\"'Sarasa Mono SC','Noto Sans Mono CJK SC','Cascadia Mono',Menlo,Consolas,monospace\" font-size=\"15\">\n<rect width=\"{w}\" height=\"{h}\" rx=\"8\" fill=\"#14161b\"/>\n"
    );
    for y in 0..rows {
        row(buffer, y, columns, &mut out);
    }
    out.push_str("</svg>\n");
    out
}

fn row(buffer: &Buffer, y: usize, columns: usize, out: &mut String) {
    let cell = |x: usize| &buffer[(u16::try_from(x).unwrap(), u16::try_from(y).unwrap())];
    let key = |c: &Cell| (c.fg, c.bg, c.modifier, width(c.symbol()) > 1);
    let (left, top) = (|x: usize| 10 + x * CELL.0, 10 + y * CELL.1);
    let mut x = 0;
    while x < columns {
        let first = cell(x);
        let (start, mut text) = (x, String::new());
        while x < columns
            && key(cell(x)) == key(first)
            && (cell(x).symbol() == " ") == (first.symbol() == " ")
        {
            text.push_str(cell(x).symbol());
            x += width(cell(x).symbol()).max(1);
        }
        let length = (x - start) * CELL.0;
        if let Color::Rgb(r, g, b) = first.bg {
            writeln!(
                out,
                "<rect x=\"{}\" y=\"{top}\" width=\"{length}\" height=\"{}\" fill=\"#{r:02x}{g:02x}{b:02x}\"/>",
                left(start),
                CELL.1
            )
            .unwrap();
        }
        if text.trim().is_empty() {
            continue;
        }
        let Color::Rgb(r, g, b) = first.fg else {
            continue;
        };
        let bold = if first.modifier.contains(Modifier::BOLD) {
            " font-weight=\"bold\""
        } else {
            ""
        };
        let text = text
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\" fill=\"#{r:02x}{g:02x}{b:02x}\"{bold}>{text}</text>",
            left(start),
            top + 15
        )
        .unwrap();
    }
}

/// A ledger in the middle of its work, by plain rule: every so many entries are ticked in part, in full, closed.
fn sample(lang: Lang) -> Harness {
    let mut h = Harness::new(lang, 108, 30);
    let all: Vec<_> = (0..u32::try_from(h.book().entries().len()).unwrap()).collect();
    let due = crate::ledger::Act::DueSet {
        to: jiff::civil::date(2023, 11, 30),
    };
    let dated = all.iter().filter(|ix| *ix % 3 == 0);
    h.record(Intent::Acts(dated.map(|ix| (*ix, due.clone())).collect()));
    for ix in all {
        h.days = i64::from(ix) / 3;
        let intent = match ix % 7 {
            0 | 3 => Intent::Tick(vec![Pick::All(ix)]),
            1 => Intent::Tick(vec![Pick::One(ix, crate::ledger::ItemRef::Suggested(1))]),
            _ => continue,
        };
        h.record(intent);
        if ix % 14 == 0 {
            h.record(Intent::Close(vec![ix]));
        }
    }
    h.send(super::super::action::Msg::Today(jiff::civil::date(
        2023, 10, 31,
    )));
    h.model.notice = None;
    h
}

/// `DUDAO_BLESS=1 cargo test pictures` draws them anew after a change of the screen.
#[test]
fn the_pictures_of_the_documents_show_the_screens_as_they_are() {
    let screens = [
        ("home", "<down><right><right>"),
        ("entry", "2/3.5@wendeng<enter><enter>"),
        ("trend", "3"),
    ];
    let all = Lang::ALL
        .into_iter()
        .flat_map(|lang| screens.map(|s| (lang, s)));
    let ledgers = all.map(|(lang, (screen, keys))| {
        let mut h = sample(lang);
        h.keys(keys);
        (lang, screen, h)
    });
    let drafts = Lang::ALL.map(|lang| {
        let mut h = super::review::review(lang, 108, 30);
        h.keys("n");
        (lang, "review", h)
    });
    for (lang, screen, h) in ledgers.chain(drafts) {
        let name = format!("{screen}.{lang}");
        let drawn = svg(&h.buffer());
        let path = format!("{}/docs/pictures/{name}.svg", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("DUDAO_BLESS").is_some() {
            std::fs::create_dir_all(std::path::Path::new(&path).parent().unwrap()).unwrap();
            std::fs::write(&path, &drawn).unwrap();
        }
        let shipped = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            shipped == drawn,
            "{name}: run DUDAO_BLESS=1 cargo test pictures"
        );
    }
}
