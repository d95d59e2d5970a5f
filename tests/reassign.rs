//! `reassign`: a plan of another day has the bodies of that day, each chosen by the law or by the
//! words of its task, and nothing else of it changes.

use danhmuc::directory::{Directory, Found, OwnEntries};
use danhmuc::model::draft::{Draft, DraftEntry, DraftTask};
use danhmuc::model::{DocumentField, Field};
use danhmuc::project::read_source;
use danhmuc::reassign::{Reassigned, Request, Rules, reassign};
use danhmuc::resolve::clean;
use danhmuc::text::{Date, key};
use serde_json::{Value, json};

use crate::program::Program;

fn day(text: &str) -> Date {
    danhmuc::text::parse_date(text).expect("a date")
}

/// A plan of a province of before, with these tasks as YAML.
fn plan(province: &str, tasks: &str) -> String {
    format!(
        "document: {{title: Việc, issuer: Ủy ban nhân dân tỉnh {province}, \
         parent: {{number: /QĐ-UBND, date: 10/5/2024}}}}\ntasks:\n{tasks}"
    )
}

fn done(source: &str, to: &str) -> (Draft, Reassigned) {
    let program = Program::new().file("nguon.yaml", source);
    let draft = read_source(&program.path("nguon.yaml")).expect("a source").draft;
    let draft = clean(draft.expect("a draft"));
    let request =
        Request { day: day(to), rules: Rules::built_in(), in_text: false, chosen: Vec::new() };
    let done = reassign(&draft, &request);
    (draft, done)
}

fn tasks(draft: &Draft) -> Vec<&DraftTask> {
    let tasks = draft.outline.iter().filter_map(|entry| match entry {
        DraftEntry::Task(task) => Some(task),
        DraftEntry::Group(_) => None,
    });
    tasks.collect()
}

fn names(draft: &Draft, field: Field) -> Vec<Vec<String>> {
    let of = |task: &&DraftTask| task.all(field).iter().map(|text| text.value.clone()).collect();
    tasks(draft).iter().map(of).collect()
}

/// The leads and supports of the one task of a plan after it is re-issued.
fn one(province: &str, lead: &str, support: &str) -> (Vec<String>, Vec<String>) {
    let task = format!("  - {{content: Rà soát việc chung, lead: {lead}, support: {support}}}\n");
    let (_, done) = done(&plan(province, &task), "01/7/2025");
    (names(&done.draft, Field::Lead).remove(0), names(&done.draft, Field::Support).remove(0))
}

#[test]
fn tasks_of_departments_that_were_split_go_by_their_words() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reassign");
    let directory = Directory::new("Hà Tĩnh", None, OwnEntries::default());
    for body in [
        "so-lao-dong-thuong-binh-va-xa-hoi",
        "so-thong-tin-va-truyen-thong",
        "so-giao-thong-van-tai",
    ] {
        let text = std::fs::read_to_string(format!("{folder}/{body}.tsv")).expect("the tasks");
        let rows: Vec<(&str, &str)> =
            text.lines().filter_map(|line| line.split_once('\t')).collect();
        assert_eq!(rows.len(), 30, "{body}");
        let old = &directory.by_id(body).expect("a body").name;
        let lines: String = rows
            .iter()
            .map(|(content, _)| format!("  - {{content: {}, lead: {old}}}\n", json!(content)))
            .collect();
        let (_, done) = done(&plan("Hà Tĩnh", &lines), "01/7/2025");
        let (mut asked, mut wrong) = (0, Vec::new());
        for ((content, wanted), lead) in rows.iter().zip(names(&done.draft, Field::Lead)) {
            let lead = lead.join("; ");
            if lead == *old {
                asked += usize::from(*wanted != "?");
                continue;
            }
            let right = directory.by_id(wanted).is_some_and(|agency| agency.name == lead);
            if !right {
                wrong.push(format!("{content}: {lead}, not {wanted}"));
            }
        }
        assert!(wrong.is_empty(), "{body}: {wrong:#?}");
        assert!(asked <= 2, "{body}: {asked} that the words decide are asked");
    }
}

