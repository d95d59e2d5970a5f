//! A house style: `templates/<style>/style.toml` and its Typst templates, built in or the
//! user's own.
//!
//! Invariant: a style outside the ranges of the form is refused here, at the line that says so
//! (NĐ 30/2020, Phụ lục I, Phần I, mục I).
//!
//! # Where to change
//!
//! The ranges of the form: here; those of columns: `preset`. The values of one style:
//! `templates/<style>/style.toml`; columns: `templates/chung/cot.toml`.

mod preset;

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::diag::{Fault, Severity};
use crate::embedded::TEMPLATES;
use crate::model::{Collectives, NameForm};
use crate::text::bare;
use preset::check_preset;
pub use preset::{Column, Preset};

/// Every fault of this module, for `explain`.
pub const FAULTS: &[&Fault] = &[&STYLE_UNKNOWN, &COLUMNS_UNKNOWN];

/// A style that there is not.
pub static STYLE_UNKNOWN: Fault = Fault {
    code: "style-unknown",
    severity: Severity::Error,
    vi: "không có mẫu trình bày “{found}”; các mẫu: {expected}",
    en: "there is no style “{found}”; styles: {expected}",
    explain_vi: "Mẫu trình bày là một thư mục trong templates/ hoặc trong thư mục của --templates.",
    explain_en: "A style is a folder under templates/ or under the folder of --templates.",
};

/// A column preset that there is not.
pub static COLUMNS_UNKNOWN: Fault = Fault {
    code: "columns-unknown",
    severity: Severity::Error,
    vi: "không có mẫu cột “{found}”; các mẫu cột: {expected}",
    en: "there is no column preset “{found}”; presets: {expected}",
    explain_vi: "Mẫu cột khai báo trong templates/chung/cot.toml hoặc trong style.toml của mẫu trình \
                 bày.",
    explain_en: "Presets are declared in templates/chung/cot.toml or in the style's own style.toml.",
};

/// The folder that all styles share.
pub const SHARED: &str = "chung";

/// The folders of a style that hold the parts of a Word file: of the annex, and of an extract.
pub const WORD_FOLDERS: &[&str] = &["danh-muc.docx", "trich.docx"];

/// The files of a style by their names in templates: "danh-muc.typ", "chung/trang.typ".
#[derive(Debug, Clone, Default)]
pub struct StyleFiles {
    /// Name → (text, where it came from).
    files: BTreeMap<String, (String, String)>,
    /// The form that a clerk drew in Word.
    word_form: Option<WordForm>,
}

/// A form that a clerk drew in Word, with placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordForm {
    /// The file.
    pub bytes: Vec<u8>,
    /// Where it came from.
    pub origin: String,
}

/// The name of a clerk's own form in a style.
pub const WORD_FORM: &str = "mau.docx";

/// A style, checked.
#[derive(Debug, Clone)]
pub struct Style {
    /// Its name: the folder's.
    pub name: String,
    /// What `style.toml` says.
    pub settings: Settings,
    /// Its column presets by name.
    presets: Vec<Preset>,
    /// Its templates: name → text.
    pub templates: Vec<(String, String)>,
    /// The form of the annex in Word, where the user drew one.
    pub word_form: Option<WordForm>,
    /// Where the user's own files of it came from.
    pub own_files: Vec<String>,
}

/// What `style.toml` says.
#[derive(Debug, Clone, Serialize)]
pub struct Settings {
    /// What the style is for, in Vietnamese.
    pub description: String,
    /// Whose rules hold.
    pub profile: Profile,
    /// The page.
    pub page: Page,
    /// Sizes of the letters.
    pub text: Text,
    /// The table.
    pub table: Table,
    /// The matrix.
    pub matrix: Matrix,
    /// The extract of an agency.
    pub extract: Extract,
}

/// Whose rules hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// NĐ 30/2020.
    State,
    /// Hướng dẫn 36-HD/VPTW and 05-HD/VPTW.
    Party,
}

/// Margins in millimetres, A4 landscape.
#[derive(Debug, Clone, Copy, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Top.
    pub top: f64,
    /// Bottom.
    pub bottom: f64,
    /// Left (the binding side).
    pub left: f64,
    /// Right.
    pub right: f64,
    /// Whether left and right change places on back pages (05-HD/VPTW).
    #[serde(default)]
    pub mirrored: bool,
}

/// Sizes in points.
#[derive(Debug, Clone, Copy, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// "Phụ lục", page number, reference line.
    pub body: f64,
    /// The title.
    pub title: f64,
    /// Cells of the table; never shrunk to make things fit.
    pub table: f64,
    /// Whether cells print with a capital first and no closing mark.
    #[serde(default = "yes")]
    pub tidy: bool,
}

fn yes() -> bool {
    true
}

