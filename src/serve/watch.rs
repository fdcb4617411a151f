//! The watcher: says which paths to look at again, once they have come to rest.
//!
//! It only ever says “look again”. What really changed is found by whoever looks, by comparing what
//! is there; so lost, doubled and misleading events of a file system do no harm.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::serve::{Preview, Touched};

/// How long nothing happens before it is looked.
const REST: Duration = Duration::from_millis(30);
/// How long something may go on happening before it is looked all the same.
const LONGEST: Duration = Duration::from_millis(400);
/// How long a lock is waited for. One that stays is left over from a crash, and is not waited for again.
const LOCKED: Duration = Duration::from_secs(3);
/// When it is looked a second time. A file can be written into a new folder before the folder is watched.
const SECOND_LOOK: Duration = Duration::from_millis(600);
/// How long it is at least between two looks at everything.
const EVERYTHING: Duration = Duration::from_millis(500);
/// How often a folder that is gone is looked for.
const RETURN: Duration = Duration::from_millis(250);
/// How often folders are looked at that could not be watched.
const POLL: Duration = Duration::from_secs(1);

/// What is watched.
#[derive(Debug)]
pub struct Watch {
    /// The folder of the site.
    pub root: PathBuf,
    /// Its folders that are watched with everything in them.
    pub folders: &'static [&'static str],
    /// Whether a file or folder of a name is none of the site's.
    pub ignores: fn(&str) -> bool,
    /// A file that is there while somebody rewrites the folder as a whole, such as the lock of a switch of
    /// branches. What is seen in between is nobody's intent.
    pub lock: Option<PathBuf>,
    /// How often it is looked, where the file system does not say.
    pub poll: Option<Duration>,
}

/// Watches for ever.
pub(super) fn run(watch: &Watch, preview: &dyn Preview) {
    let mut lock = Lock { file: watch.lock.clone(), is_left_over: false };
    if let Some(every) = watch.poll {
        return poll(every, &mut lock, preview);
    }
    // Paths are told as the system knows them.
    let root = watch.root.canonicalize().unwrap_or_else(|_| watch.root.clone());
    if let Err(error) = listen(&root, watch, &mut lock, preview) {
        preview
            .say(&format!("This folder cannot be watched ({error}), so it is looked at every second, as with --poll."));
        poll(POLL, &mut lock, preview);
    }
}

/// Looks again and again.
fn poll(every: Duration, lock: &mut Lock, preview: &dyn Preview) {
    preview.scan();
    preview.look(&everything());
    loop {
        std::thread::sleep(every);
        let mut touched = preview.scan();
        if touched.is_empty() {
            continue;
        }
        // What was being written when it was looked comes to rest first.
        let began = Instant::now();
        while began.elapsed() < LONGEST {
            std::thread::sleep(REST);
            let more = preview.scan();
            if more.is_empty() {
                break;
            }
            touched.extend(more);
        }
        lock.wait();
        touched.extend(preview.scan());
        preview.look(&touched);
    }
}

/// Hears from the file system. Ends with the reason when it cannot.
fn listen(root: &Path, watch: &Watch, lock: &mut Lock, preview: &dyn Preview) -> notify::Result<()> {
    let folders = watch.folders;
    let (sender, events) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(hearer(root.to_owned(), watch.ignores, sender))?;
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    attach(&mut watcher, root, folders)?;
    // From here on nothing is missed, so what is there can be read.
    preview.look(&everything());
    let mut again: Option<Touched> = None;
    let mut everything_at = Instant::now();
    loop {
        let first = match &again {
            None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(_) => events.recv_timeout(SECOND_LOOK),
        };
        let touched = match (first, again.take()) {
            (Ok(first), before) => {
                let mut touched = rest(&events, first?)?;
                if lock.wait() {
                    touched = rest(&events, touched)?;
                }
                touched.extend(before.into_iter().flatten());
                again = Some(touched.clone());
                touched
            }
            (Err(RecvTimeoutError::Timeout), Some(before)) => before,
            (Err(_), _) => return Ok(()),
        };
        let is_above =
            |path: &PathBuf| path.as_os_str().is_empty() || folders.iter().any(|folder| path == Path::new(folder));
        if touched.iter().any(is_above) {
            wait_for(root, preview);
            // One that came back is another folder, which nobody watches yet.
            let _ = watcher.unwatch(root);
            watcher.watch(root, RecursiveMode::NonRecursive)?;
            attach(&mut watcher, root, folders)?;
        }
        if touched.contains(Path::new("")) {
            // Looking at everything may itself be more than the system can tell; it does not go round for ever.
            std::thread::sleep(EVERYTHING.saturating_sub(everything_at.elapsed()));
            everything_at = Instant::now();
        }
        preview.look(&touched);
    }
}

