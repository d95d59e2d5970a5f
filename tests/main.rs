//! One integration binary: what a user gets from the whole program.

mod builds;
mod commands;
mod damage;
mod extracts;
mod faults;
mod form;
mod formats;
mod hostile;
mod pdf;
mod prints;
mod program;
mod rebuilds;
mod seeds;
mod tidy;
mod workbook;
