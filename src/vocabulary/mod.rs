//! Every Vietnamese word list of the program, each once, as data: the files of `lists/` and
//! `labels.txt`. The head of a file says what its list is for and where the words come from.
//!
//! Invariant: no agency is among the words. All words are keys in the form of
//! [`crate::text::key`], which tests check.

mod label_words;
pub mod labels;
mod line_labels;
mod phrases;

use std::sync::LazyLock;

pub use line_labels::LINE_LABELS;
pub use phrases::Phrases;

/// The keys of the sheet "Văn bản"; the file says how it is written.
pub const DOCUMENT_KEYS: &str = include_str!("document-keys.txt");

/// Words between persons side by side: "Cô Thảo + thầy Lộc". Source: plans of schools.
pub const JOINS_PERSONS: &[&str] = &["và", "+", "&", "cùng"];

/// Declares the lists, so that the test sees every one.
macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $file:literal,)*) => {
        $($(#[$doc])* pub static $name: LazyLock<Phrases> =
            LazyLock::new(|| Phrases::read(include_str!(concat!("lists/", $file))));)*

        #[cfg(test)]
        const FILES: &[(&str, &str)] = &[$(($file, include_str!(concat!("lists/", $file))),)*];
    };
}

lists! {
    /// How a short name is introduced.
    ALIAS_INTRODUCTIONS = "alias-introductions.txt",
    /// Kinds of documents, as keys; the longest first where one begins another.
    CITED_KINDS = "cited-kinds.txt",
    /// Words in small letters inside the name of an office that issued a document.
    INSIDE_ISSUERS = "inside-issuers.txt",
    /// Words before a date that make it a deadline.
    TIME_BOUNDS = "time-bounds.txt",
    /// Documents in whose names years stand.
    DATED_DOCUMENTS = "dated-documents.txt",
    /// Words that make of a time a goal and no deadline.
    AIM_VERBS = "aim-verbs.txt",
    /// Words that say how often, and are a deadline by themselves.
    TIMES_OVER = "times-over.txt",
    /// Words that say who leads or helps, with which no content begins.
    CHAIR_ROLES = "chair-roles.txt",
    /// What a sentence tells of a body that gives it no work: what it has done, what it says.
    TOLD_OF_BODIES = "told-of-bodies.txt",
    /// Words behind a name that are no verb of what it does.
    NO_SUBJECT_VERBS = "no-subject-verbs.txt",
    /// People by what they are, who stand where a body may.
    PEOPLE = "people.txt",
    /// What those who help give to a task of another.
    OF_SUPPORT = "of-support.txt",
    /// Words of a sentence that only asks for earnest work.
    URGED_WORDS = "urged-words.txt",
    /// Words that tell of a state and give no work.
    TOLD_STATES = "told-states.txt",
    /// Words of assigning that are left in a content where a name was read wrong.
    SURE_ROLES = "sure-roles.txt",
    /// What those are who sign.
    SIGNER_TITLES = "signer-titles.txt",
    /// Words before several bodies: "các sở".
    PLURAL = "plural.txt",
    /// How a phrase for bodies of all kinds begins, after "các".
    OF_ALL_KINDS = "of-all-kinds.txt",
    /// Kinds of bodies whose names go on in capitals: "Sở Công Thương", "Ban Quản lý …".
    BODY = "body.txt",
    /// Words that only announce what stands below.
    ANNOUNCING_WORDS = "announcing-words.txt",
    /// Words between a subject and its verb that stand in no name.
    AUXILIARIES = "auxiliaries.txt",
    /// Words that show that those around them are a sentence and no name.
    SURE_VERBS = "sure-verbs.txt",
    /// What a sentence opens with before an order.
    OPENINGS = "openings.txt",
    /// Words before an object.
    DETERMINERS = "determiners.txt",
    /// How a body is to do something.
    ADVERBS = "adverbs.txt",
    /// How a sentence says who acts for the body it has named.
    BY_HAND = "by-hand.txt",
    /// Meetings, which are chaired.
    EVENTS = "events.txt",
    /// Who orders those below.
    GIVERS = "givers.txt",
    /// How often something is done, which ends no name.
    HOW_OFTEN = "how-often.txt",
    /// How the bounds begin in which a body acts.
    SCOPES = "scopes.txt",
    /// Who a label speaks of.
    LABEL_BODIES = "label-bodies.txt",
    /// What a label asks of who leads.
    LABEL_LEAD = "label-lead.txt",
    /// What a label asks of who supports.
    LABEL_SUPPORT = "label-support.txt",
    /// How a label of a time begins.
    LABEL_TIME = "label-time.txt",
    /// What is due at the time of a label.
    LABEL_TIME_OF = "label-time-of.txt",
    /// Words for persons and posts.
    POSTS = "posts.txt",
    /// What stands before a colon and names nobody.
    NO_FRONT = "no-front.txt",
    /// Subjects of many sentences that lead no task.
    GENERIC = "generic.txt",
    /// Titles before the name of a person.
    PERSON_TITLES = "person-titles.txt",
    /// What stands before a colon in the head of minutes and gives no work.
    MEETING_LABELS = "meeting-labels.txt",
    /// What says in a sentence that the bodies before it lead.
    CHAIRS = "chairs.txt",
    /// What says that the bodies before it lead.
    LEADS = "leads.txt",
    /// How a deadline begins that stands alone.
    TIME_STARTS = "time-starts.txt",
    /// Of what words a deadline is made.
    TIME_WORDS = "time-words.txt",
    /// What may stand before a deadline and say what is due then.
    TIME_VERBS = "time-verbs.txt",
    /// Words whose first half is a verb by itself.
    NO_VERBS = "no-verbs.txt",
    /// Words that begin as a kind of body does and are none.
    NO_BODY = "no-body.txt",
    /// Kinds of bodies that stand in the plural, in small letters.
    BODIES = "bodies.txt",
    /// What may follow a body in the plural and still belong to it.
    TAILS = "tails.txt",
    /// Words in small letters that go on the name of one body: "Công an tỉnh", "Trạm Y tế xã".
    NAME_TAILS = "name-tails.txt",
    /// Words that may follow a kind of body at once and be its name, though they are verbs: "Ban quản
    /// lý", "Viện nghiên cứu".
    NAME_VERBS = "name-verbs.txt",
    /// How the content of a task begins: verbs, and what stands before them.
    STARTERS = "starters.txt",
    /// Verbs of two syllables and more, whatever they say: where one stands behind whole words, a name has ended.
    VERBS = "verbs.txt",
    /// Verbs of one syllable with which work begins.
    SHORT_VERBS = "short-verbs.txt",
    /// Between a body and what it does; they belong to neither.
    DUTIES = "duties.txt",
    /// How an office orders: "Giao Sở X …", "Đề nghị …".
    ORDERS = "orders.txt",
    /// Kinds of parts of a body that stand in small letters before their name too.
    SMALL_KINDS = "small-kinds.txt",
    /// Which of the bodies of a name: "Công an cấp xã".
    LEVELS = "levels.txt",
    /// Words with which no name ends.
    NAME_JOINTS = "name-joints.txt",
    /// Kinds of bodies that are made for one work and called by it.
    MADE_FOR_WORK = "made-for-work.txt",
    /// How the words begin that say which of several bodies are meant.
    RESTRICTIONS = "restrictions.txt",
    /// Nouns behind which a verb is nobody's act.
    MEASURES = "measures.txt",
    /// Ranks and titles of two syllables whose second is in small letters.
    RANKS = "ranks.txt",
    /// How a clause begins that tells on what occasion somebody acts.
    OCCASIONS = "occasions.txt",
    /// Before those who support, as a noun: "có sự phối hợp của".
    HELPED = "helped.txt",
    /// Behind a work, before the body to which it is given.
    ENTRUSTED = "entrusted.txt",
    /// What a body does with a work that was given to it.
    ENTRUSTS = "entrusts.txt",
    /// Verbs that say that a body leads only where it is a name beyond doubt.
    WEAK_LEADS = "weak-leads.txt",
    /// What a task is called where its own sentence speaks of it.
    TASK_SUBJECTS = "task-subjects.txt",
    /// What says that those before it support.
    SUPPORTS = "supports.txt",
    /// Verbs that say of the body behind a task no more than that it leads.
    ADVISES = "advises.txt",
    /// What those who support may do beside.
    BESIDE = "beside.txt",
    /// What a body alone in a bracket does that says no more than that it leads.
    ALSO_LEADS = "also-leads.txt",
    /// How the words begin that say where the bodies before them are.
    PLACE_OPENINGS = "place-openings.txt",
    /// What those do who only help, in one word behind a name.
    SUPPORTS_SHORT = "supports-short.txt",
    /// What stands before a time in a list of who does a thing.
    TIME_LABELS = "time-labels.txt",
    /// Verbs that are nouns in the names of bodies.
    NOUNS_OF_NAMES = "nouns-of-names.txt",
    /// Nouns of the bounds in which a body acts.
    SCOPE_NOUNS = "scope-nouns.txt",
    /// Words behind a body that help, or are work of their own where an object follows.
    CLAUSE_HELPS = "clause-helps.txt",
    /// Words of two syllables whose second is a kind of place by itself.
    NO_PLACES = "no-places.txt",
    /// Orders that are also what a body does itself.
    WEAK_ORDERS = "weak-orders.txt",
    /// Between "phối hợp" and with whom.
    CLOSELY = "closely.txt",
    /// Before those who support: "phối hợp với …".
    WITH = "with.txt",
    /// Rests of a sentence that say nothing of their own after who does it.
    EMPTY_RESTS = "empty-rests.txt",
    /// How a paragraph begins that closes a part and is no task: "Trong quá trình thực hiện, …".
    CLAUSE_ASKS = "clause-asks.txt",
    /// Words before a body that is no member of a list.
    CLAUSE_OBJECTS = "clause-objects.txt",
    /// What a body does with a work that was handed over to it.
    CLAUSE_OPINIONS = "clause-opinions.txt",
    /// Words behind a body that go on with the work of the body before it.
    CLAUSE_RESULTS = "clause-results.txt",
    /// How a duty begins that only carries the plan out.
    CARRYING_OUT_VERBS = "carrying-out-verbs.txt",
    /// Words in a duty that speak of the plan as a whole.
    CARRYING_OUT = "carrying-out.txt",
    /// Kinds of documents that a duty carries out.
    PLANS = "plans.txt",
    /// How the heading of a part begins that tells how things are.
    PART_BACKGROUND = "part-background.txt",
    /// How the heading of a part begins that says how the plan is carried out.
    PART_IMPLEMENTATION = "part-implementation.txt",
    /// How the heading of a part begins that says with what, when and where.
    PART_MEANS = "part-means.txt",
    /// Words that the heading of a part of tasks holds.
    PART_TASKS = "part-tasks.txt",
    /// How a numbered heading inside a part begins that opens tasks.
    PART_TASKS_INNER = "part-tasks-inner.txt",
    /// How the heading of a part begins that says what a plan is for.
    PART_PURPOSE = "part-purpose.txt",
    /// How the heading of a part begins that says what is to be reached.
    PART_GOALS = "part-goals.txt",
    /// Headings of parts that inside a part are the subject of tasks.
    PART_SUBJECTS = "part-subjects.txt",
    /// Headings that are the programme of an event.
    PART_PROGRAMME_WHOLE = "part-programme-whole.txt",
    /// How the heading of the programme of an event begins.
    PART_PROGRAMME = "part-programme.txt",
    /// Events whose programme a heading names.
    PART_PROGRAMME_EVENTS = "part-programme-events.txt",
    /// How a conclusion begins that decides and gives nobody work.
    DECISIONS = "decisions.txt",
    /// How a line begins that gives what a decision rests on.
    BASES = "bases.txt",
    /// How sentences open or close a list of work, and give none.
    CLOSINGS = "closings.txt",
    /// Kinds of places.
    PLACES = "places.txt",
    /// Words of two syllables whose second is a verb by itself.
    COMPOUNDS = "compounds.txt",
    /// Kinds that are a name by themselves.
    STAND_ALONE = "stand-alone.txt",
    /// Words that end no name.
    PREPOSITIONS = "prepositions.txt",
    /// Words of assigning that no name goes over.
    STRONG = "strong.txt",
    /// What no sentence has without a name before it.
    DUTY_WORDS = "duty-words.txt",
    /// What begins as a phrase of [`OF_ALL_KINDS`] does and is of one kind.
    OF_ONE_KIND = "of-one-kind.txt",
    /// Kinds of bodies that are no agency of the directory.
    NO_AGENCY = "no-agency.txt",
    /// Kinds of bodies that are common words too.
    COMMON_WORDS = "common-words.txt",
    /// Kinds that name a body only behind "các" or with a capital.
    NOT_IN_SMALL = "not-in-small.txt",
    /// Phrases that only announce the names behind their colon.
    ANNOUNCING = "announcing.txt",
    /// Kinds of bodies and posts that belong to another body.
    OF_OTHERS = "of-others.txt",
    /// First syllables of the kinds behind which a verb may stand and be of the name.
    VERB_HEADS = "verb-heads.txt",
    /// Words that end no sentence: a cell that ends with one goes on in the next.
    OPEN_ENDS = "open-ends.txt",
    /// How a row begins that counts others: "Tổng cộng".
    TOTALS = "totals.txt",
    /// Words for the part of a table that is counted: "Cộng mục I".
    TOTAL_PARTS = "total-parts.txt",
    /// Lines that stand where a table was cut into pages.
    PAGE_MARKS = "page-marks.txt",
    /// First words of a cell below a table.
    FOOTER_STARTS = "footer-starts.txt",
    /// Whole cells below a table.
    FOOTER_CELLS = "footer-cells.txt",
    /// Whole cells that repeat the cell above.
    DITTOS = "dittos.txt",
    /// Marks of a matrix that mean the lead.
    MARKS_OF_LEADS = "marks-of-leads.txt",
    /// Marks of a matrix that mean a support.
    MARKS_OF_SUPPORTS = "marks-of-supports.txt",
    /// Words of a legend beside its mark.
    MARK_FILLERS = "mark-fillers.txt",
    /// How a heading begins that is a stretch of time.
    FIRST_WORDS_OF_PERIODS = "first-words-of-periods.txt",
    /// What a line above a table calls an estimate.
    ESTIMATES = "estimates.txt",
    /// Headings of contents in a table of blanks.
    ALIGNED_CONTENTS = "aligned-contents.txt",
    /// Headings of bodies in a table of blanks.
    ALIGNED_BODIES = "aligned-bodies.txt",
    /// Divisions of a plan.
    DIVISIONS = "divisions.txt",
    /// How a phrase for several bodies begins.
    PHRASES_OF_BODIES = "phrases-of-bodies.txt",
    /// How the heading of a column ends that keeps what no longer holds.
    OLD_HEADINGS = "old-headings.txt",
    /// Which state of a list a sheet holds: "Dự thảo", "Tiếp thu ý kiến".
    DRAFTS = "drafts.txt",
    /// How a line in capitals above a table begins that names a body.
    FRONT_BODIES = "front-bodies.txt",
    /// How a line begins that goes on the name of a body above it.
    FRONT_PLACES = "front-places.txt",
    /// How the title of an annex begins.
    FRONT_TITLES = "front-titles.txt",
    /// How a line above a table begins that says nothing of the document.
    FRONT_FURNITURE = "front-furniture.txt",
    /// How the national title, its motto and the name of the Party begin.
    FRONT_NATION = "front-nation.txt",
    /// How the name of a body begins over a column of marks.
    FIRST_WORDS_OF_BODIES = "first-words-of-bodies.txt",
    /// Headings of columns that count the marks beside them: "Số lượng".
    COUNT_HEADINGS = "count-headings.txt",
    /// What is counted there: "02 nhiệm vụ".
    COUNTED = "counted.txt",
    /// How a cell begins that says how far a task is.
    STATES = "states.txt",
    /// Posts and forms of address.
    PERSONS = "persons.txt",
    /// Forms of address alone.
    ADDRESSES = "addresses.txt",
    /// Surnames.
    SURNAMES = "surnames.txt",
    /// What follows the kind in names of parts of a body.
    SUBJECTS = "subjects.txt",
    /// Two bodies in one name.
    JOINED_BODIES = "joined-bodies.txt",
    /// Words beside a name that say that the body leads.
    ROLE_LEAD = "role-lead.txt",
    /// Words beside names that say that the bodies lead together.
    ROLE_JOINT = "role-joint.txt",
    /// Words beside a name that say that the body supports.
    ROLE_SUPPORT = "role-support.txt",
    /// Words for who leads in a label or alone in a bracket.
    ROLE_LEAD_LABEL = "role-lead-label.txt",
    /// Words for who supports in a label or alone in a bracket.
    ROLE_SUPPORT_LABEL = "role-support-label.txt",
    /// Behind the name of who leads, in a bracket.
    ROLE_ENDS_LEAD = "role-ends-lead.txt",
    /// Behind the name of who supports, in a bracket.
    ROLE_ENDS_SUPPORT = "role-ends-support.txt",
    /// Before the colon of who leads, in a bracket.
    ROLE_FRONTS_LEAD = "role-fronts-lead.txt",
    /// Before the colon of who supports, in a bracket.
    ROLE_FRONTS_SUPPORT = "role-fronts-support.txt",
    /// Before the colon of a deadline, in a bracket.
    ROLE_FRONTS_TIME = "role-fronts-time.txt",
    /// Words behind a name that say only that the body does it.
    ROLE_DUTY = "role-duty.txt",
    /// Words of a label beside its role.
    LABEL_WORDS = "label-words.txt",
    /// How words begin in a cell that bound what a body does.
    CELL_SCOPES = "cell-scopes.txt",
    /// How a text begins that is no name.
    NO_NAMES = "no-names.txt",
    /// Words that close a list without naming any more.
    NO_MORE = "no-more.txt",
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::key;

    #[test]
    fn all_words_are_keys_and_stand_once() {
        for (file, text) in FILES {
            let phrases: Vec<&str> = phrases::all(text).collect();
            assert!(!phrases.is_empty(), "{file}");
            for (index, phrase) in phrases.iter().enumerate() {
                assert_eq!(key(phrase), *phrase, "{file}");
                assert!(!phrases[..index].contains(phrase), "{file}: {phrase} stands twice");
            }
        }
    }
}
