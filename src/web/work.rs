//! Questions of the server → the calls of the program, in a process of its own.
//!
//! Invariant: one question at a time; a panic is that question's refusal. The process ends with the
//! server that started it, and at its bound of memory, after it has said whose work that was.

use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc;

use anyhow::Context;

use super::refusal::Refusal;
use super::reply::Reply;
use super::wire::{Asked, BUILD, Question, Told, Wire, receive};
use super::{build, check, collect, compare, convert, info, names, preview, reassign, upload};
use crate::memory;
use crate::write::prepare_thread;

/// The engine's layout recurses with the nesting of a page.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// What answers a question.
type Answer = fn(&Asked) -> Result<Reply, Refusal>;

/// What can be asked for, and what answers it.
pub const VERBS: &[(&str, Answer)] = &[
    ("check", check::judge),
    ("names", names::complete),
    ("preview", preview::look),
    ("plan", build::plan),
    ("convert", convert::save),
    ("reassign", reassign::reassigned),
    ("collect", collect::collected),
    ("collect-file", collect::written),
    ("compare", compare::compared),
    ("compare-pdf", |asked| compare::written(asked, "pdf")),
    ("compare-xlsx", |asked| compare::written(asked, "xlsx")),
    ("compare-docx", |asked| compare::written(asked, "docx")),
    ("upload", upload::open),
    ("example", upload::open_example),
    ("annotate", upload::mark),
    ("blank", info::make_blank),
];

/// Answers questions until there are no more.
///
/// # Errors
/// A question that is none of ours, and a thread that cannot be started.
pub fn work(mut input: impl Read, wire: Wire, templates: Option<PathBuf>) -> anyhow::Result<()> {
    std::thread::spawn(crate::directory::warm_up);
    let (sender, receiver) = mpsc::channel::<(Question, Vec<u8>)>();
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
    let answering = move || {
        if prepare_thread().is_err() {
            return;
        }
        for (Question { verb, argument }, body) in receiver {
            let asked = Asked { argument, body, templates: templates.clone() };
            answer(&verb, asked, &wire);
        }
    };
    thread.spawn(answering).context("không khởi động được luồng")?;
    // Read beside the work, so that the end of the server is noticed in the middle of it.
    while let Some(question) = receive(&mut input)? {
        sender.send(question)?;
    }
    Ok(())
}

fn answer(verb: &str, asked: Asked, wire: &Wire) {
    let done = catch_unwind(AssertUnwindSafe(|| {
        if verb == BUILD {
            build::run(&asked, wire);
            return None;
        }
        let known = VERBS.iter().find(|(name, _)| *name == verb);
        let reply = known.map_or_else(|| Err(Refusal::not_found()), |(_, work)| work(&asked));
        Some(reply.unwrap_or_else(|refusal| refusal.reply()))
    }));
    drop(asked);
    if let Some(Reply { status, headers, body }) =
        done.unwrap_or_else(|_| Some(Refusal::inside().reply()))
    {
        wire.tell(&Told::Reply { status, headers }, &body);
    }
    wire.tell(&Told::Done { held: memory::held() }, b"");
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use super::super::wire::send;
    use super::*;

    /// What was told.
    #[derive(Clone, Default)]
    struct Ear(Arc<Mutex<Vec<u8>>>);

    impl Write for Ear {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().expect("one thread at a time").write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn told(verb: &str, body: &[u8]) -> Vec<(Told, Vec<u8>)> {
        let ear = Ear::default();
        let asked = Asked { argument: String::new(), body: body.to_vec(), templates: None };
        answer(verb, asked, &Wire::new(ear.clone()));
        let bytes = ear.0.lock().expect("one thread").clone();
        let mut from = bytes.as_slice();
        std::iter::from_fn(|| receive(&mut from).expect("messages")).collect()
    }

    #[test]
    fn every_question_is_answered_and_then_done_with() {
        let status = |verb: &str, body: &[u8]| match &told(verb, body)[..] {
            [(Told::Reply { status, .. }, _), (Told::Done { .. }, _)] => *status,
            other => panic!("{other:?}"),
        };
        assert_eq!(status("check", b"{}"), 200);
        assert_eq!(status("check", b"{"), 400);
        assert_eq!(status("khong-co", b""), 404);
        let built = told(BUILD, b"{");
        assert!(matches!(built.as_slice(), [(Told::Event, _), (Told::Done { .. }, _)]));
        assert!(String::from_utf8_lossy(&built[0].1).contains("\"event\":\"error\""));
    }

    #[test]
    fn the_end_of_the_questions_is_the_end() {
        let mut questions = Vec::new();
        let question = Question { verb: "check".into(), argument: String::new() };
        send(&mut questions, &question, &[b"{}"]).expect("a vector");
        assert!(work(questions.as_slice(), Wire::new(Ear::default()), None).is_ok());
        assert!(work(&b"no message of ours"[..], Wire::new(Ear::default()), None).is_err());
    }
}
