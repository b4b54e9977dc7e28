//! `survey`: all tensors of a model, on all cores.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicUsize, Ordering},
};

use indicatif::{ProgressBar, ProgressStyle};
use quantscope::{
    Scheme,
    file::read::Entry,
    kernels::Level,
    survey::{
        BAND, Partner, Row, Share, Subject, Surveying, Total,
        budget::{KeepRules, Planning},
        recipe::FORMS,
    },
};

use crate::{
    Failure,
    arguments::Survey,
    became::{Became, Comparison, Other},
    gate::Gate,
    importance::Importances,
    model::{self, Source},
    output::{Table, printable},
    saved::{self, Found},
};

/// A tensor to survey.
struct Task<'a> {
    source: &'a Source,
    subject: Subject,
    schemes: Vec<Scheme>,
    /// What it became, and the files of that.
    partner: Option<(&'a Other, Partner)>,
}

/// The row of a tensor, and what the tensor became.
type Done = (Row, Option<Became>);

/// The survey, or a plan, as text.
pub(crate) fn run(arguments: &Survey) -> Result<String, Failure> {
    for scheme in [arguments.a, arguments.b] {
        scheme.check_for_model()?;
    }
    let sources = model::open(&arguments.files)?;
    let other = Other::open(&arguments.became)?;
    let importances = Importances::open(arguments.imatrix.as_deref())?;
    let planning = arguments.budget.map(|_| Planning {
        candidates: arguments.formats.clone(),
        keep: KeepRules::default(),
        criterion: arguments.least.into(),
        counted: arguments.counted(),
    });
    let mut tasks = Vec::new();
    for source in &sources {
        let passed = |entry: &&Entry| entry.count > 0 && !entry.is_surveyed();
        for entry in source.entries.iter().filter(passed) {
            eprintln!("{}: {} is not measured", printable(&entry.name), entry.dtype);
        }
        for (entry, shape) in source.weights().filter(|(entry, _)| entry.is_surveyed()) {
            let schemes = match &planning {
                Some(planning) => planning.schemes(&shape),
                None => vec![arguments.a, arguments.b],
            };
            let subject = Subject {
                importance: importances.of(&entry.name, &shape),
                name: entry.name.clone(),
                shape,
                dtype: entry.dtype.clone(),
                bits_per_value: entry.kept_bits_per_value(),
            };
            tasks.push(Task { source, subject, schemes, partner: None });
        }
    }
    if tasks.is_empty() {
        return Err("the files have no tensor to survey".into());
    }
    let paired = match &other {
        Some(other) => Some((other, other.partners(tasks.iter().map(|task| &task.subject))?)),
        None => None,
    };
    if let Some((other, partners)) = &paired {
        for (task, partner) in tasks.iter_mut().zip(&partners.of) {
            task.partner = partner.clone().map(|partner| (*other, partner));
        }
    }
    let (rows, became) = surveyed(&tasks, arguments, planning.is_some())?;
    if let (Some(planning), Some(budget)) = (planning, arguments.budget) {
        let plan = planning.plan(&rows, budget);
        if plan.allocation.is_over_budget() {
            eprintln!("even the cheapest formats need more than {budget} bits per value: these are taken");
        }
        let form = FORMS.iter().find(|(word, _)| *word == arguments.recipe);
        return form.map(|(_, write)| write(&plan)).ok_or_else(|| "there is no such form".into());
    }
    let names: Vec<&str> = tasks.iter().map(|task| &*task.subject.name).collect();
    let comparison = paired.map(|(other, partners)| other.compared(&names, &partners, &rows, became));
    let total = Total::of(&rows, 2);
    let schemes = [arguments.a, arguments.b];
    let found = Found { rows: &rows, total: &total, comparison: comparison.as_ref() };
    match arguments.json {
        true => saved::json(&sources, &found, schemes),
        false => Ok(table(&found, schemes)),
    }
}

/// The rows of all tensors, in their order. The largest are surveyed first, so that no worker is left with one at the end.
fn surveyed(
    tasks: &[Task],
    arguments: &Survey,
    casts: bool,
) -> Result<(Vec<Row>, Vec<Option<Became>>), Failure> {
    let (threads, most) = (usize::from(arguments.threads), arguments.held as usize);
    let workers = rayon::ThreadPoolBuilder::new().num_threads(threads.min(tasks.len())).build()?;
    let size = |task: &Task| task.subject.shape.iter().product::<usize>();
    let mut order: Vec<usize> = (0..tasks.len()).collect();
    order.sort_by_key(|&nth| std::cmp::Reverse(size(&tasks[nth])));
    let largest = order.first().map_or(0, |&nth| size(&tasks[nth]));
    let gate = Gate::new(2 * largest.min(most));
    let bar = ProgressBar::new(tasks.iter().map(|task| size(task) as u64).sum());
    bar.set_style(ProgressStyle::with_template("{percent:>3} % {wide_bar} {eta}")?);
    let rows: Vec<Mutex<Option<Done>>> = tasks.iter().map(|_| Mutex::new(None)).collect();
    let (next, failed) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    workers.broadcast(|_| {
        while let Some(&nth) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            let task = &tasks[nth];
            match survey(task, &gate, most, casts) {
                Ok(row) => *rows[nth].lock().unwrap_or_else(PoisonError::into_inner) = Some(row),
                Err(failure) => {
                    let failure = format!("{}: {failure}", printable(&task.subject.name));
                    failed.lock().unwrap_or_else(PoisonError::into_inner).push((nth, failure));
                }
            }
            bar.inc(size(task) as u64);
        }
    });
    bar.finish_and_clear();
    let mut failed = failed.into_inner().unwrap_or_else(PoisonError::into_inner);
    failed.sort();
    failed.iter().for_each(|(_, failure)| eprintln!("{failure}"));
    Ok(rows.into_iter().filter_map(|row| row.into_inner().unwrap_or_else(PoisonError::into_inner)).unzip())
}

