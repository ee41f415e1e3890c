//! machikoe, the town's voice: what a city asks its people, from the posted letter to the
//! workbook. The modules in reading order:

pub mod app;
pub mod cli;
pub mod config;

// Pure: no network, no database, no clock.
pub mod clock;
pub mod code;
pub mod form;
pub mod id;
pub mod tally;
pub mod text;

// Foundations.
pub mod audit;
pub mod error;
pub mod seal;
pub mod secret;
pub mod sheet;
pub mod store;
pub mod ui;
pub mod web;

// Features.
pub mod answers;
pub mod board;
pub mod chores;
pub mod coding;
pub mod concern;
pub mod demo;
pub mod indicator;
pub mod invite;
pub mod meeting;
pub mod outbox;
pub mod population;
pub mod registration;
pub mod report;
pub mod respond;
pub mod school;
pub mod staff;
pub mod survey;
pub mod wave;
pub mod workshop;
