//! A table with real phones: a line that breaks, a stream that is swallowed, thumbs.

use std::time::Duration;

use machikoe::{
    board::{Board, Phase},
    workshop::Workshop,
};
use tokio::time::{sleep, timeout};

use crate::support::{
    World,
    log::Log,
    proxy::Proxy,
    wait_for,
    webdriver::{Device, Window},
    workshop::*,
    world::{Engine, Plan},
};
