//! Journeys by key presses, and what every screen looks like.

mod ease;
mod harness;
mod journeys;
mod picture;
mod screens;
mod workflow;
