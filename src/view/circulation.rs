//! Who gets an extract, in the order of Nơi nhận and in how many copies; who gets none.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::{AgencyId, Model, Reach};

/// The circulation of a plan.
#[derive(Debug)]
pub struct CirculationView<'a> {
    /// Agencies with a task: those of Nơi nhận in its order, then the others in the
    /// directory's.
    pub agencies: Vec<Addressee>,
    /// Names of agencies without a task (docs/form.md, O47), but for those of `whole`.
    pub idle: Vec<&'a str>,
    /// Lines of Nơi nhận that mean no agency with a task, with their copies: they get the whole
    /// document.
    pub whole: Vec<(&'a str, u32)>,
}

/// An agency that gets an extract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Addressee {
    /// The agency.
    pub agency: AgencyId,
    /// Its copies; one where Nơi nhận does not speak of it (NĐ 30/2020, Điều 17).
    pub copies: u32,
}

impl<'a> CirculationView<'a> {
    /// The circulation of a model.
    pub fn new(model: &'a Model) -> CirculationView<'a> {
        let recipients = &model.document.recipients;
        let ids = model.agencies.iter().enumerate().map(|(index, each)| (each.id.as_str(), index));
        let ids: HashMap<&str, usize> = ids.collect();
        // An agency named by itself keeps that line's copies; one that several phrases reach
        // gets the most of theirs, since naming it twice does not ask for two.
        let mut copies: BTreeMap<usize, (bool, u32)> = BTreeMap::new();
        let mut order: Vec<usize> = Vec::new();
        let mut whole = Vec::new();
        // Bodies without a task that get the whole document.
        let mut served: HashSet<&str> = HashSet::new();
        for recipient in recipients {
            let (named, reached): (bool, Vec<usize>) = match &recipient.reach {
                Reach::Agencies { ids: reached, named } => {
                    let known = reached.iter().filter_map(|id| ids.get(id.as_str()).copied());
                    (*named, known.collect())
                }
                Reach::EveryAgency => (false, (0..model.agencies.len()).collect()),
                Reach::Others => (false, Vec::new()),
            };
            if reached.is_empty() {
                whole.push((recipient.name.as_str(), recipient.copies));
                if let Reach::Agencies { ids, .. } = &recipient.reach {
                    served.extend(ids.iter().map(String::as_str));
                }
            }
            for index in reached {
                let known = copies.entry(index).or_insert_with(|| {
                    order.push(index);
                    (named, recipient.copies)
                });
                *known = match (known.0, named) {
                    (true, false) => *known,
                    (false, true) => (true, recipient.copies),
                    _ => (named, known.1.max(recipient.copies)),
                };
            }
        }
        order.extend((0..model.agencies.len()).filter(|index| !copies.contains_key(index)));
        let agencies = order.into_iter().map(|index| Addressee {
            agency: AgencyId(index),
            copies: copies.get(&index).map_or(1, |(_, copies)| *copies),
        });
        let idle = model.idle.iter().filter(|each| !served.contains(each.id.as_str()));
        CirculationView {
            agencies: agencies.collect(),
            idle: idle.map(|each| each.name.as_str()).collect(),
            whole,
        }
    }
}