/// The table.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The preset used when the source chooses none.
    pub columns: String,
    /// Whether a row (1) (2) (3) follows the headings, when the source does not say.
    #[serde(default)]
    pub number_row: bool,
    /// How agencies are named.
    #[serde(default)]
    pub names: NameForm,
    /// What ends the text: "./." or ".".
    pub ending: String,
    /// How far lines stand apart in every table, 1 being single (NĐ 30/2020, Phụ lục I, Phần I,
    /// mục II.5: single at least), which is 1.149 of the size for Times New Roman.
    #[serde(default = "single")]
    pub line_spacing: f64,
    /// Whether a narrow column that makes rows tall borrows width from one that has it.
    #[serde(default = "yes")]
    pub borrow_width: bool,
}

fn single() -> f64 {
    1.0
}

/// The matrix of tasks and agencies.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Matrix {
    /// "a3" or "a4", landscape.
    pub paper: String,
    /// Size of the letters in points.
    pub text: f64,
    /// Width of the task column in millimetres.
    pub task_width: f64,
    /// Width of an agency column in millimetres.
    pub agency_width: f64,
}

/// The extract of an agency.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Extract {
    /// Its title, with `{agency}` where the name goes.
    #[serde(default = "extract_heading")]
    pub heading: String,
    /// How it gives what reaches the agency only through a collective.
    #[serde(default)]
    pub collectives: Collectives,
}

impl Default for Extract {
    fn default() -> Self {
        Extract { heading: extract_heading(), collectives: Collectives::default() }
    }
}

fn extract_heading() -> String {
    format!("Trích danh mục nhiệm vụ giao {AGENCY}")
}

/// Where the agency's name goes in the title of an extract.
const AGENCY: &str = "{agency}";

impl Extract {
    /// The title of an agency's extract.
    pub fn title_for(&self, agency: &str) -> String {
        self.heading.replace(AGENCY, agency)
    }
}

impl StyleFiles {
    /// Adds a file; a later one of the same name takes its place.
    pub fn add(&mut self, name: &str, text: &str, origin: &str) {
        self.files.insert(name.to_string(), (text.to_string(), origin.to_string()));
    }

    /// Adds the form of the annex that the user drew in Word.
    pub fn add_word_form(&mut self, bytes: Vec<u8>, origin: &str) {
        self.word_form = Some(WordForm { bytes, origin: origin.to_string() });
    }

    /// Nothing but what all styles share.
    fn is_bare(&self) -> bool {
        self.files.keys().all(|name| name.starts_with(SHARED))
    }
}

/// The names of the built-in styles.
pub fn built_in_names() -> Vec<&'static str> {
    let names = TEMPLATES.iter().filter_map(|(path, _)| path.strip_suffix("/style.toml"));
    names.collect()
}

/// The style of a name: built-in files, with the user's own of the same name in their place.
/// `None` when there is no such style.
///
/// # Errors
/// A `style.toml` that is missing, broken or outside the ranges of the form; the message names
/// file, line and column.
pub fn load(name: &str, own: StyleFiles) -> anyhow::Result<Option<Style>> {
    let mut files = StyleFiles::default();
    for (path, text) in TEMPLATES {
        let origin = format!("templates/{path}");
        match path.split_once('/') {
            Some((folder, file)) if folder == name && !file.ends_with(".yaml") => {
                files.add(file, text, &origin)
            }
            Some((SHARED, _)) => files.add(path, text, &origin),
            _ => {}
        }
    }
    let own_files = own.files.values().map(|(_, origin)| origin.clone()).collect();
    files.files.extend(own.files);
    files.word_form = own.word_form;
    if name == SHARED || files.is_bare() {
        return Ok(None);
    }
    let (text, origin) = files
        .files
        .get("style.toml")
        .with_context(|| format!("mẫu “{name}” không có tệp style.toml"))?;
    let StyleFile { description, profile, page, text: sizes, table, matrix, extract, preset } =
        parse(text, origin)?;
    let settings = Settings { description, profile, page, text: sizes, table, matrix, extract };
    settings.check(text, origin)?;
    let mut presets = Vec::new();
    for preset in preset {
        presets.push(check_preset(preset, &settings.page, text, origin)?);
    }
    if let Some((text, origin)) = files.files.get("chung/cot.toml") {
        let shared: PresetFile = parse(text, origin)?;
        for preset in shared.preset {
            presets.push(check_preset(preset, &settings.page, text, origin)?);
        }
    }
    let is_template = |name: &str| name.ends_with(".typ") || name.ends_with(".xml");
    let templates = files.files.iter().filter(|(name, _)| is_template(name));
    let templates = templates.map(|(name, (text, _))| (name.clone(), text.clone())).collect();
    let word_form = files.word_form;
    let name = name.to_string();
    Ok(Some(Style { name, settings, presets, templates, word_form, own_files }))
}

