//! Header and footer: where we are, how it stands, which keys there are, what was just said.

use super::super::action::{Action, Target};
use super::super::model::{Model, Screen};
use super::super::prompt::{Line, LineKind, Prompt};
use super::super::theme::Role;
use super::canvas::Canvas;
use crate::board::totals::percent;
use crate::lang::fill;
use crate::report::Scope;
use crate::text;

/// Rows that the footer takes at most.
const FOOTER_ROWS: usize = 3;

/// Two lines: report and figures; tabs or the path to the entry.
pub(super) fn header(model: &Model, c: &mut Canvas<'_>) {
    let width = c.width();
    c.tint(0, 0, width, 2, model.theme.surface());
    match model.screen() {
        Screen::Entry => path(model, c),
        Screen::Review => return super::review::head(model, c),
        _ => tabs(model, c),
    }
    title(model, c);
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
    let x = if model.is_archived {
        c.put(x, 0, w.archived, t.style(Role::Warn)) + 1
    } else {
        x
    };
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
    // the filters in force matter more there than the names of the other tabs
    let is_bare = is_tight && chosen(model).is_some_and(|all| !all.is_empty());
    let conflicts = match model.derived.conflicts().len() {
        0 => String::new(),
        n => format!(" !{n}"),
    };
    let history = format!("{}{conflicts}", w.tab_history);
    for (n, name, screen, action) in [
        ("1", w.tab_home, Screen::Home, Action::TabHome),
        ("2", w.tab_entries, Screen::Entries, Action::TabEntries),
        ("3", w.tab_trend, Screen::Trend, Action::TabTrend),
        ("4", w.tab_report, Screen::Report, Action::TabReport),
        ("5", history.as_str(), Screen::History, Action::TabHistory),
    ] {
        let is_here = model.screen() == screen;
        let from = x;
        if is_here {
            x = c.put(x, 1, &format!(" {n} {name} "), t.style(Role::Tab));
        } else {
            let pad = if is_tight { "" } else { " " };
            let name = if is_bare { "" } else { name };
            x = c.spans(
                x,
                1,
                &[
                    (format!("{pad}{n} "), t.style(Role::Faint)),
                    (format!("{name}{pad}"), t.style(Role::Muted)),
                ],
            );
        }
        c.hit(from, 1, x - from, 1, Target::Act(action));
        x += 1;
    }
    let right = c.width().saturating_sub(1);
    let who = format!("  {}", text::cut(&model.who, 16));
    c.put_right(right, 1, &who, t.style(Role::Muted));
    let room = right.saturating_sub(text::width(&who));
    chips(model, &mut c.part(x + 2, 1, room.saturating_sub(x + 2), 1));
}

/// The filters in force, each by itself, as far as there is room, at the right.
fn chips(model: &Model, c: &mut Canvas<'_>) {
    let (t, w) = (&model.theme, model.words());
    let Some(all) = chosen(model) else {
        return;
    };
    if all.is_empty() {
        let said = format!("{} {}", w.filter, w.no_filter);
        if text::width(&said) <= c.width() {
            c.put_right(c.width(), 0, &said, t.style(Role::Faint));
        }
        return;
    }
    let chips: Vec<String> = all
        .iter()
        .map(|name| format!(" {} ", text::cut(name, 24)))
        .collect();
    let clear = format!(" {}", w.clear_hint);
    let needed: usize = chips.iter().map(|chip| text::width(chip) + 1).sum();
    let hint = needed + text::width(&clear) <= c.width();
    let all = needed + if hint { text::width(&clear) } else { 0 };
    let mut x = c.width().saturating_sub(all);
    for chip in &chips {
        x = c.put(x, 0, chip, t.chip()) + 1;
    }
    if hint {
        c.put(x, 0, clear.trim_start(), t.style(Role::Faint));
    }
}

/// The filters in force on a screen that has some.
fn chosen(model: &Model) -> Option<Vec<String>> {
    match model.screen() {
        Screen::Entries => Some(filters(model)),
        Screen::History => Some(model.history.who.iter().cloned().collect()),
        _ => None,
    }
}