/// The lock of somebody who rewrites the folder.
struct Lock {
    file: Option<PathBuf>,
    is_left_over: bool,
}

impl Lock {
    /// Waits until nobody rewrites the folder any more. Returns whether somebody did.
    fn wait(&mut self) -> bool {
        let Some(file) = self.file.as_ref().filter(|file| file.exists()) else {
            self.is_left_over = false;
            return false;
        };
        let began = Instant::now();
        while !self.is_left_over && file.exists() {
            std::thread::sleep(Duration::from_millis(5));
            self.is_left_over = began.elapsed() > LOCKED;
        }
        true
    }
}

/// What is heard: paths to look at, or why nothing is heard any more.
type Heard = notify::Result<Touched>;

/// Passes on which paths of the site an event speaks of.
fn hearer(
    root: PathBuf,
    ignores: fn(&str) -> bool,
    sender: Sender<Heard>,
) -> impl FnMut(notify::Result<Event>) + Send + 'static {
    move |event| {
        let heard = match event {
            Ok(event) if event.need_rescan() => Ok(everything()),
            // Reading is no change, and this program reads.
            Ok(Event { kind: EventKind::Access(_), .. }) => return,
            Ok(event) => Ok(event.paths.iter().filter_map(|path| seen(path, &root, ignores)).collect()),
            Err(error) => match error.kind {
                // More folders than the machine lets a program watch.
                notify::ErrorKind::MaxFilesWatch => Err(error),
                // A folder that went while it was looked at; its going is told too.
                _ => Ok(everything()),
            },
        };
        if heard.as_ref().is_ok_and(Touched::is_empty) {
            return;
        }
        // Whoever listened may have ended.
        let _ = sender.send(heard);
    }
}

/// A path below the site, unless no site reads it: hidden files, and those that editors leave.
fn seen(path: &Path, root: &Path, ignores: fn(&str) -> bool) -> Option<PathBuf> {
    let path = path.strip_prefix(root).ok()?;
    (!path.iter().any(|part| ignores(&part.to_string_lossy()))).then(|| path.to_owned())
}

fn everything() -> Touched {
    Touched::from([PathBuf::new()])
}

/// Gathers what happens until it comes to rest, or has gone on for long.
fn rest(events: &Receiver<Heard>, first: Touched) -> Heard {
    let began = Instant::now();
    let mut touched = first;
    while let Some(left) = LONGEST.checked_sub(began.elapsed()) {
        match events.recv_timeout(REST.min(left)) {
            Ok(more) => touched.extend(more?),
            Err(_) => break,
        }
    }
    Ok(touched)
}

/// Watches the folders that are there.
fn attach(watcher: &mut RecommendedWatcher, root: &Path, folders: &[&str]) -> notify::Result<()> {
    for folder in folders {
        let folder = root.join(folder);
        let _ = watcher.unwatch(&folder);
        if !folder.is_dir() || folder.is_symlink() {
            continue;
        }
        match watcher.watch(&folder, RecursiveMode::Recursive) {
            Ok(()) => {}
            // It went away in between, which is told too.
            Err(_) if !folder.is_dir() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Waits until the folder of the site is there again.
fn wait_for(root: &Path, preview: &dyn Preview) {
    if root.is_dir() {
        return;
    }
    preview.look(&everything());
    while !root.is_dir() {
        std::thread::sleep(RETURN);
    }
}
