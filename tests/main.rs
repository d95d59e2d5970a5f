//! One integration binary: what a user gets from the whole program.

mod builds;
mod commands;
mod damage;
mod faults;
mod form;
mod formats;
mod hostile;
mod pdf;
mod program;
mod seeds;
mod tidy;
mod workbook;