/// The filters in force, in words.
pub(super) fn filters(model: &Model) -> Vec<String> {
    let (d, report, query) = (model.domain(), model.book.report(), &model.entries.query);
    let units = query.units.iter().map(|id| {
        let known = report.units.iter().find(|u| u.id == *id);
        known
            .map_or(d.not_attributed, |u| model.lang.of(&u.label))
            .to_owned()
    });
    let categories = query.categories.iter().filter_map(|id| {
        let known = report.categories.iter().find(|c| c.id == *id);
        known.map(|c| model.lang.of(&c.label).to_owned())
    });
    let stages = query.stages.iter().map(|s| d.stage_name(*s).to_owned());
    let lights = query.lights.iter().map(|l| d.light_name(*l).to_owned());
    let scopes: Vec<String> = if query.scopes == Scope::NOT_ALL {
        vec![model.words().named_only.to_owned()]
    } else {
        let names = query.scopes.iter().map(|s| d.scope_name(*s).to_owned());
        names.collect()
    };
    let findings = query.findings.iter().cloned();
    let text = query.text.trim();
    let text = (!text.is_empty()).then(|| format!("\"{text}\""));
    let lists = [
        units.collect::<Vec<_>>(),
        categories.collect(),
        stages.collect(),
        lights.collect(),
        scopes,
        findings.collect(),
    ];
    let repeated = query.repeated.then(|| d.repeated.to_owned());
    let joined = lists
        .into_iter()
        .filter(|l| !l.is_empty())
        .map(|l| l.join("/"));
    joined.chain(repeated).chain(text).collect()
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

/// Rows that the footer needs: one, unless what it says would be cut.
pub(super) fn footer_rows(model: &Model, width: usize) -> usize {
    let wanted = match &model.prompt {
        Some(Prompt::Line(_)) => 1,
        Some(Prompt::Confirm(_, question)) => asked(model, question, width).len(),
        _ => said(model, width).map_or(1, |(lines, _)| lines.len()),
    };
    wanted.clamp(1, FOOTER_ROWS)
}

/// What the footer says, in lines, and in which role.
fn said(model: &Model, width: usize) -> Option<(Vec<String>, Role)> {
    // what went wrong with something typed stands beneath it
    let typing = matches!(model.prompt, Some(Prompt::Form(_) | Prompt::Text(_)));
    let notice = model.notice.as_ref().filter(|n| !(n.bad && typing));
    let (text, role) = match (notice, &model.warning) {
        (Some(n), _) if n.bad => (format!("! {}", n.text), Role::Danger),
        (Some(n), _) => (n.text.clone(), Role::Good),
        (None, Some(warning)) => (format!("! {warning}"), Role::Warn),
        (None, None) => return None,
    };
    let text = text.replace('\n', " ");
    Some((text::wrap(&text, width.saturating_sub(2)), role))
}

/// A question in lines; the last one leaves room for the answers.
fn asked(model: &Model, question: &str, width: usize) -> Vec<String> {
    let w = model.words();
    let answers = text::width(w.answer_yes) + text::width(w.answer_no) + 8;
    let mut lines = text::wrap(question, width.saturating_sub(2));
    if text::width(lines.last().map_or("", String::as_str)) + answers > width {
        lines.push(String::new());
    }
    lines
}

/// A text that is being typed, a question, something to say, or the keys.
pub(super) fn footer(model: &Model, c: &mut Canvas<'_>) -> Option<(u16, u16)> {
    let t = &model.theme;
    let width = c.width();
    let height = c.height();
    c.blank(0, 0, width, height, t.ground().patch(t.surface()));
    if height > 1 {
        c.hit(0, 0, width, height, Target::Over);
    }
    match &model.prompt {
        Some(Prompt::Line(typed)) => return Some(line(model, typed, c)),
        Some(Prompt::Confirm(_, question)) => {
            confirm(model, question, c);
        }
        _ => match said(model, width) {
            Some((lines, role)) => paragraph(&lines, t.style(role), c),
            None => keys(model, c),
        },
    }
    None
}

/// A question with its two answers, each of which can be clicked.
fn confirm(model: &Model, question: &str, c: &mut Canvas<'_>) {
    let (t, w) = (&model.theme, model.words());
    let lines = asked(model, question, c.width());
    let y = c.height().saturating_sub(1);
    let fits = lines.len() <= c.height();
    let rows = if fits { c.height() } else { y };
    let (style, width) = (t.style(Role::Warn), c.width());
    paragraph(&lines, style, &mut c.part(0, 0, width, rows));
    let last = lines.last().filter(|last| fits && !last.is_empty());
    let x = last.map_or(1, |last| text::width(last) + 4);
    let after = c.put(x, y, w.answer_yes, t.style(Role::Key));
    c.hit(x, y, after - x, 1, Target::Answer(true));
    let x = after + 2;
    let after = c.put(x, y, w.answer_no, t.style(Role::Muted));
    c.hit(x, y, after - x, 1, Target::Answer(false));
}

/// Lines one below the other; what does not fit is left out with a mark.
fn paragraph(lines: &[String], style: ratatui::style::Style, c: &mut Canvas<'_>) {
    let (rows, room) = (c.height(), c.width().saturating_sub(2));
    for (y, line) in lines.iter().enumerate().take(rows) {
        let more = y + 1 == rows && lines.len() > rows;
        let line = if more {
            format!("{}…", text::cut(line, room.saturating_sub(2)))
        } else {
            line.clone()
        };
        c.put(1, y, &line, style);
    }
}

fn keys(model: &Model, c: &mut Canvas<'_>) {
    let t = &model.theme;
    let mut x = 1;
    for (key, name, action) in model.keys.footer(model.screen(), model.lang) {
        let needed = text::width(&key) + 1 + text::width(name);
        if x + needed >= c.width() {
            continue;
        }
        let from = x;
        x = c.spans(
            x,
            0,
            &[
                (key.as_str(), t.style(Role::Key)),
                (" ", t.surface()),
                (name, t.style(Role::Muted)),
            ],
        );
        c.hit(from, 0, x - from, 1, Target::Act(action));
        x += 3;
    }
}

/// The input line; the real cursor stands at the caret, so that an input method opens there.
fn line(model: &Model, typed: &Line, c: &mut Canvas<'_>) -> (u16, u16) {
    let (t, w) = (&model.theme, model.words());
    let (label, hint) = match typed.kind {
        LineKind::Search => (w.ask_search, w.search_hint),
        LineKind::Jump => (w.ask_jump, w.line_hint),
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
        label.split(['（', '(']).next().unwrap_or(label).trim_end()
    };
    let x = c.put(1, 0, &format!("{label}: "), t.style(Role::Key));
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