#[test]
fn what_merged_collapses() {
    let merged = one("Hà Tĩnh", "Sở Kế hoạch và Đầu tư", "[Sở Tài chính, Sở Y tế]");
    assert_eq!(merged, (vec!["Sở Tài chính".into()], vec!["Sở Y tế".into()]));
    let doubled = one("Hà Tĩnh", "Sở Y tế", "[Sở TN&MT, Sở Nông nghiệp và PTNT]");
    assert_eq!(doubled.1, ["Sở NN&MT"]);
    let joint = plan(
        "Hà Tĩnh",
        "  - {content: Rà soát, lead: [Sở Tài chính, Sở Kế hoạch và Đầu tư], joint: true}\n",
    );
    let (_, done) = done(&joint, "01/7/2025");
    let task = tasks(&done.draft)[0];
    assert_eq!(names(&done.draft, Field::Lead), [["Sở Tài chính"]]);
    assert!(task.first(Field::Joint).is_none());
}

#[test]
fn phrases_and_districts_go_to_the_communes() {
    let (lead, support) =
        one("Hà Tĩnh", "\"UBND các huyện, thị xã, thành phố\"", "[Ủy ban nhân dân huyện Can Lộc]");
    assert_eq!(lead, ["UBND các xã, phường"]);
    assert!(
        support.len() > 3 && support.iter().all(|name| name.contains("nhân dân xã")),
        "{support:?}"
    );
    // Of several communes a person chooses who leads.
    let (lead, _) = one("Hà Tĩnh", "UBND huyện Can Lộc", "[Sở Y tế]");
    assert_eq!(lead, ["UBND huyện Can Lộc"]);
    let task = "  - {content: Cứng hóa đường xã Thiên Lộc, lead: UBND huyện Can Lộc}\n";
    let (_, done) = done(&plan("Hà Tĩnh", task), "01/7/2025");
    let lead = &names(&done.draft, Field::Lead)[0];
    assert!(lead.len() == 1 && lead[0].starts_with("UBND xã"), "{lead:?}");
}

#[test]
fn what_nothing_decides_stays_is_marked_and_check_says_so() {
    let task = "  - {content: Tổng kết năm, lead: Sở Lao động - Thương binh và Xã hội}\n";
    let program = Program::new().file("cu.yaml", plan("Hà Tĩnh", task));
    let run = program.run(&["reassign", "cu.yaml", "--date", "01/7/2025", "-o", "moi.yaml"]);
    run.exits(1).complains("successor-open").complains("cu.yaml:");
    program.run(&["check", "moi.yaml"]).exits(1).says("agency-expired");
    let text = String::from_utf8(program.bytes("moi.yaml")).expect("text");
    assert!(text.contains("Cần quyết định cơ quan kế thừa"), "{text}");
}

#[test]
fn a_plan_whose_bodies_exist_comes_out_byte_for_byte() {
    let source = "# của tôi\ndocument: {title: Việc, issuer: Ủy ban nhân dân tỉnh Hà Tĩnh}\n\
                  tasks:\n  - {content: Rà soát, lead: Sở Y tế,   support: [UBND xã Cẩm Bình]}\n";
    let program = Program::new().file("cu.yaml", source);
    program.run(&["reassign", "cu.yaml", "--date", "01/7/2025", "-o", "moi.yaml"]).exits(0);
    assert_eq!(program.bytes("moi.yaml"), source.as_bytes());
    // Nothing of the user's is overwritten unasked.
    program.run(&["reassign", "cu.yaml", "--date", "01/7/2025", "-o", "moi.yaml"]).exits(2);
    program.run(&["reassign", "cu.yaml", "--date", "hôm nay", "-o", "b.yaml"]).exits(2);
}

