//! A plan in sentences → a draft of its annex, every row with its place, and the lines that became
//! no row.
//!
//! Rooms, left to right: `speech` (one sentence) → `outline` (paragraphs as a tree) → `document` (head,
//! body, foot) → `walk` (who does what, a section at a time) → `draft`. A room uses those to its left.
//! The words stand in `crate::vocabulary`, names are read by `crate::names`; no agency stands in a rule.
//!
//! Invariant: no line of the part of tasks is lost: it is a task, a group, says who does those
//! under it, or is passed over with the reason ([`Tally`]).

mod document;
mod draft;
mod faults;
mod outline;
mod speech;
mod walk;

pub use document::citation::Citation;
pub use document::facts::{Facts, Parent};
pub use draft::json::to_json;
pub use faults::FAULTS;
pub use walk::found::{Confidence, FoundTask, PassedOver, Scope, Tally};

use crate::diag::Diagnostics;
use crate::directory::{Directory, OwnEntries};
use crate::model::draft::{Draft, PassedLine};
use crate::names::Bodies;
use crate::read::{Input, ProseBlock, ProseLine, gives_work, read_prose};
use crate::source::{FileId, Sources};
use crate::text::{Date, is_vietnamese, key, parse_date, short_date};
use document::frame::{Frame, frame, is_law};
use document::{alias, own_names, sure_names};
use faults::{ANNEX_DIFFERS, CITATION_DATES, PLAN_MISSING, YEAR_GUESSED};
use outline::tree::Outline;
use outline::{fold, labels};
use walk::found::{Entry, Found};
use walk::{doubles, tasks};

/// A plan as it was read.
#[derive(Debug)]
pub struct Imported {
    /// The source that it makes.
    pub draft: Draft,
    /// What it says of itself.
    pub facts: Facts,
    /// Its tasks, in order: those of the draft's outline.
    pub tasks: Vec<FoundTask>,
    /// Lines that became no row.
    pub passed_over: Vec<PassedOver>,
    /// What became of each item of the part of tasks.
    pub tally: Tally,
    /// Items of the part of implementation that give work to a body and were left out.
    pub implementation: usize,
}

/// Imports a plan; `None` when the file cannot be read or is no plan, with the reason among the
/// diagnostics.
pub fn import(
    input: &Input,
    scope: Scope,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Imported> {
    let file = sources.add_file(input.name);
    let blocks = read_prose(input, file, sources, diagnostics)?;
    import_blocks(blocks, scope, (file, sources), diagnostics)
}

/// Imports a plan from a file that is open already, as [`import`] does.
pub fn import_blocks(
    blocks: Vec<ProseBlock>,
    scope: Scope,
    (file, sources): (FileId, &Sources),
    diagnostics: &mut Diagnostics,
) -> Option<Imported> {
    if let Some(reason) = foreign(&blocks) {
        diagnostics.push(PLAN_MISSING.at(file.whole()).with("reason", reason));
        return None;
    }
    let is_law =
        blocks.iter().take(30).any(|block| matches!(block, ProseBlock::Line(line) if is_law(line)));
    let frame = frame(blocks);
    if is_law && frame.title.is_empty() {
        let reason = "đây là văn bản quy phạm, không phải kế hoạch";
        diagnostics.push(PLAN_MISSING.at(file.whole()).with("reason", reason));
        return None;
    }
    let facts = document::head::facts(&frame);
    let place = place_of(&facts);
    let directory = Directory::new(&place, period_of(&facts), OwnEntries::default());
    let aliases = aliases_of(&frame, &directory);
    let names = names_of(&frame, &aliases);
    let bodies = Bodies::new(&directory, &names);
    let has_kind = facts.kind.is_some();
    let outside = outside(&frame);
    let mut outline = Outline::new(frame.body, file.whole());
    fold::labels(&mut outline);
    let mut found = tasks::find(&outline, &bodies, scope);
    if gives_work_in_implementation_alone(&found) {
        found = tasks::find(&outline, &bodies, Scope { implementation: true });
    }
    for (sentence, row) in doubles::matched(&mut found) {
        let row = sources.show(row);
        diagnostics.push(ANNEX_DIFFERS.at(sentence).with("row", row));
    }
    if let Some(reason) = missing(&found, has_kind) {
        diagnostics.push(PLAN_MISSING.at(file.whole()).with("reason", reason));
        return None;
    }
    labels::check(&outline, diagnostics);
    report(&facts, file, diagnostics);
    let at = (file.whole(), sources);
    let mut draft = draft::rows::draft(&facts, &found.entries, &aliases, &directory, at);
    let Found { entries, mut passed, tally, implementation, .. } = found;
    passed.extend(outside);
    draft.passed_over = passed.iter().map(|line| passed_line(line, sources)).collect();
    let tasks = entries.into_iter().filter_map(|entry| match entry {
        Entry::Task(task) => Some(*task),
        Entry::Group(..) => None,
    });
    Some(Imported {
        draft,
        facts,
        tasks: tasks.collect(),
        passed_over: passed,
        tally,
        implementation,
    })
}

/// The lines below the signature that are no part of the plan, as lines passed over.
fn outside(frame: &Frame) -> Vec<PassedOver> {
    let passed = |line: &ProseLine| {
        let (at, text) = (line.at, line.text.clone());
        PassedOver { at, text, why: "đứng sau nơi nhận hoặc chữ ký", in_tasks: false }
    };
    document::foot::outside(&frame.foot).map(passed).collect()
}

fn passed_line(line: &PassedOver, sources: &Sources) -> PassedLine {
    let (place, text, why) = (sources.show(line.at), line.text.clone(), line.why.to_string());
    PassedLine { place, text, why }
}

/// Whether a text gives work to somebody, as far as a glance tells: it is Vietnamese, and a line of it
/// orders or names who leads.
pub fn speaks_of_work(blocks: &[ProseBlock]) -> bool {
    let gives = |block: &ProseBlock| match block {
        ProseBlock::Line(line) => gives_work(&line.text),
        ProseBlock::Tasks(_) => true,
    };
    foreign(blocks).is_none() && blocks.iter().any(gives)
}

/// Why a text cannot be a plan at all.
fn foreign(blocks: &[ProseBlock]) -> Option<&'static str> {
    const SAMPLE: usize = 400;
    let lines = || {
        blocks.iter().take(SAMPLE).filter_map(|block| match block {
            ProseBlock::Line(line) => Some(line.text.as_str()),
            ProseBlock::Tasks(_) => None,
        })
    };
    if blocks.iter().any(|block| matches!(block, ProseBlock::Tasks(_))) {
        return None;
    }
    let letters = lines().flat_map(str::chars).filter(|c| c.is_alphabetic()).count();
    let marked =
        lines().flat_map(str::chars).filter(|c| !c.is_ascii() && c.is_alphabetic()).count();
    // Every fourth letter of Vietnamese has a mark; other languages have few or none.
    let is_of_the_language =
        marked * 12 > letters && lines().filter(|line| is_vietnamese(line)).count() > 0;
    (!is_of_the_language).then_some("không phải văn bản tiếng Việt")
}

