//! The checks: the program from outside, as its people meet it, on both engines.

mod anonymity;
mod answering;
mod bad_input;
mod faults;
mod kill;
mod migrations;
mod pages;
mod results;
mod rules;
mod staff;
mod support;
mod survey;
