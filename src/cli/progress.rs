//! A progress bar on standard error, for work that takes over a second and only where somebody looks.

use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that takes less is not worth a bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar that appears when the work takes its time.
#[derive(Debug)]
pub struct Progress {
    began: Instant,
    bar: Option<ProgressBar>,
    looked_at: bool,
}

impl Progress {
    /// Nothing is shown yet.
    pub fn new() -> Self {
        Self {
            began: Instant::now(),
            bar: None,
            looked_at: std::io::stderr().is_terminal(),
        }
    }

    /// Shows how far the work is.
    pub fn show(&mut self, done: usize, all: usize) {
        if !self.looked_at || self.began.elapsed() < PATIENCE {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(Some(all as u64), ProgressDrawTarget::stderr());
            let plain = ProgressStyle::with_template("[{bar:40}] {pos}/{len}");
            bar.with_style(plain.map_or_else(
                |_| ProgressStyle::default_bar(),
                |style| style.progress_chars("##."),
            ))
        });
        bar.set_position(done as u64);
    }

    /// Takes the bar away.
    pub fn clear(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}
