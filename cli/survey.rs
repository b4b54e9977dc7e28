//! `survey`: all tensors of a model, on all cores.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicUsize, Ordering},
};

use indicatif::{ProgressBar, ProgressStyle};
use quantscope::{
    Scheme,
    file::read::MAX_FILE_VALUES,
    kernels::Level,
    survey::{
        BAND, Row, Share, Subject, Surveying, Total,
        budget::{KeepRules, Planning},
        recipe::FORMS,
    },
};

use crate::{
    Failure,
    arguments::Survey,
    gate::Gate,
    importance::Importances,
    model::{self, Source},
    output::{Table, printable},
    saved,
};

/// A tensor to survey.
struct Task<'a> {
    source: &'a Source,
    subject: Subject,
    schemes: Vec<Scheme>,
}

/// The survey, or a plan, as text.
pub(crate) fn run(arguments: &Survey) -> Result<String, Failure> {
    let sources = model::open(&arguments.files)?;
    let importances = Importances::open(arguments.imatrix.as_deref())?;
    let planning = arguments.budget.map(|_| Planning {
        candidates: arguments.formats.clone(),
        keep: KeepRules::default(),
        criterion: arguments.least.into(),
        counted: arguments.counted(),
    });
    let mut tasks = Vec::new();
    for source in &sources {
        for entry in source.entries.iter().filter(|entry| entry.count > 0) {
            let dimension = |&d: &u64| usize::try_from(d);
            let Ok(shape) = entry.shape.iter().map(dimension).collect::<Result<Vec<usize>, _>>() else {
                continue;
            };
            if !entry.is_surveyed() {
                eprintln!("{}: {} is not measured", printable(&entry.name), entry.dtype);
                continue;
            }
            let schemes = match &planning {
                Some(planning) => planning.schemes(&shape),
                None => vec![arguments.a, arguments.b],
            };
            let subject = Subject {
                importance: importances.of(&entry.name, &shape),
                name: entry.name.clone(),
                shape,
                dtype: entry.dtype.clone(),
                bits_per_value: entry.bits_per_value().unwrap_or(32.0),
            };
            tasks.push(Task { source, subject, schemes });
        }
    }
    if tasks.is_empty() {
        return Err("the files have no tensor to survey".into());
    }
    let rows = surveyed(&tasks, arguments.threads, planning.is_some())?;
    if let (Some(planning), Some(budget)) = (planning, arguments.budget) {
        let plan = planning.plan(&rows, budget);
        let form = FORMS.iter().find(|(word, _)| *word == arguments.recipe);
        return form.map(|(_, write)| write(&plan)).ok_or_else(|| "there is no such form".into());
    }
    let total = Total::of(&rows, 2);
    let schemes = [arguments.a, arguments.b];
    match arguments.json {
        true => saved::json(&sources, &rows, &total, schemes),
        false => Ok(table(&rows, &total, schemes)),
    }
}

/// The rows of all tensors, in their order. The largest are surveyed first, so that no worker is left with one at the end.
fn surveyed(tasks: &[Task], threads: usize, casts: bool) -> Result<Vec<Row>, Failure> {
    let workers = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    let size = |task: &Task| task.subject.shape.iter().product::<usize>();
    let mut order: Vec<usize> = (0..tasks.len()).collect();
    order.sort_by_key(|&nth| std::cmp::Reverse(size(&tasks[nth])));
    let largest = order.first().map_or(0, |&nth| size(&tasks[nth]));
    let gate = Gate::new(2 * largest.min(MAX_FILE_VALUES));
    let bar = ProgressBar::new(tasks.iter().map(|task| size(task) as u64).sum());
    bar.set_style(ProgressStyle::with_template("{percent:>3} % {wide_bar} {eta}")?);
    let rows: Vec<Mutex<Option<Row>>> = tasks.iter().map(|_| Mutex::new(None)).collect();
    let (next, failed) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    workers.broadcast(|_| {
        while let Some(&nth) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            let task = &tasks[nth];
            match survey(task, &gate, casts) {
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
    Ok(rows.into_iter().filter_map(|row| row.into_inner().unwrap_or_else(PoisonError::into_inner)).collect())
}

/// One tensor: as a whole where it is small or a scheme asks for it, else in bands.
fn survey(task: &Task, gate: &Gate, casts: bool) -> Result<Row, Failure> {
    let Task { source, subject, schemes } = task;
    let count: usize = subject.shape.iter().product();
    let whole = count <= BAND || count <= MAX_FILE_VALUES && Surveying::asks_for_whole(subject, schemes);
    let _held = (whole && count > BAND).then(|| gate.pass(count));
    let mut surveying =
        Surveying::new(Level::new(), subject.clone(), schemes, if whole { count } else { BAND });
    if casts {
        surveying = surveying.with_casts();
    }
    while let Some(rows) = surveying.wants() {
        if whole {
            surveying.give_whole(source.tensor(&subject.name)?)?;
        } else {
            surveying.give(source.rows(&subject.name, rows)?.into_numbers())?;
        }
        while !surveying.step() {}
    }
    surveying.row().ok_or_else(|| "the survey did not end".into())
}

fn table(rows: &[Row], total: &Total, [a, b]: [Scheme; 2]) -> String {
    let (a, b) = (a.to_string(), b.to_string());
    let mut table = Table::new([
        "tensor",
        "role",
        "layer",
        "shape",
        "stored",
        &a,
        &b,
        "A - B dB",
        "% of A",
        "% of B",
        "kurtosis",
        "max/sigma",
        "rows out",
        "columns out",
    ]);
    let decibels = |sqnr: Option<f64>| sqnr.map_or("-".into(), |sqnr| format!("{sqnr:.2}"));
    let percent = |share: Share| share.map_or("-".into(), |share| format!("{:.2}", 100.0 * share));
    for (row, shares) in rows.iter().zip(&total.shares) {
        let shape: Vec<String> = row.shape.iter().map(usize::to_string).collect();
        let sqnr = |side: usize| decibels(row.measures(side).map(|measures| measures.sqnr_db));
        table.add([
            printable(&row.name),
            row.named.role.word().into(),
            row.named.layer.map_or(String::new(), |layer| layer.to_string()),
            shape.join("x"),
            row.dtype.clone(),
            sqnr(0),
            sqnr(1),
            decibels(row.difference().sqnr_db),
            percent(shares[0]),
            percent(shares[1]),
            row.kurtosis.map_or("-".into(), |kurtosis| format!("{kurtosis:.1}")),
            row.max_per_sigma.map_or("-".into(), |ratio| format!("{ratio:.1}")),
            (row.rows_out.throughout + row.rows_out.by_few).to_string(),
            (row.columns_out.throughout + row.columns_out.by_few).to_string(),
        ]);
    }
    let mut text = table.to_string();
    for (word, side) in [&a, &b].into_iter().zip(&total.sides) {
        text += &format!(
            "{word}: SQNR {:.2} dB, MSE {:.4e}, largest error {:.4e}, {:.3} bits per value, over {} tensors\n",
            side.sqnr_db, side.mse, side.max_abs_error, side.bits_per_value, side.tensors
        );
    }
    text
}