/// One tensor: as a whole where it is small or a scheme asks for it, else in bands; at most `most` values of it are held.
fn survey(task: &Task, gate: &Gate, most: usize, casts: bool) -> Result<Done, Failure> {
    let Task { source, subject, schemes, partner } = task;
    let count: usize = subject.shape.iter().product();
    let held = Surveying::held(subject, schemes, most, source.has_rows_apart(&subject.name));
    let whole = count <= held;
    let _held = (whole && count > BAND).then(|| gate.pass(count));
    let mut surveying = Surveying::new(Level::new(), subject.clone(), schemes, held);
    if casts {
        surveying = surveying.with_casts();
    }
    while let Some(rows) = surveying.wants() {
        surveying.give(source.rows(&subject.name, rows)?)?;
        while !surveying.step() {}
    }
    let became = partner.as_ref().map(|(other, partner)| other.became(source, subject, partner));
    surveying.row().map(|row| (row, became)).ok_or_else(|| "the survey did not end".into())
}

fn table(found: &Found<'_>, [a, b]: [Scheme; 2]) -> String {
    let (a, b) = (a.to_string(), b.to_string());
    let compared: &[&str] =
        if found.comparison.is_some() { &["became", "became - A dB", "% of became", "bits"] } else { &[] };
    let mut head = vec!["tensor", "role", "layer", "shape", "stored", &a, &b, "A - B dB", "% of A", "% of B"];
    head.extend(compared);
    head.extend(["kurtosis", "max/sigma", "rows out", "columns out"]);
    let mut table = Table::new(head);
    let decibels = |sqnr: Option<f64>| sqnr.map_or("-".into(), |sqnr| format!("{sqnr:.2}"));
    let percent = |share: Share| share.map_or("-".into(), |share| format!("{:.2}", 100.0 * share));
    let mut notes = Vec::new();
    for (nth, (row, shares)) in found.rows.iter().zip(&found.total.shares).enumerate() {
        let shape: Vec<String> = row.shape.iter().map(usize::to_string).collect();
        let sqnr = |side: usize| row.measures(side).map(|measures| measures.sqnr_db);
        let mut cells = vec![
            printable(&row.name),
            row.named.role.word().into(),
            row.named.layer.map_or(String::new(), |layer| layer.to_string()),
            shape.join("x"),
            row.dtype.clone(),
            decibels(sqnr(0)),
            decibels(sqnr(1)),
            decibels(row.difference().sqnr_db),
            percent(shares[0]),
            percent(shares[1]),
        ];
        let refused = row.sides.iter().filter_map(|side| side.measures.as_ref().err());
        notes.extend(refused.map(|why| (&row.name, why.to_string())));
        if let Some((became, share)) = found.comparison.map(|comparison| comparison.row(nth)) {
            let compared = became.and_then(|became| became.compared);
            let became_db = compared.map(|compared| compared.sqnr_db);
            let gained = became_db.zip(sqnr(0)).map(|(became, a)| if became == a { 0.0 } else { became - a });
            let bits = compared.and_then(|compared| compared.bits_per_value);
            let bits = bits.map_or("-".into(), |bits| format!("{bits:.3}"));
            cells.extend([decibels(became_db), decibels(gained), percent(share), bits]);
            let problem = became.and_then(|became| became.problem.as_ref());
            notes.extend(problem.map(|problem| (&row.name, problem.to_string())));
        }
        cells.extend([
            row.kurtosis.map_or("-".into(), |kurtosis| format!("{kurtosis:.1}")),
            row.max_per_sigma.map_or("-".into(), |ratio| format!("{ratio:.1}")),
            (row.rows_out.throughout + row.rows_out.by_few).to_string(),
            (row.columns_out.throughout + row.columns_out.by_few).to_string(),
        ]);
        table.add(cells);
    }
    let mut text = table.to_string();
    let became = found.comparison.map(|comparison| (&comparison.name, &comparison.total.side));
    for (word, side) in [&a, &b].into_iter().zip(&found.total.sides).chain(became) {
        if side.tensors == 0 {
            text += &format!("{}: no tensor is measured\n", printable(word));
            continue;
        }
        text += &format!(
            "{}: SQNR {:.2} dB, MSE {:.4e}, largest error {:.4e}, {:.3} bits per value, over {} tensors\n",
            printable(word),
            side.sqnr_db,
            side.mse,
            side.max_abs_error,
            side.bits_per_value,
            side.tensors
        );
    }
    for (name, note) in notes {
        text += &format!("{}: {}\n", printable(name), printable(&note));
    }
    for sentence in found.comparison.map(Comparison::unpaired).unwrap_or_default() {
        text += &format!("{}\n", printable(&sentence));
    }
    text
}
