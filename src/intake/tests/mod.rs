//! Workbooks that go out, are edited with another library, and come back.

pub(crate) mod edited;
mod hostile;
mod office;
mod preview;
mod scale;
mod trip;
