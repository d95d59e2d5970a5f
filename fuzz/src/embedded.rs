//! The data of agencies, as the program carries them; the rest of what it carries no reader needs.

include!(concat!(env!("OUT_DIR"), "/agencies.rs"));
