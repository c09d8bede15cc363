//! A published report in running text becomes a draft: sections, units, findings, and marks where a person must look.
pub mod fold;
pub mod reading;
