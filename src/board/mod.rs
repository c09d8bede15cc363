//! What to look at: counts, rows and lights, derived from the book and a day.
//!
//! Pure. Knows report and ledger; knows neither terminal nor file. `today` comes in.

pub mod dates;
pub mod find;
pub mod history;
pub mod jump;
pub mod lookup;
pub mod matrix;
pub mod order;
pub mod query;
pub mod running;
pub mod schedule;
pub mod terms;
pub mod totals;
pub mod trend;

pub use matrix::Matrix;
pub use query::{Hits, Query, Sort};
pub use running::Running;
pub use schedule::Light;
pub use terms::{Term, Terms};
pub use totals::Totals;
pub use trend::Trend;