#[test]
fn nothing_but_the_bodies_and_the_day_changes() {
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    for seed in crate::seeds::SEEDS {
        let draft = read_source(format!("{seeds}/{}", seed.name).as_ref()).expect("a seed").draft;
        let before = clean(draft.expect("a draft"));
        let request = Request {
            day: day("01/7/2025"),
            rules: Rules::built_in(),
            in_text: false,
            chosen: Vec::new(),
        };
        let after = reassign(&before, &request).draft;
        assert_eq!(before.outline.len(), after.outline.len());
        for (one, other) in tasks(&before).into_iter().zip(tasks(&after)) {
            // Two leads that became one are no longer joint.
            let is_one = one.all(Field::Lead).len() > 1 && other.all(Field::Lead).len() == 1;
            for field in Field::ALL.iter().filter(|field| !is_one || **field != Field::Joint) {
                let is_theirs = matches!(field, Field::Lead | Field::Support | Field::DraftReason);
                assert!(
                    is_theirs || one.all(*field) == other.all(*field),
                    "{}: {field:?}",
                    seed.name
                );
            }
        }
        let groups = |draft: &Draft| -> Vec<String> {
            let groups = draft.outline.iter().filter_map(|entry| match entry {
                DraftEntry::Group(group) => Some(format!("{} {}", group.level, group.title.value)),
                DraftEntry::Task(_) => None,
            });
            groups.collect()
        };
        assert_eq!(groups(&before), groups(&after));
        let mut fields = (before.document.fields.clone(), after.document.fields.clone());
        for field in [
            DocumentField::Date,
            DocumentField::Year,
            DocumentField::ParentDate,
            DocumentField::ParentYear,
        ] {
            fields.0.remove(&field);
            fields.1.remove(&field);
        }
        assert_eq!(fields.0, fields.1, "{}", seed.name);
        assert_eq!((before.agencies, before.collectives), (after.agencies, after.collectives));
    }
}

/// Every decision for the seeds, as a person read them; `BLESS=1` writes them anew.
#[test]
fn the_seeds_are_reissued_as_they_were_read() {
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    for name in [
        "ha-tinh-01-ctr-tu-2025",
        "ha-tinh-111-nq-cp",
        "ha-tinh-26-ctr-tu",
        "ha-tinh-57-kl-tu",
        "thanh-hoa-1992",
    ] {
        let draft = read_source(format!("{seeds}/{name}").as_ref()).expect("a seed").draft;
        let draft = clean(draft.expect("a draft"));
        let request = Request {
            day: day("01/7/2025"),
            rules: Rules::built_in(),
            in_text: false,
            chosen: Vec::new(),
        };
        let lines: String = reassign(&draft, &request)
            .decisions
            .iter()
            .map(|one| {
                let task = one.task.map_or_else(String::new, |number| number.to_string());
                let (place, sure) = (one.place.in_words(), one.choice.sureness.in_words());
                let reason = &one.choice.reason;
                format!("{task}\t{place}\t{}\t{}\t{sure}\t{reason}\n", one.before, one.after)
            })
            .collect();
        let path = format!("{}/tests/reassign/{name}.tsv", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, &lines).expect("written");
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(lines, kept, "{name}");
    }
}

/// The directory's own lists, through its own door: each former commune leads to those of today.
#[test]
fn all_communes_of_before_resolve_and_divided_ones_ask() {
    let list = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/agencies/cap-xa/truoc-2025.txt");
    let list = std::fs::read_to_string(list).expect("the list");
    let period = Some((day("01/6/2025"), day("01/6/2025")));
    let titles = [("TT ", "thị trấn"), ("P ", "phường"), ("X ", "xã"), ("ĐK ", "đặc khu")];
    let full = |written: &str| {
        let headed = titles.iter().find_map(|(letters, title)| {
            Some(format!("{title} {}", written.strip_prefix(letters)?))
        });
        headed.unwrap_or_else(|| format!("xã {written}"))
    };
    let mut seen: std::collections::BTreeMap<(String, String, String), Vec<String>> =
        Default::default();
    let (mut province, mut district) = (String::new(), String::new());
    for line in list.lines() {
        if let Some(name) = line.strip_prefix("= ") {
            province = name.split(" > ").next().unwrap_or(name).to_string();
        } else if let Some(name) = line.strip_prefix("- ") {
            district = name.to_string();
        } else if let Some((today, names)) = line.split_once(": ").filter(|_| !province.is_empty())
        {
            for written in names.split(", ").filter(|name| *name != "*") {
                let name = full(written.trim_end_matches(['+', '-']));
                let one = (province.clone(), district.clone(), name);
                let into = full(today);
                seen.entry(one).or_default().push(format!("Ủy ban nhân dân {into}"));
            }
        }
    }
    let mut directories: std::collections::BTreeMap<String, Directory> = Default::default();
    let (mut count, mut divided) = (0, 0);
    for ((province, district, name), into) in &seen {
        let directory = directories.entry(province.clone()).or_insert_with(|| {
            Directory::new(&format!("Ủy ban nhân dân {province}"), period, OwnEntries::default())
        });
        let written = format!("UBND {name}, {district}");
        let Found::Commune(body) = directory.find(&written) else {
            panic!("{written}, {province}: {:?}", directory.find(&written))
        };
        let mut successors = directory.commune(body).expect("a body").successors;
        let mut wanted = into.clone();
        successors.sort();
        wanted.sort();
        assert_eq!(successors, wanted, "{written}, {province}");
        count += 1;
        divided += usize::from(into.len() > 1);
    }
    // An island district that had no communes is none.
    assert!((10_035..=10_040).contains(&count), "{count}");
    assert!(divided > 0);
}

