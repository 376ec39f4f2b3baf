//! Figures of a process: what it took, and how they go from the process that measured to the one that prints.

use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Figures by name.
pub(crate) type Figures = BTreeMap<String, f64>;

/// Seconds of wall time, and of processor time of the thread.
pub(crate) struct Watch {
    wall: Instant,
    processor: f64,
}

impl Watch {
    pub(crate) fn start() -> Self {
        Self { wall: Instant::now(), processor: processor() }
    }

    pub(crate) fn wall(&self) -> f64 {
        self.wall.elapsed().as_secs_f64()
    }

    pub(crate) fn processor(&self) -> f64 {
        processor() - self.processor
    }
}

/// Seconds of processor time that this thread has had, user and system. The kernel brings it up to date at its ticks, so it is
/// some milliseconds late.
fn processor() -> f64 {
    let text = fs::read_to_string("/proc/thread-self/schedstat").expect("what the kernel counts");
    let nanoseconds = text.split(' ').next().and_then(|number| number.parse::<f64>().ok());
    nanoseconds.expect("nanoseconds") / 1e9
}

/// The most memory that this process had at once, in MiB.
pub(crate) fn peak_mib() -> f64 {
    let text = fs::read_to_string("/proc/self/status").expect("what the kernel counts");
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a peak");
    line.trim().trim_end_matches(" kB").parse::<f64>().expect("a number") / 1024.0
}

/// How often a second of processor time `work` can be done, done so many times.
pub(crate) fn rate(many: u64, mut work: impl FnMut(u64)) -> f64 {
    let watch = Watch::start();
    for n in 0..many {
        work(black_box(n));
    }
    many as f64 / watch.processor()
}

/// The middle, and what one of a hundred is beyond.
pub(crate) fn median_and_99(mut all: Vec<f64>) -> (f64, f64) {
    all.sort_by(f64::total_cmp);
    (all[all.len() / 2], all[(all.len() * 99 / 100).min(all.len() - 1)])
}

/// Bytes of all files below a folder, bytes that the file system takes for them, and how many they are.
pub(crate) fn on_disk(folder: &Path) -> (u64, u64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    let mut sum = (0, 0, 0);
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let about = path.symlink_metadata().expect("what it is");
        if about.is_dir() {
            let (bytes, blocks, files) = on_disk(&path);
            sum = (sum.0 + bytes, sum.1 + blocks + about.blocks() * 512, sum.2 + files);
        } else {
            sum = (sum.0 + about.len(), sum.1 + about.blocks() * 512, sum.2 + 1);
        }
    }
    sum
}

/// Runs a work in a process of its own and reads its figures.
pub(crate) fn in_a_process(arguments: &[String]) -> Figures {
    let own = std::env::current_exe().expect("the program's own path");
    let output = Command::new(own).args(arguments).output().expect("a process");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("text");
    let figures = text.lines().filter_map(|line| line.split_once('\t'));
    figures.map(|(name, figure)| (name.to_owned(), figure.parse().expect("a number"))).collect()
}

/// The median of several runs, figure by figure.
pub(crate) fn medians(runs: &[Figures]) -> Figures {
    let names = runs.first().map(|run| run.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    let of = |name: &String| median_and_99(runs.iter().map(|run| run[name]).collect()).0;
    names.iter().map(|name| (name.clone(), of(name))).collect()
}