/// The columns of a report of the program's own, by its file among what all styles share:
/// "chuyen-doi.toml".
///
/// # Errors
/// A file that is missing or broken, as of [`load`].
pub fn report_columns(file: &str) -> anyhow::Result<Preset> {
    let path = format!("{SHARED}/{file}");
    let found = TEMPLATES.iter().find(|(known, _)| *known == path);
    let (_, text) = found.with_context(|| format!("chương trình không mang tệp {path}"))?;
    let origin = format!("templates/{path}");
    let shared: PresetFile = parse(text, &origin)?;
    let preset = shared.preset.into_iter().next();
    // The columns of a plan must show who leads, which a report need not.
    let preset = preset.with_context(|| format!("{origin} không có mẫu cột nào"))?;
    Ok(preset.into_inner())
}

impl Style {
    /// The preset of a name, or the style's own choice; `None` when there is no such preset.
    pub fn preset(&self, name: Option<&str>) -> Option<&Preset> {
        let wanted = name.unwrap_or(&self.settings.table.columns);
        self.presets.iter().find(|preset| preset.id == wanted)
    }

    /// The names of all presets, once each.
    pub fn preset_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.presets.iter().map(|preset| preset.id.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StyleFile {
    description: String,
    profile: Profile,
    page: Page,
    text: Text,
    table: Table,
    matrix: Matrix,
    #[serde(default)]
    extract: Extract,
    #[serde(default)]
    preset: Vec<Spanned<Preset>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PresetFile {
    preset: Vec<Spanned<Preset>>,
}

fn parse<T: serde::de::DeserializeOwned>(text: &str, origin: &str) -> anyhow::Result<T> {
    toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        anyhow::anyhow!("{}: {}", place(text, origin, start), error.message())
    })
}

/// "templates/ubnd/style.toml:12:3".
fn place(text: &str, origin: &str, offset: usize) -> String {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    format!("{origin}:{line}:{column}")
}

impl Settings {
    /// F1 and the sizes of letters. The ranges are those of NĐ 30/2020, Phụ lục I, Phần I, mục I
    /// and II; for the Party those of 36-HD/VPTW.
    fn check(&self, text: &str, origin: &str) -> anyhow::Result<()> {
        let Settings { page, text: sizes, profile, table, matrix, extract, .. } = self;
        let ranges = match profile {
            Profile::State => [(20.0, 25.0), (20.0, 25.0), (30.0, 35.0), (15.0, 20.0)],
            Profile::Party => [(20.0, 20.0), (20.0, 20.0), (30.0, 30.0), (15.0, 15.0)],
        };
        let values = [
            ("top", page.top, ranges[0], "mm"),
            ("bottom", page.bottom, ranges[1], "mm"),
            ("left", page.left, ranges[2], "mm"),
            ("right", page.right, ranges[3], "mm"),
            ("body", sizes.body, (13.0, 14.0), "pt"),
            ("title", sizes.title, (13.0, 16.0), "pt"),
            ("table", sizes.table, (10.0, 14.0), "pt"),
            ("text", matrix.text, (8.0, 14.0), "pt"),
            ("agency_width", matrix.agency_width, (7.0, 30.0), "mm"),
            ("task_width", matrix.task_width, (50.0, 200.0), "mm"),
            ("line_spacing", table.line_spacing, (1.0, 3.0), "dòng"),
        ];
        for (key, value, (low, high), unit) in values {
            if !(low..=high).contains(&value) {
                let at = place(text, origin, offset_of(text, key));
                let range = if low == high { format!("{low}") } else { format!("{low}–{high}") };
                bail!("{at}: {key} = {value} {unit} ngoài quy định ({range} {unit})");
            }
        }
        if !matches!(matrix.paper.as_str(), "a3" | "a4") {
            let at = place(text, origin, offset_of(text, "paper"));
            bail!("{at}: khổ giấy ma trận phải là \"a3\" hoặc \"a4\"");
        }
        if table.ending.is_empty() {
            let at = place(text, origin, offset_of(text, "ending"));
            bail!("{at}: thiếu dấu kết thúc phụ lục, ví dụ \"./.\"");
        }
        if !extract.heading.contains(AGENCY) {
            let at = place(text, origin, offset_of(text, "heading"));
            bail!("{at}: tiêu đề bản trích phải có {AGENCY}");
        }
        // "Trích sao" is a legal form of copies of its own (NĐ 30/2020, Điều 25).
        if bare(&extract.heading).contains("trich sao") {
            let at = place(text, origin, offset_of(text, "heading"));
            bail!("{at}: bản trích nhiệm vụ không phải bản trích sao; chọn tiêu đề khác");
        }
        Ok(())
    }
}

/// Where a key stands.
fn offset_of(text: &str, key: &str) -> usize {
    let mut offset = 0;
    for line in text.lines() {
        if line
            .trim_start()
            .strip_prefix(key)
            .is_some_and(|rest| rest.trim_start().starts_with('='))
        {
            return offset;
        }
        offset += line.len() + 1;
    }
    0
}