#[test]
fn a_divided_commune_asks_and_a_whole_one_moves() {
    let whole = one("Hà Tĩnh", "UBND xã Thạch Hưng", "[Sở Y tế]").0;
    assert_eq!(whole.len(), 1);
    let source = "document: {title: Việc, issuer: Ủy ban nhân dân thành phố Hà Nội, \
                  parent: {number: /QĐ-UBND, date: 10/5/2024}}\n\
                  tasks: [{content: Rà soát, lead: UBND xã Thụy An}]";
    let (_, done) = done(source, "01/7/2025");
    assert_eq!(done.open(), 1);
    assert_eq!(names(&done.draft, Field::Lead), [["UBND xã Thụy An"]]);
    let among = &done.decisions.iter().find(|one| one.is_open()).expect("open").choice.to;
    assert_eq!(among[0], "Ủy ban nhân dân xã Quảng Oai");
}

#[test]
fn a_province_that_was_merged_is_renamed() {
    let task = "  - {content: Rà soát, lead: Sở Y tế}\n";
    let (_, done) = done(&plan("Nam Định", task), "01/7/2025");
    let issuer = &done.draft.document.fields[&DocumentField::Issuer].value;
    assert_eq!(key(issuer), key("Ủy ban nhân dân tỉnh Ninh Bình"));
}

#[test]
fn a_rule_of_the_user_goes_first() {
    let task = "  - {content: Tổng kết năm, lead: Sở LĐTBXH}\n";
    let rules = "bodies:\n  - from: Sở Lao động - Thương binh và Xã hội\n    rest: {to: Sở Nội vụ, \
                 what: theo quyết định của tỉnh, basis: QĐ 01/QĐ-UBND}\n";
    let program = Program::new().file("cu.yaml", plan("Hà Tĩnh", task)).file("quy-tac.yaml", rules);
    let arguments = ["reassign", "cu.yaml", "--date", "01/7/2025", "-o", "moi.yaml", "--rules"];
    program.run(&[&arguments[..], &["quy-tac.yaml"]].concat()).exits(0);
    let shown: Value = program.show("moi.yaml", 0);
    assert!(shown.to_string().contains("Sở NV"), "{shown}");
    program.put("quy-tac.yaml", "bodies: [{fron: a}]");
    let again = [&arguments[..], &["quy-tac.yaml", "--force"]].concat();
    program.run(&again).exits(2).complains("quy-tac.yaml");
}

#[test]
fn the_report_is_made_in_three_formats_and_wording_is_changed_only_when_asked() {
    let task = "  - {content: Sở Kế hoạch và Đầu tư trình đề án, lead: Sở Kế hoạch và Đầu tư}\n";
    let program = Program::new().file("cu.yaml", plan("Hà Tĩnh", task));
    for ending in ["pdf", "xlsx", "docx"] {
        let (out, report) = (format!("{ending}.yaml"), format!("bang.{ending}"));
        let arguments =
            ["reassign", "cu.yaml", "--date", "01/7/2025", "-o", &out, "--report", &report];
        program.run(&arguments).exits(0).complains("old-name-kept");
        assert!(program.bytes(&report).len() > 1000);
    }
    let arguments = ["reassign", "cu.yaml", "--date", "01/7/2025", "-o", "moi.yaml", "--in-text"];
    program.run(&arguments).exits(0).says_nothing_of("old-name-kept");
    let text = String::from_utf8(program.bytes("moi.yaml")).expect("text");
    assert!(text.contains("Sở Tài chính trình đề án"), "{text}");
    program.run(&["check", "moi.yaml"]).exits(0);
}
