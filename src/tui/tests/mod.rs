//! Journeys by key presses, and what every screen looks like.

mod ease;
mod editions;
mod errands;
mod harness;
mod journeys;
mod narrow;
mod national;
mod picture;
mod reading;
mod returned;
mod review;
mod screens;
mod workflow;
