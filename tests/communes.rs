//! The built-in lists of communes, held against the facts that they were made from, and communes of
//! one name as cells write them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::program::Program;

type Rows = Vec<Vec<String>>;

/// The rows of a table of `../shared/data`; `None` where it does not lie beside the checkout.
fn rows(name: &str) -> Option<Rows> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not there", path.display());
        return None;
    };
    let row = |line: &str| line.split('\t').map(str::to_string).collect();
    Some(text.lines().skip(1).map(row).collect())
}

fn list(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/agencies/cap-xa").join(name);
    std::fs::read_to_string(path).expect("a built-in list")
}

/// "P Ba Đình" → "phường ba đình", as the facts have it in any case.
fn unit(written: &str) -> String {
    let titles = [("P ", "phường "), ("X ", "xã "), ("ĐK ", "đặc khu "), ("TT ", "thị trấn ")];
    let headed = titles.iter().find_map(|(letters, title)| {
        written.strip_prefix(letters).map(|name| format!("{title}{name}"))
    });
    headed.unwrap_or_else(|| format!("xã {written}")).to_lowercase()
}

#[test]
fn the_communes_of_today_are_those_of_the_law() {
    let Some(rows) = rows("xa-phuong-2025.tsv") else { return };
    let facts: BTreeSet<(String, String)> =
        rows.iter().map(|row| (row[0].clone(), row[1].to_lowercase())).collect();
    let mut listed = BTreeSet::new();
    let mut province = String::new();
    for line in list("2025.txt").lines() {
        if let Some(name) = line.strip_prefix("= ") {
            province = name.to_string();
        } else if let Some((letters, names)) =
            line.split_once(": ").filter(|_| !province.is_empty())
        {
            let units = names.split(", ").map(|name| unit(&format!("{letters} {name}")));
            listed.extend(units.map(|unit| (province.clone(), unit)));
        }
    }
    assert_eq!(listed, facts);
}

#[test]
fn every_commune_of_before_went_where_the_law_says() {
    let Some(rows) = rows("xa-phuong-cu-sang-moi.tsv") else { return };
    // (province, district, commune) → the communes of today, the one that took most first.
    type Went = BTreeMap<(String, String, String), (String, BTreeSet<String>)>;
    let mut facts: Went = BTreeMap::new();
    for row in &rows {
        let into: Vec<String> = row[4].split("; ").map(str::to_lowercase).collect();
        let commune = if row[2].is_empty() { String::from("*") } else { row[2].to_lowercase() };
        let most = into[0].clone();
        facts.insert((row[0].clone(), row[1].clone(), commune), (most, into.into_iter().collect()));
    }
    let mut listed: Went = BTreeMap::new();
    let (mut province, mut district) = (String::new(), String::new());
    for line in list("truoc-2025.txt").lines() {
        if let Some((name, _)) = line.strip_prefix("= ").and_then(|head| head.split_once(" > ")) {
            province = name.to_string();
        } else if let Some(name) = line.strip_prefix("- ") {
            district = name.to_string();
        } else if let Some((today, names)) = line.split_once(": ").filter(|_| !district.is_empty())
        {
            for written in names.split(", ") {
                let name = written.trim_end_matches(['+', '-']);
                let commune = if name == "*" { String::from("*") } else { unit(name) };
                let place = (province.clone(), district.clone(), commune);
                let (most, into) = listed.entry(place).or_default();
                if !written.ends_with('-') {
                    *most = unit(today);
                }
                into.insert(unit(today));
            }
        }
    }
    assert_eq!(listed.len(), 10_040);
    assert_eq!(listed, facts);
}

/// Communes of one name in a province: the district in brackets, in letters, in a list, decides; without
/// it they are asked about.
#[test]
fn a_district_in_brackets_tells_communes_of_one_name_apart() {
    let head = "document: {issuer: Ủy ban nhân dân tỉnh Long An, date: 10/5/2024}\ntasks:\n";
    let bodies = |lead: &str, support: &str| {
        let task = format!("  - {{content: Rà soát, lead: \"{lead}\", support: \"{support}\"}}\n");
        let program = Program::new().file("nguon.yaml", format!("{head}{task}"));
        let shown = program.show("nguon.yaml", 0);
        let task = &shown["tasks"][0];
        let support = task["support"].as_array().expect("supports").iter();
        let of = |one: &serde_json::Value| one["agencies"][0].as_str().unwrap_or("-").to_string();
        let mut all: Vec<String> = support.map(of).collect();
        all.insert(0, of(&task["lead"]));
        let run = program.run(&["check", "nguon.yaml"]).exits(0);
        (all, run.stdout.contains("commune-unclear"))
    };
    let (moc_hoa, tan_thanh) = ("ubnd-xa-tan-lap-huyen-moc-hoa", "ubnd-xa-tan-lap-huyen-tan-thanh");
    for (lead, support) in [
        ("UBND xã Tân Lập (huyện Mộc Hóa)", "xã Tân Lập (H. Tân Thạnh)"),
        ("xã Tân Lập (Mộc Hóa)", "UBND các xã: Tân Lập (huyện Tân Thạnh cũ)"),
        ("UBND xã Tân Lập, huyện Mộc Hóa", "UBND xã Tân Lập (thuộc huyện Tân Thạnh)"),
    ] {
        let wanted = vec![moc_hoa.to_string(), tan_thanh.to_string()];
        assert_eq!(bodies(lead, support), (wanted, false), "{lead}; {support}");
    }
    let list = "UBND các xã: Tân Lập (huyện Mộc Hóa), Tân Lập (huyện Tân Thạnh)";
    let wanted = ["so-y-te", moc_hoa, tan_thanh].map(str::to_string).to_vec();
    assert_eq!(bodies("Sở Y tế", list), (wanted, false));
    let (_, is_unclear) = bodies("UBND xã Tân Lập (cơ quan thường trực)", "Sở Y tế");
    assert!(is_unclear);
}
