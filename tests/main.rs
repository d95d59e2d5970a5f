//! One integration binary: what a user gets from the whole program.

mod annotates;
mod builds;
mod collected;
mod commands;
mod communes;
mod compares;
mod converts;
mod damage;
mod extracts;
mod faults;
mod files;
mod form;
mod formats;
mod fuzz;
mod hostile;
mod hostile_files;
mod imports;
mod issued;
mod leftovers;
mod limits;
mod numbered;
mod packages;
mod pdf;
mod pdf_drawn;
mod plan_lines;
mod plan_scores;
mod plan_shapes;
mod prints;
mod program;
mod read_back;
mod reassign;
mod rebuilds;
mod second_opinion;
mod seeds;
#[cfg(feature = "web")]
mod serve;
#[cfg(feature = "web")]
mod serve_limits;
#[cfg(feature = "web")]
mod serve_load;
#[cfg(feature = "web")]
mod served;
#[cfg(feature = "web")]
mod sheets;
mod starts;
mod tidy;
mod typography;
mod word;
mod word_round_trip;
mod workbook;
