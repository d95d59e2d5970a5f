//! Counts: tasks per agency, tasks per year and quarter of the deadline.

use std::collections::BTreeMap;

use serde::Serialize;

use super::MatrixView;
use crate::model::{Model, When};

/// The counts of a plan.
#[derive(Debug, Serialize)]
pub struct StatisticsView<'a> {
    /// Per agency, in the order of the matrix.
    pub agencies: Vec<AgencyCount<'a>>,
    /// Per period, in time order, then recurring, then open.
    pub periods: Vec<PeriodCount>,
}

/// The counts of one agency.
#[derive(Debug, Serialize)]
pub struct AgencyCount<'a> {
    /// Full name.
    pub name: &'a str,
    /// Heading of its matrix column.
    pub short: &'a str,
    /// Tasks it leads.
    pub leads: usize,
    /// Tasks it supports.
    pub supports: usize,
}

/// The count of one period.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct PeriodCount {
    /// "Năm 2025", "Quý IV/2025", "Thường xuyên, định kỳ", "Theo điều kiện", "Chưa có thời hạn".
    pub period: String,
    /// Tasks that end in it.
    pub tasks: usize,
}

/// Orders periods: years with the whole year before its quarters, then what has no day.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Period {
    Dated(i16, u8),
    Recurring,
    Condition,
    Missing,
}

impl<'a> StatisticsView<'a> {
    /// The counts of a model and its matrix.
    pub fn new(model: &'a Model, matrix: &MatrixView<'a>) -> StatisticsView<'a> {
        let agencies = matrix.agencies.iter().enumerate();
        let agencies = agencies.map(|(column, agency)| AgencyCount {
            name: agency.name,
            short: agency.short,
            leads: matrix.leads[column],
            supports: matrix.supports[column],
        });
        let mut counts: BTreeMap<Period, usize> = BTreeMap::new();
        for task in &model.tasks {
            *counts.entry(period(task.deadline.as_ref().map(|d| &d.value))).or_default() += 1;
        }
        let periods = counts.into_iter().map(|(period, tasks)| PeriodCount {
            period: match period {
                Period::Dated(year, 0) => format!("Năm {year}"),
                Period::Dated(year, quarter) => {
                    format!("Quý {}/{year}", crate::text::roman(u32::from(quarter)))
                }
                Period::Recurring => String::from("Thường xuyên, định kỳ"),
                Period::Condition => String::from("Theo điều kiện"),
                Period::Missing => String::from("Chưa có thời hạn"),
            },
            tasks,
        });
        StatisticsView { agencies: agencies.collect(), periods: periods.collect() }
    }
}

fn period(deadline: Option<&crate::model::Deadline>) -> Period {
    let Some(deadline) = deadline else { return Period::Missing };
    match (deadline.quarter(), deadline.year(), &deadline.when) {
        (Some((year, quarter)), _, _) => Period::Dated(year, quarter),
        (None, Some(year), _) => Period::Dated(year, 0),
        (None, None, When::Recurring { .. }) => Period::Recurring,
        (None, None, _) => Period::Condition,
    }
}
