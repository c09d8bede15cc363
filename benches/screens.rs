//! Every screen into memory, and a key from its press to the bytes for the terminal: `cargo bench --bench screens`.
#![allow(missing_docs, clippy::unwrap_used, reason = "a measurement")]

mod common;

use std::hint::black_box;
use std::io::{self, Write};

use criterion::{Criterion, criterion_group, criterion_main};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use dudao::demo;
use dudao::lang::Lang;
use dudao::tui::action::Msg;
use dudao::tui::model::Model;
use dudao::tui::theme::Theme;
use dudao::tui::update::update;
use dudao::tui::view;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

const SIZE: Rect = Rect::new(0, 0, 200, 50);

/// What is shown, the keys that lead there from the board, and the keys that are pressed in turns.
const SCREENS: [(&str, &str, &str); 10] = [
    ("board down", "", "jjkk"),
    ("board right", "", "llhh"),
    ("list", "2", "jk"),
    ("search", "2/", "a\u{8}n\u{8}"),
    ("entry", "2\n", "jk"),
    ("trend", "3", "jk"),
    ("report", "4", "jk"),
    ("history", "5", "jk"),
    ("help", "?", "jk"),
    ("export", "e", "\t\t"),
];

/// Takes bytes as a terminal would, and forgets them.
struct Sink(u64);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn press(model: &mut Model, key: char) {
    let code = match key {
        '\n' => KeyCode::Enter,
        '\t' => KeyCode::Tab,
        '\u{8}' => KeyCode::Backspace,
        key => KeyCode::Char(key),
    };
    // nothing is recorded here, and what else is asked for is not done
    let _ = update(model, Msg::Key(KeyEvent::new(code, KeyModifiers::NONE)));
}

fn screens(c: &mut Criterion) {
    for (name, plan) in common::sizes() {
        let mut group = c.benchmark_group(name);
        group.sample_size(30);
        for (screen, way, keys) in SCREENS {
            let (book, theme) = (demo::book(&plan), Theme::dark());
            let mut model = Model::new(book, Lang::Zh, "A".into(), common::calendar(), theme);
            let _ = update(&mut model, Msg::Resize(SIZE.width, SIZE.height));
            way.chars().for_each(|key| press(&mut model, key));
            let mut buffer = Buffer::empty(SIZE);
            group.bench_function(format!("draw/{screen}"), |b| {
                b.iter(|| {
                    buffer.reset();
                    view::draw(black_box(&model), &mut buffer)
                });
            });
            let options = TerminalOptions {
                viewport: Viewport::Fixed(SIZE),
            };
            let backend = CrosstermBackend::new(Sink(0));
            let mut terminal = Terminal::with_options(backend, options).unwrap();
            let mut turns = keys.chars().cycle();
            group.bench_function(format!("key/{screen}"), |b| {
                b.iter(|| {
                    press(&mut model, turns.next().unwrap());
                    terminal
                        .draw(|frame| {
                            view::draw(&model, frame.buffer_mut());
                        })
                        .map(|_| ())
                });
            });
            let mut turns = keys.chars().cycle();
            group.bench_function(format!("update/{screen}"), |b| {
                b.iter(|| press(&mut model, turns.next().unwrap()));
            });
        }
        group.finish();
    }
}

criterion_group!(all, screens);
criterion_main!(all);
