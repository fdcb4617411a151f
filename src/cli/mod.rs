//! The command line: one file for each command. The only room that prints, and the only one that
//! asks for the date. It never looks into the middle layers; the pipeline answers for them.

mod build;
mod check;
mod clock;
mod completions;
mod excerpt;
mod explain;
mod export;
mod init;
mod new;
mod open;
mod packet;
mod progress;
mod report;
mod schema;
mod score;
mod serve;
mod slides;
mod status;
mod terminal;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Parser, Subcommand};

use clock::Clock;

use crate::parallel;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Done.
    Done,
    /// The content is wrong.
    ContentWrong,
    /// The call is wrong, or the machine said no.
    CallWrong,
}

impl From<Ended> for ExitCode {
    fn from(ended: Ended) -> Self {
        Self::from(match ended {
            Ended::Done => 0,
            Ended::ContentWrong => 1,
            Ended::CallWrong => 2,
        })
    }
}

/// From a folder of TOML results and Markdown observations to the report a sponsor reads before
/// the meeting.
#[derive(Debug, Parser)]
#[command(name = "preread", version, arg_required_else_help = true, infer_subcommands = false)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// What every command understands, before or after its name.
#[derive(Clone, Debug, Default, Args)]
struct Global {
    /// The folder of the site; the one you stand in, or the nearest above with a site.toml
    #[arg(long, global = true, value_name = "DIR")]
    site: Option<PathBuf>,
    /// The day the report speaks of: a date, or `today`
    #[arg(long, global = true, value_name = "DATE")]
    as_of: Option<String>,
    /// Say nothing but what is wrong
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Print where the time went
    #[arg(long, global = true)]
    timings: bool,
    /// The clock of the run
    #[arg(skip)]
    clock: Arc<Clock>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a small site that builds at once
    Init(init::Init),
    /// Write the next record: an assessment, observation, pattern, action, outcome or meeting
    New(new::New),
    /// Report everything that is wrong, and how to mend it
    Check(check::Check),
    /// Make the report
    Build(build::Build),
    /// Show the report in a browser while it is written
    ///
    /// It speaks of today, unless --as-of gives another day. Only this machine can see it, and nothing is
    /// written. Ctrl-C ends it.
    Serve(serve::Serve),
    /// Make the briefing of an assessment as one file, to send and to print
    Packet(packet::Packet),
    /// Make the briefing of an assessment as a presentation
    Slides(slides::Slides),
    /// Print the scores of an assessment
    Score(score::Score),
    /// Print what is due
    Status(status::Status),
    /// Write meetings and due dates for calendars
    Export(export::Export),
    /// Say what a diagnostic means, with an example
    Explain(explain::Explain),
    /// Print the JSON Schema of a kind of file, for editors
    Schema(schema::Schema),
    /// Print completions for a shell
    Completions(completions::Completions),
    /// Write the manual pages
    Man(completions::Man),
}

/// Reads the call, runs it, and returns the exit code.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            let wrong = error.use_stderr();
            return if wrong { Ended::CallWrong } else { Ended::Done }.into();
        }
    };
    let global = cli.global.clone();
    let ended = run(cli);
    if global.timings {
        terminal::say(global.clock.table(rayon::current_num_threads()).trim_end());
    }
    ended.into()
}

fn run(cli: Cli) -> Ended {
    let global = &cli.global;
    match cli.command {
        Command::Init(command) => command.run(global),
        Command::New(command) => command.run(global),
        Command::Check(command) => parallel::within(|| command.run(global)),
        Command::Build(command) => parallel::within(|| command.run(global)),
        Command::Serve(command) => command.run(global),
        Command::Packet(command) => command.run(global),
        Command::Slides(command) => command.run(global),
        Command::Score(command) => command.run(global),
        Command::Status(command) => command.run(global),
        Command::Export(command) => command.run(global),
        Command::Explain(command) => command.run(),
        Command::Schema(command) => command.run(global),
        Command::Completions(command) => command.run(),
        Command::Man(command) => command.run(global),
    }
}
