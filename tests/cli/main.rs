//! The built program as people and scripts run it: arguments in; output, exit code and files out.
//!
//! Every test has folders of its own and a fixed clock; nothing of the environment but `PATH` reaches the program.
#![cfg(test)]

mod acts;
mod archives;
mod backup;
mod carry;
mod collect;
mod conflicts;
mod data;
mod demo;
mod desk;
mod doctor;
mod editions;
mod evidence;
mod hostile;
mod intake;
mod readonly;
mod reports;
mod shell;
mod summary;
mod terms;
mod usage;
mod workflow;
