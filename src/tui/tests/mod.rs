//! Journeys by key presses, and what every screen looks like.

mod ease;
mod errands;
mod harness;
mod journeys;
mod narrow;
mod national;
mod picture;
mod reading;
mod returned;
mod screens;
mod workflow;
