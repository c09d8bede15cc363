//! Header and footer: where we are, how it stands, which keys there are, what was just said.

use super::super::keymap;
use super::super::model::{Model, Screen};
use super::super::prompt::{Line, LineKind, Prompt};
use super::super::theme::Role;
use super::canvas::Canvas;
use crate::board::totals::percent;
use crate::lang::fill;
use crate::text;

/// Two lines: report and figures; tabs or the path to the entry.
pub(super) fn header(model: &Model, c: &mut Canvas<'_>) {
    let width = c.width();
    c.tint(0, 0, width, 2, model.theme.surface());
    title(model, c);
    if model.screen() == Screen::Entry {
        path(model, c);
    } else {
        tabs(model, c);
    }
}

fn title(model: &Model, c: &mut Canvas<'_>) {
    let (t, d, w) = (&model.theme, model.domain(), model.words());
    let totals = &model.derived.totals;
    let width = c.width();
    let figures = [
        (format!("{} ", d.completed), t.style(Role::Good)),
        (totals.finished().to_string(), t.style(Role::Good)),
        (format!("  {} ", d.closed), t.style(Role::Text)),
        (totals.closed.to_string(), t.style(Role::Text)),
        (format!(" / {}  ", totals.counted()), t.style(Role::Muted)),
        (percent(totals.completion_rate()), t.style(Role::Strong)),
    ];
    let figures_width: usize = figures.iter().map(|(s, _)| text::width(s)).sum();
    let x = c.put(1, 0, d.dudao, t.style(Role::Key)) + 1;
    let report = model.lang.of(&model.book.report().short_title);
    let day = model.calendar.today.to_string();
    // the day goes before the title is cut to nothing
    let days = [
        format!("{} {day}   ", w.as_of),
        format!("{day}  "),
        String::new(),
    ];
    let room = |day: &str| width.saturating_sub(x + text::width(day) + figures_width + 3);
    let fits = |day: &&String| room(day) >= text::width(report).min(24);
    let day = days.iter().find(fits).cloned().unwrap_or_default();
    c.put(x, 0, &text::cut(report, room(&day)), t.style(Role::Text));
    let at = width.saturating_sub(text::width(&day) + figures_width + 1);
    let at = c.put(at, 0, &day, t.style(Role::Muted));
    c.spans(at, 0, &figures);
}

fn tabs(model: &Model, c: &mut Canvas<'_>) {
    let (t, w) = (&model.theme, model.words());
    let mut x = 1;
    // five tabs fit on narrow screens only without the blanks around them
    let is_tight = c.width() < 80;
    let conflicts = match model.derived.conflicts.len() {
        0 => String::new(),
        n => format!(" !{n}"),
    };
    let history = format!("{}{conflicts}", w.tab_history);
    for (n, name, screen) in [
        ("1", w.tab_home, Screen::Home),
        ("2", w.tab_entries, Screen::Entries),
        ("3", w.tab_trend, Screen::Trend),
        ("4", w.tab_report, Screen::Report),
        ("5", history.as_str(), Screen::History),
    ] {
        let is_here = model.screen() == screen;
        if is_here {
            x = c.put(x, 1, &format!(" {n} {name} "), t.style(Role::Tab));
        } else {
            let pad = if is_tight { "" } else { " " };
            x = c.spans(
                x,
                1,
                &[
                    (format!("{pad}{n} "), t.style(Role::Faint)),
                    (format!("{name}{pad}"), t.style(Role::Muted)),
                ],
            );
        }
        x += 1;
    }
    let said = format!(
        "{} {}",
        w.filter,
        filters(model).unwrap_or_else(|| w.no_filter.to_owned())
    );
    let style = if model.is_filtered() {
        t.style(Role::Warn)
    } else {
        t.style(Role::Muted)
    };
    let right = c.width().saturating_sub(1);
    let who = format!("  {}", text::cut(&model.who, 16));
    let (said, style) = match model.screen() {
        Screen::Entries => (said, style),
        Screen::History => match &model.history.who {
            Some(who) => (format!("{} {who}", w.filter), t.style(Role::Warn)),
            None => (w.history_everybody.to_owned(), t.style(Role::Muted)),
        },
        _ => (String::new(), style),
    };
    // on a narrow screen the filter is worth more than one's own name
    let is_crowded = x + 2 + text::width(&said) + text::width(&who) > right;
    let who = if is_crowded && !said.is_empty() {
        String::new()
    } else {
        who
    };
    let room = right.saturating_sub(x + 1 + text::width(&who));
    let said = text::cut(&said, room);
    c.put_right(right, 1, &who, t.style(Role::Muted));
    c.put_right(right - text::width(&who), 1, &said, style);
}

/// The filters in force, in words; `None` when there are none.
pub(super) fn filters(model: &Model) -> Option<String> {
    let (d, report, query) = (model.domain(), model.book.report(), &model.entries.query);
    let mut parts: Vec<String> = Vec::new();
    let units = query.units.iter().map(|id| {
        let known = report.units.iter().find(|u| u.id == *id);
        known
            .map_or(d.not_attributed, |u| model.lang.of(&u.label))
            .to_owned()
    });
    parts.extend(joined(&units.collect::<Vec<_>>()));
    parts.extend(joined(&query.findings));
    let categories = query
        .categories
        .iter()
        .filter_map(|id| report.categories.iter().find(|c| c.id == *id));
    parts.extend(joined(
        &categories
            .map(|c| model.lang.of(&c.label).to_owned())
            .collect::<Vec<_>>(),
    ));
    parts.extend(joined(
        &query
            .stages
            .iter()
            .map(|s| d.stage_name(*s).to_owned())
            .collect::<Vec<_>>(),
    ));
    if model.entries.named_only {
        parts.push(model.words().named_only.to_owned());
    }
    if !query.text.trim().is_empty() {
        parts.push(format!("\"{}\"", query.text.trim()));
    }
    (!parts.is_empty()).then(|| parts.join(" + "))
}

