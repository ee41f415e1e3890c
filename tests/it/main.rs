//! The checks: the program from outside, as its people meet it, on both engines.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that is surprised fails")]

mod anonymity;
mod answering;
mod bad_hours;
mod bad_input;
mod beside;
mod board;
mod board_anonymity;
mod board_invariants;
mod board_kill;
mod board_nodes;
mod browser;
mod classroom;
mod coding;
mod comparison;
mod concern;
mod console;
mod faults;
mod furigana;
mod indicator;
mod junior_high;
mod kill;
mod languages;
mod lesson;
mod lesson_kill;
mod migrations;
mod outbox;
mod pages;
mod phone;
mod population;
mod priorities;
mod publication;
mod pupils_results;
mod results;
mod rules;
mod school_desk;
mod settings;
mod staff;
mod support;
mod survey;
mod teacher;
mod wall;
mod wave;
mod wellbeing;
