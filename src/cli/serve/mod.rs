//! `preread serve`: the report in a browser, as it is at every moment.

mod answers;
mod known;
mod live;
mod shelf;
mod state;
mod troubles;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::cli::open::{day, tree};
use crate::cli::terminal::{refuse, say};
use crate::cli::{Ended, Global};
use crate::serve::{Bell, PORT, Preview, Server, Watch};
use crate::source::tree::{Tree, is_hidden};
use live::Live;

/// How often a folder that tells of no change is looked at, in milliseconds.
const POLL: &str = "1000";
/// Polling more often would do nothing else.
const SHORTEST: u64 = 50;

/// Show the report in a browser while it is written
#[derive(Debug, clap::Args)]
pub(super) struct Serve {
    /// The port; the first free one from 7323 when left out
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// Open the report in the browser
    #[arg(long)]
    open: bool,
    /// Look for changes again and again, as network shares do not tell of them; every second, or as often as it says
    #[arg(long, value_name = "MS", num_args = 0..=1, default_missing_value = POLL)]
    poll: Option<u64>,
}

impl Serve {
    pub(super) fn run(self, global: &Global) -> Ended {
        let (tree, day) = match (tree(global), day(global)) {
            (Ok(tree), Ok(day)) => (tree, day),
            (Err(ended), _) | (_, Err(ended)) => return ended,
        };
        let server = match Server::bind(self.port) {
            Ok(server) => server,
            Err(unbound) => return refuse(&unbound.to_string()),
        };
        let bell = Bell::default();
        // The folder one stands in may go and come back, and is then another one of the same name.
        let root = tree.root().canonicalize().unwrap_or_else(|_| tree.root().to_owned());
        let tree = Tree::new(root.clone());
        let address = server.address();
        if !global.quiet {
            say(&told(&address, &root, self.port.is_none() && server.port() != PORT));
        }
        let live: Arc<dyn Preview> = Live::open(tree, day, bell.clone(), global.quiet);
        if self.open
            && let Err(error) = open::that_detached(&address)
        {
            say(&format!("No browser could be opened ({error}): go to {address}"));
        }
        let poll = self.poll.map(|every| Duration::from_millis(every.max(SHORTEST)));
        let lock = root.ancestors().map(|folder| folder.join(".git")).find(|git| git.is_dir());
        let lock = lock.map(|git| git.join("index.lock"));
        let watch = Watch { root, folders: &["content", "themes"], ignores: is_hidden, lock, poll };
        match server.run(&live, &bell, watch) {
            Ok(()) => Ended::Done,
            Err(error) => refuse(&format!("the preview cannot run: {error}")),
        }
    }
}

fn told(address: &str, root: &Path, is_other: bool) -> String {
    let other = if is_other { format!("Port {PORT} is taken.\n") } else { String::new() };
    format!("{other}Live preview of {} at {address} (Ctrl-C ends it)", root.display())
}