fn joined(list: &[String]) -> Option<String> {
    (!list.is_empty()).then(|| list.join("/"))
}

fn path(model: &Model, c: &mut Canvas<'_>) {
    let (t, w) = (&model.theme, model.words());
    let Some(entry) = model.book.entry(model.entry.ix) else {
        return;
    };
    let category = model.book.finding(entry).and_then(|f| {
        model
            .book
            .report()
            .categories
            .iter()
            .find(|c| c.id == f.category)
            .map(|c| model.lang.of(&c.label))
    });
    let right = c.width().saturating_sub(1);
    let at = model
        .entry
        .list
        .iter()
        .position(|ix| *ix == model.entry.ix)
        .map_or(1, |n| n + 1);
    let position = fill(w.position, &[&at, &model.entry.list.len().max(1)]);
    c.put_right(right, 1, &position, t.style(Role::Muted));
    let mut c = c.part(0, 0, right.saturating_sub(text::width(&position) + 2), 2);
    c.spans(
        1,
        1,
        &[
            (
                format!(
                    "{} > {} > ",
                    model.unit_name(entry),
                    category.unwrap_or_default()
                ),
                t.style(Role::Muted),
            ),
            (format!("{} ", model.number(entry)), t.style(Role::Key)),
            (model.title(entry).to_owned(), t.style(Role::Strong)),
        ],
    );
}

/// One line: a text that is being typed, a question, something to say, or the keys.
pub(super) fn footer(model: &Model, c: &mut Canvas<'_>) -> Option<(u16, u16)> {
    let t = &model.theme;
    let width = c.width();
    c.blank(0, 0, width, 1, t.ground().patch(t.surface()));
    match &model.prompt {
        Some(Prompt::Line(typed)) => return Some(line(model, typed, c)),
        Some(Prompt::Confirm(_, question)) => {
            let x = c.put(1, 0, question, t.style(Role::Warn));
            let hint = format!("   {}", model.words().confirm_hint);
            c.put(x, 0, &hint, t.style(Role::Muted));
        }
        _ => match (&model.notice, &model.warning) {
            (Some(notice), _) => {
                let role = if notice.bad { Role::Danger } else { Role::Good };
                let sign = if notice.bad { "! " } else { "" };
                c.put(1, 0, &format!("{sign}{}", notice.text), t.style(role));
            }
            (None, Some(warning)) => {
                c.put(1, 0, &format!("! {warning}"), t.style(Role::Warn));
            }
            _ => keys(model, c),
        },
    }
    None
}

fn keys(model: &Model, c: &mut Canvas<'_>) {
    let t = &model.theme;
    let mut x = 1;
    for (key, name, _) in keymap::footer(model.screen(), model.lang) {
        let needed = text::width(&key) + 1 + text::width(name);
        if x + needed >= c.width() {
            continue;
        }
        x = c.spans(
            x,
            0,
            &[
                (key.as_str(), t.style(Role::Key)),
                (" ", t.surface()),
                (name, t.style(Role::Muted)),
            ],
        );
        x += 3;
    }
}

/// The input line; the real cursor stands at the caret, so that an input method opens there.
fn line(model: &Model, typed: &Line, c: &mut Canvas<'_>) -> (u16, u16) {
    let (t, w) = (&model.theme, model.words());
    let (label, hint) = match typed.kind {
        LineKind::Search => (w.ask_search, w.search_hint),
        LineKind::AddItem => (w.ask_add_item, w.line_hint),
        LineKind::Note => (w.ask_note, w.line_hint),
        LineKind::Reopen => (w.ask_reopen, w.line_hint),
    };
    let hint = model
        .notice
        .as_ref()
        .filter(|n| n.bad)
        .map_or(hint, |_| w.said_typed_kept);
    let wide = c.width() > text::width(label) + text::width(hint) + 30;
    let label = if wide {
        label
    } else {
        label.split(['（', '(']).next().unwrap_or(label)
    };
    let number = match typed.targets.len() {
        0 | 1 => String::new(),
        many => format!(" ({})", fill(w.entries_count, &[&many])),
    };
    let x = c.put(1, 0, &format!("{label}{number}: "), t.style(Role::Key));
    let end = if wide {
        c.width().saturating_sub(text::width(hint) + 3)
    } else {
        c.width() - 1
    };
    if wide {
        c.put(end + 2, 0, hint, t.style(Role::Muted));
    }
    let room = end.saturating_sub(x).max(1);
    caret(
        &typed.input,
        &mut c.part(x, 0, room, 1),
        t.style(Role::Text),
    )
}

/// Draws an input so that the caret is in view; returns where it stands.
pub(super) fn caret(
    input: &tui_input::Input,
    c: &mut Canvas<'_>,
    style: ratatui::style::Style,
) -> (u16, u16) {
    let room = c.width().saturating_sub(1).max(1);
    let scroll = input.visual_scroll(room);
    let mut skipped = 0;
    let seen: String = {
        use unicode_segmentation::UnicodeSegmentation as _;
        let kept = input.value().graphemes(true).skip_while(|g| {
            let skip = skipped < scroll;
            if skip {
                skipped += text::width(g);
            }
            skip
        });
        kept.collect()
    };
    c.put(0, 0, text::take(&seen, room), style);
    c.position(input.visual_cursor().saturating_sub(skipped), 0)
}
