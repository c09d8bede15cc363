//! How cells look: one table of formats, made once per workbook.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatPattern};

use crate::lang::Lang;

const INK: Color = Color::RGB(0x1F_3864);
const LINE: Color = Color::RGB(0xBF_BFBF);
/// Heads of cells that a district fills in.
const OPEN_HEAD: Color = Color::RGB(0xB4_5F06);
/// Cells that a district fills in.
const OPEN: Color = Color::RGB(0xFF_F8E1);
const TOTAL: Color = Color::RGB(0xE9_EEF6);

/// How a day is written.
const DAY: &str = "yyyy-mm-dd";

/// How a count is written in a table of many: a dash where there is none.
const COUNT: &str = "0;-0;\"-\"";

/// The formats of a workbook.
pub(super) struct Style {
    pub(super) title: Format,
    pub(super) facts: Format,
    pub(super) prose: Format,
    pub(super) section: Format,
    pub(super) key: Format,
    pub(super) head: Format,
    pub(super) open_head: Format,
    pub(super) name: Format,
    pub(super) count: Format,
    pub(super) rate: Format,
    pub(super) total_name: Format,
    pub(super) total: Format,
    pub(super) total_rate: Format,
    pub(super) locked: Cells,
    pub(super) open: Cells,
}

/// Formats of the cells of a table, locked or to be filled in.
pub(super) struct Cells {
    pub(super) text: Format,
    /// For texts that begin like a formula: they stay texts when somebody edits them.
    pub(super) quoted: Format,
    pub(super) middle: Format,
    pub(super) day: Format,
    pub(super) count: Format,
}

impl Style {
    pub(super) fn of(lang: Lang) -> Self {
        let font = match lang {
            Lang::Zh => "宋体",
            Lang::En => "Calibri",
        };
        let base = Format::new()
            .set_font_name(font)
            .set_font_size(10)
            .set_align(FormatAlign::VerticalCenter);
        let boxed = base
            .clone()
            .set_border(FormatBorder::Thin)
            .set_border_color(LINE);
        let head = boxed
            .clone()
            .set_bold()
            .set_font_color(Color::White)
            .set_align(FormatAlign::Center)
            .set_text_wrap()
            .set_background_color(INK)
            .set_pattern(FormatPattern::Solid);
        let count = boxed.clone().set_num_format(COUNT);
        let rate = boxed.clone().set_num_format("0.0%");
        let total = |format: &Format| format.clone().set_bold().set_background_color(TOTAL);
        Self {
            title: base
                .clone()
                .set_font_size(16)
                .set_bold()
                .set_font_color(INK)
                .set_text_wrap()
                .set_align(FormatAlign::Left),
            facts: base.clone().set_font_color(Color::RGB(0x59_5959)),
            prose: base
                .clone()
                .set_font_size(11)
                .set_text_wrap()
                .set_align(FormatAlign::Top),
            section: base
                .clone()
                .set_font_size(12)
                .set_bold()
                .set_font_color(INK),
            key: base.clone().set_font_color(Color::RGB(0x80_8080)),
            open_head: head.clone().set_background_color(OPEN_HEAD),
            head,
            name: boxed.clone(),
            total_name: total(&boxed),
            total: total(&count),
            total_rate: total(&rate),
            locked: Cells::of(&boxed),
            open: Cells::of(&boxed.clone().set_unlocked().set_background_color(OPEN)),
            count,
            rate,
        }
    }
}

impl Cells {
    fn of(boxed: &Format) -> Self {
        let text = boxed.clone().set_text_wrap();
        let middle = text.clone().set_align(FormatAlign::Center);
        Self {
            quoted: text.clone().set_quote_prefix(),
            day: middle.clone().set_num_format(DAY),
            count: middle.clone().set_num_format("0"),
            text,
            middle,
        }
    }
}