/// Whether the part of tasks names nobody, and "Tổ chức thực hiện" gives more work than that part
/// lists: then it is the part that gives work, whatever was asked for.
fn gives_work_in_implementation_alone(found: &Found) -> bool {
    let is_led = |entry: &&Entry| matches!(entry, Entry::Task(task) if !task.lead.is_empty());
    let tasks = found.entries.iter().filter(|entry| matches!(entry, Entry::Task(_))).count();
    let given = found.implementation + found.of_implementation;
    let others = tasks.saturating_sub(found.of_implementation);
    given > others.max(1) && found.entries.iter().filter(is_led).count() <= found.of_implementation
}

/// Why what was found makes no plan.
fn missing(found: &Found, has_kind: bool) -> Option<&'static str> {
    let tasks = found.entries.iter().filter(|entry| matches!(entry, Entry::Task(_))).count();
    if tasks == 0 {
        return Some("không có ý nào giao việc");
    }
    let is_plan = match (has_kind, found.parts, found.assignments) {
        (true, parts, assignments) => parts > 0 || assignments > 0 || found.subjects > 1,
        (false, parts, assignments) => parts > 1 && tasks > 2 || assignments > 1,
    };
    (!is_plan).then_some("không có loại văn bản, đề mục nhiệm vụ hay câu giao việc")
}

fn place_of(facts: &Facts) -> String {
    let parent = facts.parent.as_ref().and_then(|parent| parent.issuer.clone());
    let texts = [&facts.parent_issuer, &facts.issuer, &facts.place];
    let texts = texts.into_iter().flatten().map(|text| text.value.clone());
    texts.chain(parent).collect::<Vec<_>>().join(" ")
}

/// The days on which the plan may have been issued.
fn period_of(facts: &Facts) -> Option<(Date, Date)> {
    let parent = facts.parent.as_ref().and_then(|parent| parent.date.as_deref());
    let date = facts.date.as_ref().map(|date| date.value.as_str()).or(parent);
    if let Some(date) = date.and_then(|date| parse_date(date).ok()) {
        return Some((date, date));
    }
    let year: i16 = facts.year.as_ref()?.value.parse().ok()?;
    Date::new(year, 1, 1).ok().zip(Date::new(year, 12, 31).ok())
}

fn aliases_of(frame: &Frame, directory: &Directory) -> Vec<alias::Alias> {
    let bodies = Bodies::new(directory, &[]);
    let mut found: Vec<alias::Alias> = Vec::new();
    for block in &frame.body {
        let ProseBlock::Line(line) = block else { continue };
        for alias in alias::aliases(&line.text, line.at, &bodies) {
            if !found.iter().any(|known| key(&known.short) == key(&alias.short)) {
                found.push(alias);
            }
        }
    }
    found
}

/// The names that a plan gives itself, as keys: short ones, and those that it shows whole.
fn names_of(frame: &Frame, aliases: &[alias::Alias]) -> Vec<String> {
    let shorts = aliases.iter().map(|alias| key(&alias.short));
    let own = own_names::recurring(&frame.body).into_iter().map(|name| key(&name));
    let sure = sure_names::collected(&frame.body, &frame.foot);
    shorts.chain(own).chain(sure).collect()
}

/// What the clerk should compare with the text.
fn report(facts: &Facts, file: FileId, diagnostics: &mut Diagnostics) {
    for citation in facts.cited.iter().filter(|citation| citation.dates.len() > 1) {
        let at = citation.dates.get(1).map_or(file.whole(), |dated| dated.at);
        let dates = citation.dates.iter().map(|dated| short_date(dated.date));
        let fault = CITATION_DATES.at(at);
        let fault = fault.with("found", format!("{} số {}", citation.kind, citation.number));
        diagnostics.push(fault.with("dates", dates.collect::<Vec<_>>().join(", ")));
    }
    if let Some(year) = facts.year.as_ref().filter(|_| facts.year_is_guessed) {
        diagnostics.push(YEAR_GUESSED.at(year.at).with("used", year.value.clone()));
    }
}
